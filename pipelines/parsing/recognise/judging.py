"""Is an article an annual report, the stub of one, or neither."""

from __future__ import annotations

import re

from pipelines.errors import NotAReport
from pipelines.parsing.recognise.words import (
    EDGE,
    LONGEST_TITLE,
    REMARK,
    YEAR,
    Read,
    arabic_years,
    is_title,
    of_the_past,
    report_words,
)

SHORT = 400  # below so many characters a page with attachments is their stub
_FIGURE = re.compile("[0-9](?:\\.[0-9]+)?[万亿]?余?(?:条|件|宗|份|次|期|篇|项|人|元)")
_CHINESE_FIGURE = re.compile("[〇一二两三四五六七八九十百千]+[万亿]?(?:条|件|宗|份|次|期|人)")
_NOTHING = re.compile("未收到|没有(?:收到|接到|发生|受理|产生|依?申请|因)|没收到|0件|未发生|无")
_SAID_YEAR = re.compile("20[0-9]{2}年")
_FIGURES_OF_A_TABLE = 10
_FIGURES_OF_A_SHORT_ONE = 3


def judge(read: Read, *, carries: bool, pictured: bool = False) -> bool:
    """Whether the article is a whole report (True) or the stub of one (False); NotAReport if neither.

    `carries`: files hang on it; `pictured`: its tables are pictures, in which figures may stand.
    """
    words = report_words()
    parts = len(read.parts - {"table", "fees"}) + ("table" in read.parts)
    titled = read.title is not None and is_title(read.title)
    body = read.text + read.cells
    figures = len(_FIGURE.findall(body)) + sum(1 for cell in read.cells.split("\n") if cell[:1].isdigit())
    if titled and read.title is not None:
        bare = of_the_past(REMARK.sub("", read.title))
        for what, pattern in words.not_titles:
            if pattern.search(_without_issuer_words(bare)) and not (
                parts >= 4 and figures >= 5 and words.published_within.search(read.title)
            ):
                raise NotAReport(f"its title is that of {what}: {read.title[:60]}")
    listed = sum(1 for line in read.lines if len(line) <= LONGEST_TITLE and is_title(line) and YEAR.search(line))
    if listed >= 5 and parts < 4:
        raise NotAReport("it lists such reports")
    if not titled and (parts < 4 or (read.title is not None and _speaks_of_another(read.title))):
        raise NotAReport("it has neither the title nor the parts of an annual report on information disclosure")
    tabled = "table" in read.parts and figures >= _FIGURES_OF_A_TABLE
    spoken = sum(1 for pattern in words.subjects if pattern.search(body))
    nothing = _says_nothing_came(read)
    told = (
        spoken >= (3 if carries else 2)
        and (nothing or figures + len(_CHINESE_FIGURE.findall(body)) >= _FIGURES_OF_A_SHORT_ONE)
    ) or (not carries and (nothing or (spoken >= 3 and figures >= 2 and _says_nothing_happened(body))))
    if len(body) < SHORT and parts < 3 and not tabled and not (titled and told):
        if titled and YEAR.search(arabic_years(read.title or "")):
            return False
        raise NotAReport("it has none of the report's parts")
    if len(words.template.findall(body)) >= 3 or (
        parts >= 3 and figures < 2 and not (nothing or pictured or _says_nothing_happened(body))
    ):
        raise NotAReport("it is a blank form: the parts are there, but no figures")
    if parts < 2 and not tabled and figures < 3 and not (titled and told):
        raise NotAReport("it speaks of such reports but has none of their parts")
    return True


def _without_issuer_words(title: str) -> str:
    """The title without the report's own name, years and a body's name, whose words are not held against it (审计局)."""
    bare = re.sub("[《》“”]", "", YEAR.sub("", arabic_years(title)))
    found = report_words().report.search(bare)
    if found is None:
        return bare
    head, tail = bare[: found.start()], bare[found.end() :]
    body, about, rest = head.partition("关于")
    if not about:
        body, rest = EDGE.sub("", head), ""
    ends = report_words().ends
    if ends["department"].search(body) or ends["other"].search(body):
        return f"{rest}#{tail}"
    return f"{head}#{tail}"


def _speaks_of_another(title: str) -> bool:
    return any(pattern.search(title) for _, pattern in report_words().not_titles)


def _says_nothing_came(read: Read) -> bool:
    """Whether the report says of a year, which its title may name, that no application, case or fee came.

    Less will not do where the text is short: 无 and 申请 stand around any page (无障碍浏览, 依申请公开).
    """
    body = read.text + read.cells
    dated = YEAR.search(arabic_years(read.title or "")) or _SAID_YEAR.search(arabic_years(body))
    return dated is not None and report_words().nothing.search(body) is not None


def _says_nothing_happened(body: str) -> bool:
    return _NOTHING.search(body) is not None and _SAID_YEAR.search(body) is not None
