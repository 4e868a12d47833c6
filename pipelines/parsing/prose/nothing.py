"""Noughts in words: 未收到…行政复议和行政诉讼; 收费情况:无; a section whose whole text is 无."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipelines.parsing.figures import LaidOut, Outline
from pipelines.parsing.prose.candidates import Candidate
from pipelines.parsing.prose.matching import Matcher
from pipelines.parsing.prose.paragraphs import Joined, Paragraph
from pipelines.parsing.prose.patterns import HOME, MAX_CLAUSE, MAX_RAW
from pipelines.parsing.prose.periods import Periods
from pipelines.parsing.prose.rules import words
from pipelines.parsing.prose.subjects import carried_scope
from pipelines.parsing.words import fold
from storage.dictionary import dictionary
from storage.report import Section

# Kinds of things there was none of, one beside the other.
_LISTED = re.compile(r"[、,和或及与]")
_CLAUSE = re.compile(r"[^,;:。!?()]*[,;:。!?()]?")
_RECEIVED, _FEES = "applications.received", "applications.fees_collected"
_COMING = re.compile("[收接]到|受理|收悉|接收")
_CASE = re.compile(r"(?:案件|案|事项|情况|类|的|件)*")


def _named(code: str, term: re.Pattern[str], thing: str) -> bool:
    """Whether a thing is named, and not only what belongs to it (依申请公开有关的费用: the fees, not the applications)."""
    last = max(term.finditer(thing), key=lambda match: match.end(), default=None)
    return last is not None and (not code.startswith("applications.") or _CASE.fullmatch(thing, last.end()) is not None)


def _is_cell(text: str, start: int, end: int) -> bool:
    """Whether tabs tell that a nought is a cell of a row: blank cells before it, or another cell behind it."""
    return "\t\t" in text[start:end] or ("\t" in text[start:end] and text[end : end + 1] == "\t")


class Noughts:
    def __init__(self, laid_out: LaidOut, outline: Outline, matcher: Matcher, periods: Periods) -> None:
        self.words = words()
        self.laid_out = laid_out
        self.outline = outline
        self.matcher = matcher
        self.subjects = periods.subjects
        self.periods = periods
        # What applications may be besides received: carried over, refused.
        self.other_applications = [
            term
            for rule in self.words.nothing
            for code, term in rule.terms
            if code.startswith("applications.") and code not in (_RECEIVED, _FEES)
        ]

    def of(self, paragraph: Paragraph) -> Iterator[Candidate]:
        """A nought for each thing that the paragraph says there was none of."""
        joined = Joined(paragraph.plain)
        stated = self.words.nothing_stated.finditer(joined.text)
        matches = [*stated, *self.words.nothing_told_after.finditer(self._unnamed(joined.text))]
        for rule in self.words.nothing if matches else ():
            if not self.matcher.near(rule.near, paragraph, len(paragraph.text)):
                continue
            for match in matches:
                start, end = joined.span(match.start(), match.end())
                if _is_cell(paragraph.text, start, end):
                    continue
                period = self.periods.of(paragraph, start)
                scope = carried_scope(paragraph, paragraph.clause_start(start))
                if period != "year" or scope not in (None, "whole", "own"):
                    continue
                if self._of_part_of_year(paragraph, start):
                    continue
                for code, term in rule.terms:
                    if code == _RECEIVED and (
                        self.words.nothing_of_some.search(match[0])
                        or (not _COMING.search(match[0]) and self.matcher.sorts_documents(paragraph, start))
                    ):
                        continue
                    if any(self._is_named(code, term, thing) for thing in _LISTED.split(match["things"])):
                        yield from self._nought(
                            paragraph.start + start, paragraph.start + end, code, paragraph.sections
                        )
                        self.matcher.recent[code] = paragraph.index
        yield from self._none_received(paragraph, joined)

    def _is_named(self, code: str, term: re.Pattern[str], thing: str) -> bool:
        """Whether a thing is named as such: 上年结转政府信息公开申请 are carried over, and none is said of those received."""
        return _named(code, term, thing) and not (
            code == _RECEIVED and any(other.search(thing) for other in self.other_applications)
        )

    def _of_part_of_year(self, paragraph: Paragraph, position: int) -> bool:
        return self.words.part_of_year.search(paragraph.text[paragraph.clause_start(position) : position]) is not None

    def _unnamed(self, text: str) -> str:
        """The text without the names that the body calls itself by where a clause begins (县民政局行政复议为零), at the same places."""
        clauses = []
        for clause in _CLAUSE.findall(text):
            rest = next((rest for rest, scope in self.subjects.stages(clause[:MAX_CLAUSE]) if scope == "whole"), None)
            name = 0 if rest is None else len(clause[:MAX_CLAUSE]) - len(rest)
            clauses.append("\x01" * name + clause[name:])
        return "".join(clauses)

    def _none_received(self, paragraph: Paragraph, joined: Joined) -> Iterator[Candidate]:
        """A nought for applications of which the section on them says that none came in, however it puts the words."""
        if not any(section.kind == "applications" for section in paragraph.sections):
            return
        if self.matcher.recent.get(_RECEIVED) == paragraph.index:
            return
        for match in self.words.nought_received.finditer(joined.text):
            start, end = joined.span(match.start(), match.end())
            scope = carried_scope(paragraph, paragraph.clause_start(start))
            if self.periods.of(paragraph, start) != "year" or scope not in (None, "whole", "own"):
                continue
            if self._of_part_of_year(paragraph, start) or self.words.nothing_of_some.search(match[0]):
                continue
            yield from self._nought(paragraph.start + start, paragraph.start + end, _RECEIVED, paragraph.sections)
            return

    def of_bare_sections(self) -> Iterator[Candidate]:
        """Noughts of the sections whose whole text is 无."""
        for section in self.outline.sections:
            codes = [bare.code for bare in self.words.bare_sections if bare.names(section)]
            if not codes:
                continue
            body = next((start for start, end in self.laid_out.paragraphs if section.start < start < section.end), None)
            if body is None:
                continue
            text = self.laid_out.text[body : section.end]
            if self.words.nothing_alone.match(fold(text).strip()):
                end = body + len(text.rstrip())
                for code in codes:
                    yield from self._nought(body, end, code, (section,))

    def _nought(self, start: int, end: int, code: str, sections: tuple[Section, ...]) -> Iterator[Candidate]:
        if self.matcher.vocabulary.isdisjoint(dictionary()[code].forms):
            return
        home = HOME.get(code.split(".")[0])
        rank = 2 if any(section.kind == home for section in sections) else 1
        raw = self.laid_out.text[start:end]
        if len(raw) <= MAX_RAW:
            yield Candidate(code, "all", "year", Decimal(0), None, raw, start, end, rank, True, Decimal(0))
