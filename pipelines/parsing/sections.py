"""What is the report's outline: its numbered headings, their spans and kinds.

    outline(laid_out) -> Outline

Two levels are kept: the outermost style of numbering that the report uses and the next one (一、 and （一） as a rule); what is
numbered below them is text. A heading is a paragraph of its own, or the beginning of one that ends in a full stop or a
colon (run-in). Row labels that are numbered like headings are none; the words for this are data (../data/sections.json).
A heading of the official forms that lost its number, or is the first row of its table, is one where the numbers leave a gap for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise

from pipelines.parsing.figures import LaidOut, Outline
from pipelines.parsing.numbers import find_numbers
from pipelines.parsing.numerals import parse_chinese
from pipelines.parsing.words import fold
from storage.report import Section, SectionKind

MAX_TITLE = 60  # characters; what is longer is a paragraph that happens to be numbered
MAX_SECTIONS = 400
MAX_NUMBER = 8  # characters of a number that stands in a line of its own
FEWEST = 3  # official headings without numbers that make an outline where none has one
LISTED = 2  # headings right under each other that come again: a table of contents

_NUMERAL = "[一二三四五六七八九十百]{1,4}"
_STYLES: tuple[re.Pattern[str], ...] = (
    re.compile(rf"\s*(?P<number>第{_NUMERAL}(?:部分|章))[\s、:,.]*"),
    re.compile(r"\s*(?P<number>[\u2160-\u216b]|[IVX]{1,4}(?=[、.]))(?:\s*[、.]\s*|\s+)(?=[\u4e00-\u9fff])"),
    re.compile(rf"\s*(?P<number>{_NUMERAL})\s*[、.,:]\s*(?!{_NUMERAL}(?:季度|级|类|批|期|线|等|把手|站式))"),
    re.compile(rf"\s*(?P<number>\({_NUMERAL}\))[、.]?\s*"),
    re.compile(r"\s*(?P<number>[0-9]{1,2})[、.](?![0-9])\s*"),
    re.compile(r"\s*(?P<number>\([0-9]{1,2}\))[、.]?\s*"),
)
# 一 总体情况: without a mark a numeral may be part of the words, unless they are a heading's.
_UNMARKED = re.compile(rf"\s*(?P<number>{_NUMERAL})\s+(?=[\u4e00-\u9fff])")
_ORDINAL = re.compile(r"[一二三四五六七八九十百]+|[0-9]+")
_TITLE_ENDS = re.compile(r"[。:;!?\n]")
_BARE = -1  # the style of headings without a number
_MARKED = 2  # the style of 一、
_TRAILING = " \t\u3000。:;,.、"
_CONTINUED = re.compile(r"\(?续表?\)?\Z")
_PAGE = re.compile(r"[.…·]*[(（]?[0-9]{1,3}[)）]?\Z")


@dataclass(frozen=True, slots=True)
class _Heading:
    style: int
    number: str
    title: str
    start: int
    body: int
    alone: bool


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: tuple[tuple[SectionKind, re.Pattern[str]], ...]
    never: re.Pattern[str]
    official: re.Pattern[str]
    within: re.Pattern[str]  # an official heading behind a sentence, in one paragraph with it


@cache
def _words() -> _Words:
    data = json.loads((files("pipelines") / "data" / "sections.json").read_text("utf-8"))
    official = "|".join(f"(?:{pattern})" for pattern in data["official"])
    return _Words(
        kinds=tuple((kind, re.compile(pattern)) for kind, pattern in data["kinds"]),
        never=re.compile("|".join(f"(?:{pattern})" for pattern in data["never"])),
        official=re.compile(official),
        within=re.compile(rf"(?<=[。;!?])\s*(?P<number>{_NUMERAL})[、.]\s*(?P<title>{official})(?=[。:\s]|$)"),
    )


def outline(laid_out: LaidOut) -> Outline:
    """The numbered headings in order. A section runs to the next heading of its own or a higher level."""
    headings = _without_contents(_without_reprints(_headings(laid_out)))
    headings = sorted((*headings, *_in_gaps(headings, _unnumbered(laid_out))), key=lambda heading: heading.start)
    styles = sorted({heading.style for heading in headings})[:2]
    kept = [heading for heading in headings if heading.style in styles][:MAX_SECTIONS]
    sections: list[Section] = []
    parent: SectionKind = "overview"
    for index, heading in enumerate(kept):
        level = styles.index(heading.style) + 1
        later = (other for other in kept[index + 1 :] if other.style <= heading.style)
        end = next((other.start for other in later), len(laid_out.text))
        kind = _kind(heading.title)
        if kind == "overview" and level > 1:
            kind = None
        if level == 1:
            parent = kind or ("other" if any(s.kind == "applications" for s in sections) else "overview")
        sections.append(
            Section(
                number=heading.number or None,
                title=heading.title,
                kind=kind or parent,
                level=level,
                start=heading.start,
                end=end,
            )
        )
    return Outline(tuple(sections))


def section_at(parts: Outline, position: int) -> tuple[Section, ...]:
    """The sections around a character of the text, outermost first."""
    return tuple(section for section in parts.sections if section.start <= position < section.end)


def _outside_tables(laid_out: LaidOut) -> Iterator[tuple[int, int]]:
    tables = [(table.start, table.end) for table in laid_out.tables]
    for start, end in laid_out.paragraphs:
        if not any(first <= start < last for first, last in tables):
            yield start, end


def _headings(laid_out: LaidOut) -> list[_Heading]:
    found = []
    paragraphs = list(_outside_tables(laid_out))
    for index, (start, end) in enumerate(paragraphs):
        following = paragraphs[index + 1][1] if index + 1 < len(paragraphs) else 0
        text = laid_out.text[start:end]
        heading = _heading(text, start)
        if heading is not None and not heading.title and heading.alone and len(text) <= MAX_NUMBER and following:
            whole = _heading(laid_out.text[start:following], start)  # a number in a line of its own
            heading = whole if whole is not None and _kind(whole.title) is not None and whole.alone else heading
        if heading is not None:
            found.append(heading)
    return found


def _heading(text: str, start: int) -> _Heading | None:
    folded = fold(text[: MAX_TITLE * 4])
    for style, pattern in enumerate(_STYLES):
        match = pattern.match(folded)
        if match is None:
            continue
        begin = match.end()
        stop = _TITLE_ENDS.search(folded, begin)
        end = stop.start() if stop else len(folded)
        alone = not folded[end:].strip(_TRAILING)
        title = text[begin:end].strip(_TRAILING)
        if _words().never.fullmatch("".join(folded[begin:end].split()).strip(_TRAILING)):
            return None
        if len(title) > MAX_TITLE or not title or _has_figure(title):
            title = ""
        offset = len(text) - len(text.lstrip())
        number = text[match.start("number") : match.end("number")]
        return _Heading(style, number, title, start + offset, start + end, alone)
    unmarked = _UNMARKED.match(folded)
    if unmarked is None or not _is_official(folded[unmarked.end() :]):
        return None
    title = text[unmarked.end() :].strip(_TRAILING)
    return _Heading(
        _MARKED, text[unmarked.start("number") : unmarked.end("number")], title, start, start + len(text), True
    )


def _unnumbered(laid_out: LaidOut) -> list[_Heading]:
    """The official headings that stand without a number, those in one paragraph with what is before them, and those that are the
    first row of a table, over its whole width."""
    found = []
    for start, end in _outside_tables(laid_out):
        for within in _words().within.finditer(fold(laid_out.text[start:end])):
            number, title = (laid_out.text[start:end][slice(*within.span(name))] for name in ("number", "title"))
            found.append(_Heading(_MARKED, number, title, start + within.start("number"), start + within.end(), False))
        if end - start <= MAX_TITLE and _is_official(laid_out.text[start:end]):
            found.append(_Heading(_BARE, "", laid_out.text[start:end].strip(_TRAILING), start, end, True))
    for table in laid_out.tables:
        if table.rows and len(table.rows[0]) > 1 and len(set(table.rows[0])) == 1:
            first = table.rows[0][0]
            heading = _heading(first, table.start) or _Heading(_BARE, "", first, table.start, table.start, True)
            if _is_official(heading.title):
                found.append(heading)
    return sorted(found, key=lambda heading: heading.start)


def _in_gaps(numbered: list[_Heading], unnumbered: list[_Heading]) -> list[_Heading]:
    """Those of the headings without a number for which the numbers leave a gap; where no heading has one, all of them."""
    named = [heading.style for heading in numbered if _is_official(heading.title)]
    if not named:
        bare = _without_contents(_without_reprints(unnumbered))
        return [replace(one, style=_BARE) for one in bare] if len({_kind(one.title) for one in bare}) >= FEWEST else []
    outer = [heading for heading in numbered if heading.style == min(named)]
    missing = [one for one in unnumbered if _kind(one.title) not in {_kind(heading.title) for heading in outer}]
    found = []
    for before, after in pairwise((None, *outer, None)):
        here = [
            replace(one, style=min(named))
            for one in missing
            if (before is None or before.start < one.start) and (after is None or one.start < after.start)
        ]
        gap = _ordinal(after) - _ordinal(before) - 1 if after is not None else len(here)
        found += here if len(here) == gap else []
    return found


def _ordinal(heading: _Heading | None) -> int:
    digits = _ORDINAL.search(fold(heading.number)) if heading is not None else None
    if digits is None:
        return 0
    return int(digits[0]) if digits[0].isdigit() else int(parse_chinese(digits[0]) or 0)


def _is_official(title: str) -> bool:
    return _words().official.fullmatch("".join(fold(title).split()).strip(_TRAILING)) is not None


def _has_figure(title: str) -> bool:
    """Whether a count stands in the would-be title: then it is a sentence and no heading (一、2018年受理192件)."""
    return any(number.kind == "count" and number.unit and number.notation == "arabic" for number in find_numbers(title))


def _kind(title: str) -> SectionKind | None:
    simplified = "".join(fold(title).split())
    for kind, pattern in _words().kinds:
        if pattern.search(simplified):
            return kind
    return None


def _key(heading: _Heading) -> tuple[int, str, str]:
    return heading.style, heading.number, _CONTINUED.sub("", "".join(fold(heading.title).split()))


def _without_page(key: tuple[int, str, str]) -> tuple[int, str, str]:
    """The key of an entry of a table of contents, without the number of the page that it leads to."""
    style, number, title = key
    return style, number, _PAGE.sub("", title)


def _without_reprints(headings: list[_Heading]) -> list[_Heading]:
    """A heading that is printed again before the next one of its style is the same heading."""
    kept: list[_Heading] = []
    last: dict[int, _Heading] = {}
    for heading in headings:
        before = last.get(heading.style)
        if before is not None and heading.title and _key(before) == _key(heading):
            continue
        if before is not None and kept[-1] is before and _is_said_again(before, heading):
            continue
        last = {style: other for style, other in last.items() if style < heading.style}
        last[heading.style] = heading
        kept.append(heading)
    return kept


def _is_said_again(before: _Heading, heading: _Heading) -> bool:
    """Whether a heading right under another of the same number and kind is that one again, worded otherwise (a caption)."""
    adjoining = before.alone and heading.start - before.body <= 2
    kind = _kind(heading.title)
    return adjoining and kind is not None and kind == _kind(before.title) and before.number == heading.number


def _without_contents(headings: list[_Heading]) -> list[_Heading]:
    """Without a table of contents: headings that stand together and come again later with their text."""
    last = {_without_page(_key(heading)): heading.start for heading in headings if heading.title}
    kept = []
    listed = 0  # entries of the contents right before
    for index, heading in enumerate(headings):
        following = headings[index + 1].start if index + 1 < len(headings) else None
        adjoining = following is not None and following - heading.body <= 2
        # The last entry of the contents stands before the report's first words.
        bare = heading.alone and (adjoining or listed >= LISTED)
        if heading.title and bare and last[_without_page(_key(heading))] > heading.start:
            listed += 1
            continue
        listed = 0
        kept.append(replace(heading))
    return kept
