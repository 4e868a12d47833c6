"""The words that tell such reports (../../data/recognise.json), and the article as it is judged: folded, without blanks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipelines import script
from pipelines.blocks import Article, Paragraph, TableBlock
from pipelines.parsing.words import fold

LOOKED_AT = 60_000
TITLE_LINES = 25
LONGEST_TITLE = 90
_CHINESE_YEAR = re.compile("二[〇○零0Oo]([〇○零0Oo一二三四五六七八九])([〇○零0Oo一二三四五六七八九])")
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零0Oo", "0")
YEAR = re.compile("(?<![0-9])(20[0-9]{2})(?![0-9])(?:年度|年|度)?")
REMARK = re.compile("\\([^()]{0,40}\\)|\\[[^\\[\\]]{0,40}\\]|【[^【】]{0,40}】")
EDGE = re.compile(
    "^(?:关于|的|对|年度|度|,|、|:|-|—|《|“|:)+|(?:关于|的|年度|度|,|、|:|-|—|》|”|公布|发布|印发|公开)+$"
)


@dataclass(frozen=True, slots=True)
class Words:
    report: re.Pattern[str]
    to_come: re.Pattern[str]
    not_titles: tuple[tuple[str, re.Pattern[str]], ...]
    published_within: re.Pattern[str]
    erratum: re.Pattern[str]
    parts: tuple[tuple[str, re.Pattern[str]], ...]
    subjects: tuple[re.Pattern[str], ...]
    nothing: re.Pattern[str]
    template: re.Pattern[str]
    ends: Mapping[str, re.Pattern[str]]
    pictured: re.Pattern[str]
    decoration: re.Pattern[str]


@cache
def report_words() -> Words:
    data: dict[str, Any] = json.loads((files("pipelines") / "data" / "recognise.json").read_text("utf-8"))
    return Words(
        report=re.compile(data["report"]),
        to_come=re.compile(data["to_come"]),
        not_titles=tuple((what, re.compile(pattern)) for what, pattern in data["not_titles"]),
        published_within=re.compile(data["published_within"]),
        erratum=re.compile(data["erratum"]),
        parts=tuple((name, re.compile(pattern)) for name, pattern in data["parts"].items()),
        subjects=tuple(re.compile(pattern) for pattern in data["subjects"]),
        nothing=re.compile(data["nothing"]),
        template=re.compile(data["template"]),
        ends={kind: re.compile(pattern) for kind, pattern in data["issuer_ends"].items()},
        pictured=re.compile(data["pictured"]),
        decoration=re.compile(data["decoration"], re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True)
class Read:
    """The article as it is judged: its lines folded and without blanks."""

    title: str | None
    printed_title: str | None
    before_title: str
    lines: tuple[str, ...]
    text: str
    cells: str
    parts: frozenset[str]


def squeezed(text: str) -> str:
    """The text folded, without blanks; of a text in Traditional script the words too (政府資訊公開 is 政府信息公开)."""
    if script.of(text) == "Hant":
        text = script.to_mainland(text)
    return "".join(fold(text).split())


def read_article(article: Article, hints: Mapping[str, str]) -> Read:
    lines = []
    printed = []
    cells: list[str] = []
    length = 0
    for block in article.blocks:
        if isinstance(block, Paragraph):
            for line in block.text.splitlines():
                bare = squeezed(line)
                if bare and length < LOOKED_AT:
                    lines.append(bare)
                    printed.append(line)
                    length += len(bare)
        elif isinstance(block, TableBlock):
            cells.extend(squeezed(cell.text) for cell in block.cells[:4_000])
    title, shown, before = _title(article, lines, printed, hints)
    text = "\n".join(lines)
    everything = text + "\n" + "\n".join(cells)
    parts = frozenset(name for name, pattern in report_words().parts if pattern.search(everything))
    return Read(title, shown, before, tuple(lines), text, "\n".join(cells), parts)


def _title(
    article: Article, lines: list[str], printed: list[str], hints: Mapping[str, str]
) -> tuple[str | None, str | None, str]:
    """The title folded, as printed, and the line above it in the text (an issuer's line, 随州市人民政府办公室关于)."""
    own = squeezed(article.title) if article.title else None
    found: tuple[str, str, str] | None = None
    for index, line in enumerate(lines[:TITLE_LINES]):
        if len(line) <= LONGEST_TITLE and is_title(line) and not line.endswith(("。", ";")):
            before = lines[index - 1] if index and len(lines[index - 1]) <= 40 else ""
            found = line, printed[index].strip(), before
            break
    # A column's name (政府信息公开年报) is no title where the article has one with its year.
    fuller = found is not None and YEAR.search(arabic_years(found[0])) is not None
    if own is not None and is_title(own) and (YEAR.search(arabic_years(own)) or not fuller):
        before = found[2] if found is not None and (found[0] in own or own in found[0]) else ""
        return own, _tidy(article.title or ""), "" if before and before in own else before
    if found is not None:
        return found[0], _tidy(found[1]), found[2]
    hinted = hints.get("title")
    if hinted and is_title(squeezed(hinted)):
        return squeezed(hinted), None, ""
    return own, None, ""


def _tidy(title: str) -> str:
    """The title on one line, without the blanks that typesetting puts between characters and digits."""
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", " ".join(title.split()))


def is_title(text: str) -> bool:
    bare = YEAR.sub("", arabic_years(text))
    bare = re.sub('[〔〕《》“”"]', "", bare)
    return report_words().report.search(bare) is not None


def of_the_past(title: str) -> str:
    """A title without what it says of a time to come (2012年政府信息公开工作总结和2013年工作计划)."""
    past = report_words().to_come.sub("", title)
    return past if is_title(past) else title


def arabic_years(text: str) -> str:
    return _CHINESE_YEAR.sub(lambda match: "20" + _DIGITS[match[1]] + _DIGITS[match[2]], text)
