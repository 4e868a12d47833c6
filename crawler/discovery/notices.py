"""For which years a portal's columns of notices are looked through, and how far: reports stand there that their own column lacks."""

from __future__ import annotations

from crawler.discovery.coverage import Ledger, ListProgress
from crawler.discovery.goal import Goal

# Pages of one column that are read for years between others, and for those at either end.
MOST_PAGES = 30
FEW_PAGES = 20


def years_to_seek(ledger: Ledger, goal: Goal) -> tuple[int, ...]:
    """The missing years between others, and those that no list lacks for certain."""
    gaps = goal.gaps(ledger.found)
    return tuple(y for y in goal.missing(ledger.found) if y in gaps or not ledger.lacks_for_certain(y))


def pages_left(progress: ListProgress, ledger: Ledger, goal: Goal) -> int:
    """How many more pages of a column of notices are worth asking for: none once it goes back to all years that are sought."""
    if all(map(progress.reaches, years_to_seek(ledger, goal))):
        return 0
    most = MOST_PAGES if goal.gaps(ledger.found) else FEW_PAGES
    return max(0, most - len(progress.pages))
