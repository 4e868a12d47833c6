"""What is the report's outline: its numbered headings, their spans and kinds.

    outline(laid_out) -> Outline

Two levels are kept: the outermost style of numbering that the report uses and the next one (一、 and （一） as a rule); what is
numbered below them is text. A heading is a paragraph of its own, or the beginning of one that ends in a full stop or a
colon (run-in). Row labels that are numbered like headings are none; the words for this are data (../data/sections.json).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from pipelines.parsing.figures import LaidOut, Outline
from pipelines.parsing.numbers import find_numbers
from pipelines.parsing.words import fold
from storage.report import Section, SectionKind

MAX_TITLE = 60  # characters; what is longer is a paragraph that happens to be numbered
MAX_SECTIONS = 400
LISTED = 2  # headings right under each other that come again: a table of contents

_NUMERAL = "[一二三四五六七八九十百]{1,4}"
_STYLES: tuple[re.Pattern[str], ...] = (
    re.compile(rf"\s*(?P<number>第{_NUMERAL}(?:部分|章))[\s、:,.]*"),
    re.compile(rf"\s*(?P<number>{_NUMERAL})\s*[、.,:]\s*(?!{_NUMERAL}(?:季度|级|类|批|期|线|等|把手|站式))"),
    re.compile(rf"\s*(?P<number>\({_NUMERAL}\))[、.]?\s*"),
    re.compile(r"\s*(?P<number>[0-9]{1,2})[、.](?![0-9])\s*"),
    re.compile(r"\s*(?P<number>\([0-9]{1,2}\))[、.]?\s*"),
)
_TITLE_ENDS = re.compile(r"[。:;!?\n]")
_TRAILING = " \t\u3000。:;,.、"
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


@cache
def _words() -> _Words:
    data = json.loads((files("pipelines") / "data" / "sections.json").read_text("utf-8"))
    return _Words(
        kinds=tuple((kind, re.compile(pattern)) for kind, pattern in data["kinds"]),
        never=re.compile("|".join(f"(?:{pattern})" for pattern in data["never"])),
    )


def outline(laid_out: LaidOut) -> Outline:
    """The numbered headings in order. A section runs to the next heading of its own or a higher level."""
    headings = _without_contents(_without_reprints(_headings(laid_out)))
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
                number=heading.number,
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


def _headings(laid_out: LaidOut) -> list[_Heading]:
    tables = [(table.start, table.end) for table in laid_out.tables]
    found = []
    for start, end in laid_out.paragraphs:
        if any(first <= start < last for first, last in tables):
            continue
        heading = _heading(laid_out.text[start:end], start)
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
    return None


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
    return heading.style, heading.number, "".join(fold(heading.title).split())


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
