"""Number after number of a report's sentences: what it is said of, in which time, of whom, and whether it is a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import get_args

from pipelines import script
from pipelines.parsing.figures import LaidOut, Outline, ProseReading, Share, Statement
from pipelines.parsing.numbers import Number, convert
from pipelines.parsing.prose import shares
from pipelines.parsing.prose.candidates import Candidate, chosen, places_of
from pipelines.parsing.prose.continuing import with_its_channel, with_what_it_continues
from pipelines.parsing.prose.distributed import ALL, DISTRIBUTED, EACH, LABELS, labels_of
from pipelines.parsing.prose.divisions import divided, listed
from pipelines.parsing.prose.doubts import doubt_of
from pipelines.parsing.prose.matching import Matcher, vocabulary
from pipelines.parsing.prose.nothing import Noughts
from pipelines.parsing.prose.paragraphs import Paragraph, paragraph_of, right_of, run_of, topic_at
from pipelines.parsing.prose.patterns import (
    CASES,
    HOME,
    MAX_CLAUSE,
    MAX_PARAGRAPH,
    MAX_RIGHT,
    QUOTES,
    TOPIC,
    Scope,
)
from pipelines.parsing.prose.periods import Periods
from pipelines.parsing.prose.remarks import of_a_sample, unrelated
from pipelines.parsing.prose.rules import Part, Rule, words
from pipelines.parsing.prose.said_of_all import said_of_all
from pipelines.parsing.prose.subjects import Subjects, carried_scope
from pipelines.parsing.prose.sums import added_up
from pipelines.parsing.prose.totals import Totals
from pipelines.parsing.prose.wrapped import unwrapped
from pipelines.parsing.sections import section_at
from storage.dictionary import dictionary
from storage.report import Applicant, Form, Issuer, Period, SectionKind

_OF_BODIES = ("个", "家")  # how bodies are counted
_STOCKS = ("institution.offices", "institution.reading_points", "institution.staff", "platform.")
# What a body holds or makes, and no account of it does (公众号发布信息438条,召开新闻发布会2场).
_BY_BODIES = ("responses.press_conferences", "training.", "normative_documents.", "regulations.")
_KINDS_DISCLOSED = re.compile("信息(?:共|总)?[0-9]")
# What sentences repeat before they divide it (在1033件申请中,…).
_RESTATED = frozenset(
    {"applications.received", "applications.accepted_total", "applications.answered", "applications.closed"}
)


def read_prose(
    laid_out: LaidOut, outline: Outline, form: Form, year: int | None, issuer: Issuer | None = None
) -> ProseReading:
    """Every figure that the sentences state, with the shares and joint statements that checks use.

    `year` is the year reported on: what is said of another year is not taken. `issuer` tells whose own name is the whole.
    """
    return Reader(laid_out, outline, form, year, issuer).read()


class Reader:
    """`known` are the counts that sentences repeat before they divide them."""

    def __init__(
        self, laid_out: LaidOut, outline: Outline, form: Form, year: int | None, issuer: Issuer | None
    ) -> None:
        self.laid_out = laid_out
        self.outline = outline
        self.year = year
        self.words = words()
        self.traditional = script.of(laid_out.text) == "Hant"
        absent = frozenset(get_args(SectionKind)) - {section.kind for section in outline.sections if section.title}
        self.matcher = Matcher(vocabulary(form, year), absent, issuer)
        self.subjects = Subjects(issuer, laid_out.text)
        self.periods = Periods(year, self.subjects)
        self.totals = Totals(self.matcher, self.subjects, self.periods)
        self.noughts = Noughts(laid_out, outline, self.matcher, self.periods)
        self.candidates: list[Candidate] = []
        self.shares: list[Share] = []
        self.statements: list[Statement] = []
        self.known: set[Decimal] = set()
        self.before: list[tuple[str, Decimal]] = []

    def read(self) -> ProseReading:
        for index, (start, end) in enumerate(self._paragraphs()):
            self._paragraph(index, start, end)
        self.candidates.extend(self.noughts.of_bare_sections())
        figures, narrow = chosen(self.candidates)
        return ProseReading(tuple(figures), tuple(self.shares), tuple(self.statements), narrow)

    def _paragraphs(self) -> Iterator[tuple[int, int]]:
        tables = [(table.start, table.end) for table in self.laid_out.tables]
        titles = frozenset(section.start for section in self.outline.sections if section.title)
        for start, end in unwrapped(self.laid_out.text, self.laid_out.paragraphs, titles):
            if not any(first <= start < last for first, last in tables) and end - start <= MAX_PARAGRAPH:
                yield start, end

    def _paragraph(self, index: int, start: int, end: int) -> None:
        sections = section_at(self.outline, start)
        paragraph = paragraph_of(
            index,
            start,
            self.laid_out.text[start:end],
            sections,
            self.year,
            traditional=self.traditional,
        )
        paragraph.subjects = self.subjects.in_clauses(paragraph)
        kinds = ("count", "percent", "points", "range", "broken")
        # 三级 counts the levels of those who speak (市、县、乡三级共召开…), never a thing.
        counted = [number for number in paragraph.numbers if number.kind in kinds and number.unit != "级"]
        values = {number.start: number.value for number in paragraph.numbers}
        previous: Number | None = None
        done: set[int] = set()
        for position, number in enumerate(counted):
            if position not in done:
                self._number(paragraph, counted, position, previous, done)
            previous = number
        for half, total, code in list(added_up(paragraph, counted)):
            place = paragraph.start + half.start
            self.candidates = [c for c in self.candidates if (c.start, c.code) != (place, code)]
            self._found(paragraph, total, code, None, "year", None, True)
        for number, part in list(divided(paragraph, counted, self.before)):
            if self.matcher.asks_for(part.code):
                self._found(paragraph, number, part.code, part, "year", None, True)
        for number, part in list(listed(paragraph, counted)) if self.matcher.single else ():
            if self.matcher.asks_for(part.code):
                self._found(paragraph, number, part.code, part, "year", None, True)
        self._said_of_all(paragraph, counted)
        self.before = [(code, values[start]) for start, code, period in paragraph.found if period == "year"]
        self.shares.extend(map(self._as_printed, shares.listed(paragraph, counted, self.matcher.recent)))
        self.candidates.extend(self.noughts.of(paragraph))

    def _number(
        self,
        paragraph: Paragraph,
        counted: list[Number],
        position: int,
        previous: Number | None,
        done: set[int],
    ) -> None:
        number = counted[position]
        if number.kind not in ("count", "percent"):
            return
        lo = max(paragraph.clause_start(number.start), previous.end if previous is not None else 0)
        phrase = QUOTES.sub("", paragraph.plain[lo : number.start].replace("\x01", ""))
        if len(phrase) > MAX_CLAUSE:
            return
        if previous is not None and lo == previous.end:
            phrase = self._with_bodies_counted(paragraph, counted[:position], number, phrase)
        if self.matcher.consumed and phrase.startswith(self.matcher.consumed):
            phrase = phrase[len(self.matcher.consumed) :]
        self.matcher.consumed = ""
        # 行政复议、行政诉讼均为0件; 网上和信函申请各3件
        each = EACH.match(phrase) or (ALL.match(phrase) if number.value == 0 else None)
        if each is not None and number.kind == "count":
            for label in LABELS.split(self.subjects.stages(each["labels"])[-1][0]):
                named = TOPIC.search(label)
                self._statement(paragraph, counted, number, lo, label, "", named)
            return
        distributed = DISTRIBUTED.match(phrase)
        if distributed is not None and number.kind == "count":
            run = run_of(paragraph.text, counted, position)
            labels = labels_of(distributed["labels"], len(run), self.subjects)
            if len(run) > 1 and labels:
                for label, other in zip(labels, run, strict=True):
                    self._statement(paragraph, counted, other, lo, label, "", TOPIC.search(label))
                done.update(range(position, position + len(run)))
                return
        right = right_of(paragraph.plain, number.end)
        if self.matcher.single:
            phrase = with_its_channel(paragraph, lo, phrase)
            if not self._kinds_disclosed(paragraph, number):
                phrase = self.subjects.without_its_trade(phrase)
        self._statement(paragraph, counted, number, lo, phrase, right)
        longer = with_what_it_continues(paragraph, lo, phrase, self.subjects)
        if longer != phrase and number.start not in paragraph.read:
            self._statement(paragraph, counted, number, lo, longer, right)

    @staticmethod
    def _kinds_disclosed(paragraph: Paragraph, number: Number) -> bool:
        """Whether the sentence counts more than one kind of information that was disclosed (水务信息80条,惠农信息30条)."""
        begin, end = paragraph.sentence_start(number.start), paragraph.sentence_end(number.end)
        told = QUOTES.sub("", paragraph.plain[begin:end]).partition("其中")[0]
        return len(_KINDS_DISCLOSED.findall(told)) > 1

    def _with_bodies_counted(self, paragraph: Paragraph, before: list[Number], number: Number, phrase: str) -> str:
        """The clause without the numbers of those it speaks of: 6个县区、43个市直部门主动公开… is said of both together."""
        if self.subjects.stages(phrase)[-1][1] not in ("departments", "lower"):
            return phrase
        begin, said, end = paragraph.clause_start(number.start), "", number.start
        for told in reversed(before):
            if told.end <= begin:
                break
            if told.unit not in _OF_BODIES:
                return phrase
            begin = min(begin, paragraph.clause_start(told.start))  # a comma in a number (6,102个) ends no clause
            said, end = paragraph.plain[told.end : end] + said, told.start
        return QUOTES.sub("", (paragraph.plain[begin:end] + said).replace("\x01", ""))

    def _statement(
        self,
        paragraph: Paragraph,
        counted: list[Number],
        number: Number,
        lo: int,
        phrase: str,
        right: str,
        named: re.Match[str] | None = None,
    ) -> None:
        words = self.words
        stages = [stage for stage in self.subjects.stages(phrase) if words.known.fullmatch(stage[0])]
        carried = carried_scope(paragraph, lo)
        period = self.periods.of(paragraph, number.start)
        going_on = self.totals.of(paragraph, number, phrase, right, period, self.candidates)
        if going_on is not None:
            if going_on.code is not None:
                self._found(paragraph, number, going_on.code, None, going_on.period, None, True)
            return
        clause = paragraph.plain[paragraph.clause_start(number.start) : number.start]
        if period is None or words.part_of_year.search(clause) or words.change.search(phrase):
            return
        if not stages:
            return
        named = named or TOPIC.search(right.partition("、")[0]) or self._topic_of(phrase)
        topic = named.lastgroup if named is not None else topic_at(paragraph, number.start)
        for rule in words.joint:
            if self.matcher.applies(rule, paragraph, number, stages, right, topic, phrase) is not None:
                name = "+".join(rule.codes)
                self._joint(paragraph, number, name)
                self._share(paragraph, counted, number, name)
                return
        if unrelated(paragraph, number):
            return
        matching = []
        for rule in words.rules.get("%" if number.kind == "percent" else number.unit, ()):
            stage = self.matcher.applies(rule, paragraph, number, stages, right, topic, phrase)
            if stage is not None:
                matching.append((stage, rule, self.matcher.consumed))
        unasked: int | None = None
        # What takes more of the clause's own words says more of what is counted: 按时办结 before 办结.
        for stage, rule, consumed in sorted(
            matching, key=lambda match: (match[1].general, match[0], not match[1].antecedent)
        ):
            self.matcher.consumed = consumed
            scope = stages[stage][1] or carried
            if rule.general and self.subjects.above is not None and self.subjects.above.search(phrase):
                scope = "above"  # 新闻发布会全市召开了37场, in a county's report
            if scope == "site" and stages[stage][1] is None and rule.subject is None:
                scope = None  # 在门户网站…,发布…: a website that was only the place of the clause before
            if (scope == "account" and stages[stage][1] is None) and (
                self._among_channels(paragraph, number, rule) or rule.codes[0].startswith(_BY_BODIES)
            ):
                scope = None
            if rule.divided and scope not in ("departments", "lower"):
                continue
            code = self.matcher.code(rule, paragraph, number, topic, scope)
            if code is None:
                continue
            entry = dictionary()[code]
            if unasked is not None and stage > unasked:
                return
            if not self.matcher.asks_for(code):
                unasked = stage  # 按时办结17件 is not 办结17件 where the form does not ask for it
                continue
            if period == "cumulative" and "period" not in entry.dimensions:
                if not code.startswith(_STOCKS):
                    return
                period = "year"  # 《条例》施行以来设立查阅点8个: what there is now
            if rule.explicit and scope is None and not self._speaks_of_itself(paragraph, lo, rule):
                continue
            if code.startswith(CASES) and self.matcher.other_cases(paragraph, number):
                return
            if rule.antecedent and paragraph.of_grounds(number.start) and code.endswith(".other"):
                return
            if rule.follows and paragraph.other_things(number, rule.units, self.known):
                return
            if code.startswith("applications.") and of_a_sample(paragraph, number):
                return
            if code.startswith("proactive.") and self.matcher.topical(code, stages[stage][1], paragraph, lo):
                return
            if scope == "account":
                return
            divided = rule.subject is not None and scope in ("departments", "lower")
            fits = scope in (None, "whole", "own") or scope in rule.scopes or divided
            self._found(paragraph, number, code, rule, period, scope, fits)
            if fits:
                self._share(paragraph, counted, number, code, rule.applicant)
            return

    @staticmethod
    def _among_channels(paragraph: Paragraph, number: Number, rule: Rule) -> bool:
        """Whether a channel is called by its kind (通过政务微信公众号发布19条), in this clause or, goes on from one that is."""
        if not rule.codes[0].startswith("proactive.channel."):
            return False
        begin = paragraph.clause_start(number.start)
        itself = any(place == begin and scope == "account" for place, scope in paragraph.subjects)
        return itself or paragraph.continues(number.start, ("proactive.channel",))

    def _found(
        self,
        paragraph: Paragraph,
        number: Number,
        code: str,
        rule: Rule | Part | None,
        period: Period,
        scope: Scope | None,
        fits: bool,
    ) -> None:
        entry = dictionary()[code]
        value = convert(number.value, number.unit, entry.unit)
        applicant: Applicant = rule.applicant if rule is not None else "all"
        if value is None:
            return
        doubt, total = doubt_of(paragraph, number, code, rule, value, period, scope, fits, self.periods)
        running = value if total and fits else None
        home = HOME.get(code.split(".")[0])
        rank = 2 if any(section.kind == home for section in paragraph.sections) else 1
        start, end = paragraph.start + number.start, paragraph.start + number.end
        paragraph.read.append(number.start)
        clause = QUOTES.sub("", paragraph.plain[paragraph.clause_start(number.start) : number.start])
        self.candidates.append(
            Candidate(
                code=code,
                applicant=applicant,
                period=period,
                value=value if doubt is None else None,
                unit=number.unit,
                raw=self.laid_out.text[start:end],
                start=start,
                end=end,
                rank=rank,
                whole=scope == "whole" and not self.subjects.of_government_alone(clause),
                places=places_of(number, value),
                doubt=doubt,
                narrow=scope == "own"
                or not fits
                or (isinstance(rule, Rule) and rule.loose)
                or paragraph.of_a_part(number),
                running=None if number.approximate or "period" not in entry.dimensions else running,
                dated=scope is None and self.periods.dated(paragraph, number.start),
            )
        )
        if fits and running is None:
            paragraph.read_as.append((number.start, code if applicant == "all" else f"{code}@{applicant}"))
        if fits and applicant == "all":
            if code in _RESTATED:
                self.known.add(value)
            self.matcher.recent[code] = paragraph.index
            paragraph.found.append((number.start, code, period))

    def _said_of_all(self, paragraph: Paragraph, counted: list[Number]) -> None:
        """A figure told in words gives way to one with a number of its own: its rank is below every other's."""
        read = {(c.start, c.code, c.applicant) for c in self.candidates if c.start >= paragraph.start}
        for number, said in said_of_all(paragraph, counted):
            code = self.matcher.as_asked(said.code)
            value = convert(number.value, number.unit, dictionary()[code].unit)
            start, end = paragraph.start + number.start, paragraph.start + number.end
            if value is None or not self.matcher.asks_for(code) or (start, code, said.applicant) in read:
                continue
            read.add((start, code, said.applicant))
            raw = self.laid_out.text[start:end]
            self.candidates.append(
                Candidate(
                    code, said.applicant, "year", value, number.unit, raw, start, end, 0, False,
                    places_of(number, value), narrow=True, implied=True,
                )
            )  # fmt: skip

    def _speaks_of_itself(self, paragraph: Paragraph, lo: int, rule: Rule) -> bool:
        """Whether a clause that opens its sentence with the year or 全年 can only speak of the issuer (全年公开信息764条)."""
        begin = paragraph.sentence_start(lo)
        opening = QUOTES.sub("", paragraph.plain[begin : lo + MAX_RIGHT])
        return (
            all(scope in ("whole", "own") for place, scope in paragraph.subjects if place <= lo)
            and not any(n.kind == "count" and n.unit in rule.units and n.start < lo for n in paragraph.numbers)
            and self.words.opening.match(opening) is not None
        )

    @staticmethod
    def _topic_of(phrase: str) -> re.Match[str] | None:
        """The topic that a clause itself names, if it names but one (未发生行政复议,行政诉讼1件)."""
        named = list(TOPIC.finditer(phrase))
        return named[0] if len({mention.lastgroup for mention in named}) == 1 else None

    def _joint(self, paragraph: Paragraph, number: Number, name: str) -> None:
        start, end = paragraph.start + number.start, paragraph.start + number.end
        self.statements.append(Statement(name, number.value, self.laid_out.text[start:end], start, end))

    def _share(
        self, paragraph: Paragraph, counted: list[Number], number: Number, code: str, applicant: Applicant = "all"
    ) -> None:
        share = shares.beside(paragraph, counted, number, code, applicant, self.matcher.recent)
        if share is not None:
            self.shares.append(self._as_printed(share))

    def _as_printed(self, share: Share) -> Share:
        return replace(share, raw=self.laid_out.text[share.start : share.end])
