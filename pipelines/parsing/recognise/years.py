"""Which year does a report report on: its title first, then the period that it states, then what it speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from pipelines.blocks import Article
from pipelines.parsing.recognise.words import REMARK, YEAR, Read, arabic_years, of_the_past, squeezed

FIRST_YEAR, LAST_YEAR = 2003, 2100
HEAD = 4_000  # characters in which a report states its period
_RANGE = re.compile("(20[0-9]{2})年?(?:-|—|–|~|至|到)(20[0-9]{2})年")
_PERIOD = re.compile(
    "(?:自|从|由|为|是|期限)?(20[0-9]{2})年?[01]?[0-9]月?[0-3]?[0-9]日?(?:起|开始)?(?:,)?(?:至|到|-|—|–|~)(?:同年)?(20[0-9]{2})?年?1?[0-2]?月?3?[01]日"
)
_MENTION = re.compile("(?<![0-9〔\\[(〕])(20[0-9]{2})年(?!第)")
_BOOK = re.compile("《[^《》]{0,80}》|〔20[0-9]{2}〕")
_COUNTED = re.compile(
    "(?<![0-9])(20[0-9]{2})年度?[,，、]?(?:[^。;；]{0,60}?)(?:公开(?:政府)?信息|政府信息公开申请|公开申请)[^。;；]{0,12}?[0-9]"
)
_TO_COME = re.compile("[^。;；]{0,12}?(?:将|计划|拟|打算|重点|要)")
_HOTTEST = 0.6


def year_of(read: Read, article: Article, hints: Mapping[str, str], reasons: list[str]) -> int | None:
    title = arabic_years(read.title or "")
    if _RANGE.search(title):
        reasons.append("year: the title names a range of years")
        return None
    years = _title_years(title)
    period = _period(read.text[:HEAD])
    if len(years) > 1:
        years = [year for year in years if year == period] or years
    if len(years) > 1:
        reasons.append(f"year: the title names several ({', '.join(map(str, years))})")
        return None
    if years:
        if period is not None and period != years[0]:
            published = article.published
            if published is not None and published.year == years[0] and period == years[0] - 1:
                reasons.append(f"year: the report's period is {period}, its title names the year of publication")
                return period
            reasons.append(f"year: the title says {years[0]}, the text's period is {period}")
        return years[0]
    if period is not None:
        reasons.append("year: from the period that the text states")
        return period
    hinted = _title_years(arabic_years(squeezed(hints.get("title", ""))))
    spoken = _spoken_year(read.text)
    if len(hinted) == 1 and spoken in (None, hinted[0]):
        reasons.append("year: from the page that linked here")
        return hinted[0]
    if spoken is not None:
        published = article.published
        if published is not None and not (spoken <= published.year <= spoken + 4):
            reasons.append(f"year: the text speaks of {spoken}, but was published in {published.year}")
            return None
        reasons.append("year: the one that the text speaks of")
        return spoken
    counted = _counted_year(read.text)
    if counted is not None and article.published is not None and article.published.year == counted + 1:
        reasons.append("year: the one whose figures the text tells, published in the next")
        return counted
    reasons.append("year: neither title nor text names one")
    return None


def _counted_year(text: str) -> int | None:
    """The one year of which a sentence tells figures of disclosure, where no other is named but as one to come."""
    plain = _BOOK.sub("", arabic_years(text))
    told = {int(match[1]) for match in _COUNTED.finditer(plain)}
    named = {int(match[1]) for match in _MENTION.finditer(plain) if not _TO_COME.match(plain, match.end())}
    return told.pop() if len(told) == 1 and named == told else None


def _title_years(title: str) -> list[int]:
    outside = of_the_past(REMARK.sub("", title))
    found = [int(match[1]) for match in YEAR.finditer(outside)] or [int(match[1]) for match in YEAR.finditer(title)]
    return [year for year in dict.fromkeys(found) if FIRST_YEAR <= year <= LAST_YEAR]


def _period(text: str) -> int | None:
    """The one year that the stated period of the figures lies in (自2017年1月1日起至2017年12月31日止)."""
    for match in _PERIOD.finditer(arabic_years(text)):
        first, last = int(match[1]), int(match[2] or match[1])
        if first == last and FIRST_YEAR <= first <= LAST_YEAR:
            return first
    return None


def _spoken_year(text: str) -> int | None:
    """The year that most mentions name, if it is most of them by far and its text is long enough to tell."""
    spoken = Counter(int(match[1]) for match in _MENTION.finditer(_BOOK.sub("", arabic_years(text))))
    plausible = {year: count for year, count in spoken.items() if FIRST_YEAR <= year <= LAST_YEAR}
    if not plausible:
        return None
    year, count = max(plausible.items(), key=lambda item: (item[1], item[0]))
    return year if count >= 2 and count >= _HOTTEST * sum(plausible.values()) else None
