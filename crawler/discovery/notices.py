"""For which years a portal's columns of notices are looked through, and how far: reports stand there that their own column lacks."""

from __future__ import annotations

from crawler.discovery.coverage import Ledger, ListProgress
from crawler.discovery.goal import Goal

# Pages of one column that are read for years that no list lacks for certain, and for those before a late beginning.
MOST_PAGES = 30
FEW_PAGES = 8
# All governments had to report since 2009. A column whose first report is of this year or later was made anew more often than not.
LATE = 2014


def doubtful_years(ledger: Ledger, goal: Goal) -> tuple[int, ...]:
    """The missing years between others, and those that no list lacks for certain."""
    gaps = goal.gaps(ledger.found)
    return tuple(y for y in goal.missing(ledger.found) if y in gaps or not ledger.lacks_for_certain(y))


def years_to_seek(ledger: Ledger, goal: Goal) -> tuple[int, ...]:
    """The years that notices are looked through for: the doubtful, and all before a beginning that is late."""
    doubtful = doubtful_years(ledger, goal)
    late = bool(ledger.found) and min(ledger.found) >= LATE
    return tuple(y for y in goal.missing(ledger.found) if y in doubtful or (late and goal.earlier(y, ledger.found)))


def pages_left(progress: ListProgress, ledger: Ledger, goal: Goal) -> int:
    """How many more pages of a column of notices are worth asking for: none once it goes back to all years that are sought."""
    if all(map(progress.reaches, years_to_seek(ledger, goal))):
        return 0
    most = MOST_PAGES if doubtful_years(ledger, goal) else FEW_PAGES
    return max(0, most - len(progress.pages))
