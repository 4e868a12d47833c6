"""Which figures do the report's sentences give.

    read_prose(laid_out, outline, form, year, issuer) -> ProseReading

A number becomes a figure only when the words around it say all of it: what is counted, by whom, in which period. The words are
data (../data/prose.json); here is how they are put to use:

    clause      from the last comma, bracket or number to the number; remarks in brackets are looked through
    stripped    time, adverbs and the subject are taken off; the subject gives the scope
    matched     the rest must match a pattern whole: words that no pattern knows make the number no figure
    judged      unit, year, scope, topic and what stands in the paragraph before decide whether the match counts
    chosen      of several statements of one figure, those in the section of its kind; if these differ, none

What is said of a part of the jurisdiction (an office, a website, 本级) is not the whole's: it is withheld with a doubt.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any, Literal

from pipelines import script
from pipelines.parsing.figures import Figure, LaidOut, Outline, ProseReading, Share, Statement
from pipelines.parsing.numbers import Number, convert, find_numbers
from pipelines.parsing.sections import section_at
from pipelines.parsing.words import fold
from storage.dictionary import dictionary
from storage.report import Applicant, Form, Issuer, Period, Section, TextLocator

Scope = Literal["whole", "own", "departments", "lower", "site", "body", "account"]

MAX_PARAGRAPH = 20_000
MAX_CLAUSE = 260
MAX_RIGHT = 40
MAX_RAW = 80
_STILL = 2  # paragraphs for which what was counted is still spoken of
_LOOKED_BACK = 2_000  # characters before a number in which words on its topic are looked for

_SCOPES: tuple[Scope, ...] = ("whole", "own", "departments", "lower", "site", "account", "body")
_HARD = re.compile(r"[,;:。!?()\n]")
_SENTENCE = re.compile(r"[。!?\n]")
_REMARK = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,40}\]")
_BOOK = re.compile(r"《[^《》]{0,80}》")
_QUOTES = re.compile(r"[\s“”‘’\"'`]")
_YEAR = re.compile(r"(?<![0-9比较与同])(?<!结转)(?<!转至)(?<!转到)(?<!转入)(20[0-9]{2})(?=年|度)")
_LEVELS = re.compile(r"([省市州县区旗])\(([市县区旗州、]{1,5})\)")
_SPAN = re.compile(
    r"(?<![0-9])(?P<first>20[0-9]{2})年[^,;。()]{0,12}?(?:(?:至|到|-|—|~)(?P<last>20[0-9]{2})年(?![0-9]*期)|以来)"
)
_OF_ANOTHER_YEAR = re.compile(r"(?:(?P<year>20[0-9]{2})年度?|去年|上年|上一年|往年|前年)(?:度|同期|的)?\Z")
_CARRIED_WITHIN = re.compile(
    r"^\(?[^()。;]{0,4}(?:含|包括|包含|其中|加)[^()。;]{0,24}?(?:上|去)(?:一)?年度?(?:的)?(?:结转|转结|转入|遗留|顺延)"
    r"|^[,(](?:新收|本年)[^。;]{0,16}?(?:上|去)(?:一)?年度?(?:的)?(?:结转|转结|转入|遗留)"
)
_TOPIC = re.compile(
    r"(?P<direct>未经(?:行政)?复议直接(?:提起)?(?:行政)?(?:起诉|诉讼))"
    r"|(?P<after>(?:经)?复议后(?:再|又)?(?:提起)?(?:行政)?(?:起诉|诉讼))"
    r"|(?P<review>复议)|(?P<litigation>诉讼|起诉|应诉)"
)
_JOINED = re.compile(r"(?:行政|案件|申请|提起|被|的|和|、|及|与|或|以|,|/)*")
_DISTRIBUTED = re.compile(
    r"(?P<labels>.+?)(?:数量?)?(?:分别|依次)(?:为|是|有|达|占|共)?(?P<verb>主动公开|公开|发布|公布|收到|受理|答复|办结)?(?:了)?:?$"
)
_EACH = re.compile(r"(?P<labels>[^、]+、.+?)(?:数量?)?(?:均|都|皆|全部)(?:为|是)?:?$")
_DISTRIBUTING = re.compile(r"[\s、,和及与]*")
_LABELS = re.compile(r"[、和及与]")
_IN_A_ROW = re.compile(r"[\s、,和及]*")
_SHARE_BETWEEN = re.compile(r"[,、(;]?(?:约)?占(?:比|[^,;。%()]{0,18}?)(?:的|为|约|达|:)*")
_HOTLINE = re.compile(r"(?<![0-9])12345(?![0-9]|\s*[条件宗份项个篇起人元万余])")
_HOME = {
    "proactive": "proactive",
    "responses": "proactive",
    "gazette": "proactive",
    "platform": "proactive",
    "hotline": "proactive",
    "applications": "applications",
    "review": "review_litigation",
    "litigation": "review_litigation",
    "complaints": "review_litigation",
}
_CASES = ("review.", "litigation.")
_STOCKS = ("institution.offices", "institution.reading_points", "institution.staff", "platform.")
_TOTALS = frozenset({"review.total", "litigation.total"})
# What sentences repeat before they divide it (在1033件申请中,…).
_RESTATED = frozenset(
    {"applications.received", "applications.accepted_total", "applications.answered", "applications.closed"}
)
_BASES = {
    "proactive.channel.": ("proactive.items",),
    "proactive.by_publisher.": ("proactive.items",),
    "applications.channel.": ("applications.received", "applications.accepted_total"),
    "applications.by_receiver.": ("applications.received", "applications.accepted_total"),
    "applications.outcome.": ("applications.answered", "applications.closed"),
    "review.": ("review.total",),
    "litigation.direct.": ("litigation.direct.total",),
    "litigation.after_review.": ("litigation.after_review.total",),
    "litigation.": ("litigation.total",),
}


@dataclass(frozen=True, slots=True)
class _Say:
    left: re.Pattern[str]
    right: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Near:
    """What a figure wants around it: a section of a kind, or titled so, or words before it in the paragraph."""

    kinds: frozenset[str]
    families: tuple[str, ...]
    titles: re.Pattern[str] | None
    words: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Rule:
    codes: tuple[str, ...]
    applicant: Applicant
    units: frozenset[str]
    says: tuple[_Say, ...]
    near: _Near | None
    within: frozenset[str]
    topic: str | None
    subject: str | None
    scopes: frozenset[str]
    explicit: bool
    needs_unit: bool
    carried: bool
    same_sentence: bool
    divided: bool
    follows: bool
    antecedent: tuple[str, ...]
    opens: bool
    loose: bool
    unsure: str | None
    unless: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Nothing:
    near: _Near
    statement: re.Pattern[str]
    told_after: re.Pattern[str]
    terms: tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class _Words:
    rules: tuple[_Rule, ...]
    known: re.Pattern[str]
    joint: tuple[_Rule, ...]
    nothing: tuple[_Nothing, ...]
    nothing_alone: re.Pattern[str]
    subjects: tuple[tuple[Scope, re.Pattern[str]], ...]
    strip: re.Pattern[str]
    count_words: re.Pattern[str]
    tail: re.Pattern[str]
    last_year: re.Pattern[str]
    part_of_year: re.Pattern[str]
    running_total: re.Pattern[str]
    this_year: re.Pattern[str]
    this_year_within: re.Pattern[str]
    taiwan: tuple[tuple[str, str], ...]
    topical: re.Pattern[str]
    change: re.Pattern[str]
    cumulative: re.Pattern[str]
    new_this_year: re.Pattern[str]
    only_counts: re.Pattern[str]
    label: re.Pattern[str]
    opening: re.Pattern[str]
    unrelated: re.Pattern[str]
    other_cases: re.Pattern[str]
    acting: str
    same_again: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Candidate:
    code: str
    applicant: Applicant
    period: Period
    value: Decimal | None
    unit: str | None
    raw: str
    start: int
    end: int
    rank: int
    whole: bool
    places: Decimal
    doubt: str | None = None
    narrow: bool = False
    running: Decimal | None = (
        None  # a total up to a date: since the Regulations came, if the year's is printed beside it
    )
    dated: bool = False  # no subject, but the report's own year is named: as good as the whole's


@dataclass(slots=True)
class _Paragraph:
    """One paragraph while it is read: `text` folded, `plain` with remarks and hotline numbers blanked out."""

    index: int
    start: int
    text: str
    plain: str
    numbers: tuple[Number, ...]
    sections: tuple[Section, ...]
    years: tuple[tuple[int, int], ...]
    running: tuple[int, ...]
    clause_ends: list[int] = field(default_factory=list)
    sentence_ends: list[int] = field(default_factory=list)
    topics: list[re.Match[str]] = field(default_factory=list)
    subjects: list[tuple[int, Scope]] = field(default_factory=list)
    found: list[tuple[int, str, Period]] = field(default_factory=list)
    read: list[int] = field(default_factory=list)
    read_as: list[tuple[int, str]] = field(default_factory=list)
    first_ends: dict[re.Pattern[str], int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clause_ends = [match.end() for match in _HARD.finditer(self.plain)]
        self.sentence_ends = [match.end() for match in _SENTENCE.finditer(self.plain)]
        self.topics = list(_TOPIC.finditer(self.plain))

    def sentence_start(self, position: int) -> int:
        return _last(self.sentence_ends, position)

    def sentence_end(self, position: int) -> int:
        index = bisect_right(self.sentence_ends, position)
        return self.sentence_ends[index] if index < len(self.sentence_ends) else len(self.plain)

    def clause_start(self, position: int) -> int:
        return _last(self.clause_ends, position)

    def other_things(self, position: int, units: frozenset[str], known: Collection[Decimal]) -> bool:
        """Whether all that the sentence counted before is known to no rule: what it goes on to count may be of those.

        `known` are counts read before: 在1033件申请中,已答复… repeats what was said to be received.
        """
        begin = self.sentence_start(position)
        before = [n for n in self.numbers if begin <= n.start < position and n.kind == "count" and n.unit in units]
        return bool(before) and not any(number.start in self.read or number.value in known for number in before)

    def bracket(self, position: int) -> int | None:
        """Where the bracket opens that a place stands in."""
        opened = self.plain.rfind("(", max(0, position - MAX_CLAUSE), position)
        return opened if opened >= 0 and self.plain.find(")", opened, position) < 0 else None

    def year_said(self, begin: int, position: int) -> tuple[int, int] | None:
        """The last year named between two places; one in a bracket that has closed was said of the bracket only."""
        for place, year in reversed(self.years[: bisect_right(self.years, (position, 0))]):
            if place < begin:
                return None
            bracket = self.bracket(place)
            if bracket is None or self.plain.find(")", place, position) < 0:
                return place, year
        return None

    def counted_before(self, position: int) -> bool:
        return any(number.kind == "count" and number.start < position for number in self.numbers)

    def continues(self, position: int, codes: tuple[str, ...]) -> bool:
        """Whether the count right before was read as one of the codes, or as one below them."""
        before = [number for number in self.numbers if number.kind == "count" and number.start < position]
        if not before:
            return False
        read = [code for start, code in self.read_as if start == before[-1].start]
        return any(
            code == wanted or code.startswith((wanted, wanted + ".")[wanted[-1] != "@"])
            for code in read
            for wanted in codes
        )

    def speaks_of(self, pattern: re.Pattern[str], begin: int, end: int) -> bool:
        """Whether a pattern is found between two places; its first place in the paragraph is looked for once."""
        if pattern not in self.first_ends:
            first = pattern.search(self.text)
            self.first_ends[pattern] = first.end() if first is not None else None
        first_end = self.first_ends[pattern]
        if first_end is None or first_end > end:
            return False
        return begin == 0 or pattern.search(self.text, max(begin, end - _LOOKED_BACK), end) is not None


def _last(ends: list[int], position: int) -> int:
    """The last of the sorted places that is not after a position, or 0."""
    index = bisect_right(ends, position)
    return ends[index - 1] if index else 0


def read_prose(
    laid_out: LaidOut, outline: Outline, form: Form, year: int | None, issuer: Issuer | None = None
) -> ProseReading:
    """Every figure that the sentences state, with the shares and joint statements that checks use.

    `year` is the year reported on: what is said of another year is not taken. `issuer` tells whose own name is the whole.
    """
    return _Reader(laid_out, outline, form, year, issuer).read()


def vocabulary(form: Form, year: int | None) -> frozenset[Form]:
    """The forms whose figures a report's sentences may state.

    A report without its year's form states in words what that form asks for: one of 2016 延期办结8件, one of 2021 结转下年度5件.
    """
    if form != "free" or year is None or year < 2014:
        return frozenset({form})
    return frozenset({form, "2014" if year < 2019 else "2019" if year < 2021 else "2021"})


class _Reader:
    def __init__(
        self, laid_out: LaidOut, outline: Outline, form: Form, year: int | None, issuer: Issuer | None
    ) -> None:
        self.laid_out = laid_out
        self.outline = outline
        self.vocabulary = vocabulary(form, year)
        self.year = year
        self.words = _words()
        self.own_name = _own_name(issuer)
        self.traditional = script.of(laid_out.text) == "Hant"
        self.consumed = ""
        self.candidates: list[_Candidate] = []
        self.shares: list[Share] = []
        self.statements: list[Statement] = []
        self.recent: dict[str, int] = {}
        self.known: set[Decimal] = set()
        # A report without a section on reconsideration and litigation speaks of them where it likes.
        self.unsectioned = not any(section.kind == "review_litigation" for section in outline.sections)

    def read(self) -> ProseReading:
        for index, (start, end) in enumerate(self._paragraphs()):
            self._paragraph(index, start, end)
        self._bare_sections()
        figures, narrow = _chosen(self.candidates)
        return ProseReading(tuple(figures), tuple(self.shares), tuple(self.statements), narrow)

    def _paragraphs(self) -> Iterator[tuple[int, int]]:
        tables = [(table.start, table.end) for table in self.laid_out.tables]
        for start, end in self.laid_out.paragraphs:
            if not any(first <= start < last for first, last in tables) and end - start <= MAX_PARAGRAPH:
                yield start, end

    def _paragraph(self, index: int, start: int, end: int) -> None:
        text = _HOTLINE.sub("\ue000" * 5, fold(self.laid_out.text[start:end]))
        if self.traditional:
            for word, meant in self.words.taiwan:
                text = text.replace(word, meant)
        text = _LEVELS.sub(_run_together, text.replace("其它", "其他"))
        if self.year is not None:
            text = text.replace(f"{self.year - 1}年结转", "上年\x01\x01\x01结转")
        numbers = find_numbers(text)
        plain = _plain(text, numbers)
        outside = _BOOK.sub(lambda book: "\x01" * len(book[0]), plain)
        years = tuple((match.start(), int(match[1])) for match in _YEAR.finditer(outside))
        running = tuple(
            sorted((*(m.end() for m in self.words.cumulative.finditer(outside)), *self._spans_of_years(outside)))
        )
        paragraph = _Paragraph(index, start, text, plain, numbers, section_at(self.outline, start), years, running)
        paragraph.subjects = self._subjects(paragraph)
        counted = [number for number in numbers if number.kind in ("count", "percent", "points", "range", "broken")]
        previous: Number | None = None
        done: set[int] = set()
        for position, number in enumerate(counted):
            if position not in done:
                self._number(index, paragraph, counted, position, previous, done)
            previous = number
        self._nothing(index, paragraph)

    # -- one number ----------------------------------------------------------------------------------------------

    def _number(
        self,
        index: int,
        paragraph: _Paragraph,
        counted: list[Number],
        position: int,
        previous: Number | None,
        done: set[int],
    ) -> None:
        number = counted[position]
        if number.kind not in ("count", "percent"):
            return
        lo = max(paragraph.clause_start(number.start), previous.end if previous is not None else 0)
        phrase = _QUOTES.sub("", paragraph.plain[lo : number.start].replace("\x01", ""))
        if len(phrase) > MAX_CLAUSE:
            return
        if self.consumed and phrase.startswith(self.consumed):
            phrase = phrase[len(self.consumed) :]
        self.consumed = ""
        each = _EACH.match(phrase) if number.value == 0 else None  # 行政复议、行政诉讼均为0件
        if each is not None and number.kind == "count":
            for label in _LABELS.split(self._stages(each["labels"])[-1][0]):
                named = _TOPIC.search(label)
                self._statement(index, paragraph, counted, number, lo, label, "", named)
            return
        distributed = _DISTRIBUTED.match(phrase)
        if distributed is not None and number.kind == "count":
            run = _run(paragraph.text, counted, position)
            labels = [label for label in _LABELS.split(self._stages(distributed["labels"])[-1][0]) if label]
            if len(run) > 1 and len(labels) == len(run):
                for label, other in zip(labels, run, strict=True):
                    self._statement(index, paragraph, counted, other, lo, label, "", _TOPIC.search(label))
                done.update(range(position, position + len(run)))
                return
        right = _right(paragraph.plain, number.end)
        self._statement(index, paragraph, counted, number, lo, phrase, right)
        longer = self._with_what_it_continues(paragraph, lo, phrase)
        if longer != phrase and number.start not in paragraph.read:
            self._statement(index, paragraph, counted, number, lo, longer, right)

    def _with_what_it_continues(self, paragraph: _Paragraph, lo: int, phrase: str) -> str:
        """A clause that only counts (开展在线访谈,共66期) with the clause it counts for; one behind a label, with the label."""
        if not lo or any(lo - 1 <= number.end <= lo for number in paragraph.numbers):
            return phrase
        mark = paragraph.plain[lo - 1]
        if mark not in ",:":
            return phrase
        start = paragraph.clause_start(lo - 1)
        before = _QUOTES.sub("", paragraph.plain[start : lo - 1].replace("\x01", ""))
        if any(start <= number.start < lo and number.kind in ("count", "percent") for number in paragraph.numbers):
            return phrase
        core = self._stages(phrase)[-1][0]
        if (
            mark == ","
            and not core
            and self._stages(phrase)[-1][1] is None
            and self.words.only_counts.fullmatch(phrase)
        ):
            return before + phrase
        label = self._stages(before)[-1][0]
        if mark == ":" and self.words.label.fullmatch(label):
            return label + core
        return phrase

    def _statement(
        self,
        index: int,
        paragraph: _Paragraph,
        counted: list[Number],
        number: Number,
        lo: int,
        phrase: str,
        right: str,
        named: re.Match[str] | None = None,
    ) -> None:
        words = self.words
        stages = [stage for stage in self._stages(phrase) if words.known.fullmatch(stage[0])]
        carried = _carried_scope(paragraph, lo)
        period = self._period(paragraph, number.start)
        if period == "year" and words.new_this_year.fullmatch(phrase) and self._new_of_total(paragraph, number, index):
            return
        if period is None or words.part_of_year.search(phrase) or words.change.search(phrase):
            return
        if period == "cumulative" and not right and words.same_again.fullmatch(self._stages(phrase)[-1][0]):
            self._inherited(paragraph, number, index)
            return
        if (
            period == "year"
            and self._runs(paragraph, number.start)
            and words.same_again.fullmatch(self._stages(phrase)[-1][0])
        ):
            self._runs_on(paragraph, number, index)
            return
        if not stages:
            return
        named = named or _TOPIC.search(right.partition("、")[0])
        topic = named.lastgroup if named is not None else _topic(paragraph, number.start)
        for rule in words.joint:
            if self._applies(rule, index, paragraph, number, stages, right, topic, phrase) is not None:
                name = "+".join(rule.codes)
                self._joint(paragraph, number, name)
                self._share(paragraph, counted, number, name)
                return
        if words.unrelated.search(paragraph.plain, number.end, paragraph.sentence_end(number.end)):
            return
        matching = []
        for rule in words.rules:
            stage = self._applies(rule, index, paragraph, number, stages, right, topic, phrase)
            if stage is not None:
                matching.append((stage, rule, self.consumed))
        unasked: int | None = None
        # What takes more of the clause's own words says more of what is counted: 按时办结 before 办结.
        for stage, rule, consumed in sorted(matching, key=lambda match: (match[0], not match[1].antecedent)):
            self.consumed = consumed
            scope = stages[stage][1] or carried
            if scope == "site" and stages[stage][1] is None and rule.subject is None:
                scope = None  # 在门户网站…,发布…: a website that was only the place of the clause before
            if rule.divided and scope not in ("departments", "lower"):
                continue
            code = self._code(rule, paragraph, number, topic, scope)
            if code is None:
                continue
            entry = dictionary()[code]
            if unasked is not None and stage > unasked:
                return
            if self.vocabulary.isdisjoint(entry.forms):
                unasked = stage  # 按时办结17件 is not 办结17件 where the form does not ask for it
                continue
            if period == "cumulative" and "period" not in entry.dimensions:
                if not code.startswith(_STOCKS):
                    return
                period = "year"  # 《条例》施行以来设立查阅点8个: what there is now
            if rule.explicit and scope is None and not self._speaks_of_itself(paragraph, lo):
                continue
            if code.startswith(_CASES) and self._other_cases(paragraph, number.start):
                return
            if rule.follows and paragraph.other_things(number.start, rule.units, self.known):
                return
            if code.startswith("proactive.") and self._topical(code, stages[stage][1], paragraph, lo):
                return
            if scope == "account":
                return
            divided = rule.subject is not None and scope in ("departments", "lower")
            fits = scope in (None, "whole", "own") or scope in rule.scopes or divided
            self._found(index, paragraph, number, code, rule, period, scope, fits)
            if fits and rule.applicant == "all":
                self._share(paragraph, counted, number, code)
            return

    def _applies(
        self,
        rule: _Rule,
        index: int,
        paragraph: _Paragraph,
        number: Number,
        stages: list[tuple[str, Scope | None]],
        right: str,
        topic: str | None,
        phrase: str,
    ) -> int | None:
        """Which stage of the stripped clause the rule matches, if all that it wants is there."""
        if (number.kind == "percent") != (rule.units == {"%"}):
            return None
        if number.unit is None:
            if rule.needs_unit:
                return None
        elif number.unit not in rule.units:
            return None
        if not rule.carried and self.words.last_year.search(phrase):
            return None
        if rule.unless is not None and rule.unless.search(phrase):
            return None
        about = rule.codes[0].split(".")[0]
        if about == "applications" and topic is not None:
            return None
        if rule.topic is not None and not (
            topic == rule.topic or (rule.topic == "litigation" and topic in ("direct", "after"))
        ):
            return None
        stage = self._matching(rule, stages, right)
        if stage is None:
            return None
        if rule.antecedent and not paragraph.continues(number.start, rule.antecedent):
            return None
        if rule.opens and paragraph.counted_before(number.start):
            return None
        if rule.within and not any(index - self.recent.get(code, -100) <= 8 for code in rule.within):
            return None
        begin = paragraph.sentence_start(number.start) if rule.same_sentence else 0
        return stage if rule.near is None or self._near(rule.near, paragraph, number.end, begin) else None

    def _matching(self, rule: _Rule, stages: list[tuple[str, Scope | None]], right: str) -> int | None:
        ends = not right or self.words.tail.match(right) is not None
        for say in rule.says:
            if not ends if say.right is None else not say.right.match(right):
                continue
            for position, (core, _) in enumerate(stages):
                if say.left.fullmatch(core):
                    after = say.right.match(right) if say.right is not None else None
                    self.consumed = after[0] if after is not None else ""
                    return position
        return None

    def _near(
        self,
        near: _Near,
        paragraph: _Paragraph,
        end: int,
        begin: int = 0,
    ) -> bool:
        if any(section.kind in near.kinds for section in paragraph.sections):
            return True
        if any(paragraph.index - at <= _STILL and code.startswith(near.families) for code, at in self.recent.items()):
            return True
        if self.unsectioned and "unsectioned" in near.kinds:
            return True
        if near.titles is not None and any(near.titles.search(fold(section.title)) for section in paragraph.sections):
            return True
        return near.words is not None and paragraph.speaks_of(near.words, begin, end)

    def _code(
        self, rule: _Rule, paragraph: _Paragraph, number: Number, topic: str | None, scope: Scope | None
    ) -> str | None:
        """The code that a match stands for, by scope, by what follows the number and by form."""
        code = rule.codes[0]
        if rule.subject == "proactive" and scope in ("departments", "lower"):
            return f"proactive.by_publisher.{'departments' if scope == 'departments' else 'lower_levels'}"
        if rule.subject == "applications":
            if scope in ("departments", "lower"):
                return f"applications.by_receiver.{'departments' if scope == 'departments' else 'lower_levels'}"
            if _CARRIED_WITHIN.match(_QUOTES.sub("", paragraph.text[number.end : number.end + 60])):
                return "applications.accepted_total"
        if (
            code == "applications.accepted_total"
            and not rule.antecedent
            and not _CARRIED_WITHIN.match(_QUOTES.sub("", paragraph.text[number.end : number.end + 60]))
        ):
            return None
        if code == "applications.closed" and not self.vocabulary.isdisjoint(("2019", "2021")):
            return "applications.answered"
        if topic in ("direct", "after") and code.startswith("litigation.") and code.count(".") == 1:
            block = "direct" if topic == "direct" else "after_review"
            return f"litigation.{block}.{code.rpartition('.')[2]}"
        return code

    def _other_cases(self, paragraph: _Paragraph, position: int) -> bool:
        """Whether a sentence speaks of a body's other cases: of those it decides, or of its penalties and permits."""
        sentence = paragraph.text[paragraph.sentence_start(position) : position]
        last = max((match.end() for match in self.words.other_cases.finditer(sentence)), default=None)
        return last is not None and "信息公开" not in sentence[last:]

    def _topical(self, code: str, scope: Scope | None, paragraph: _Paragraph, lo: int) -> bool:
        """Whether what was disclosed is a topic's or one body's: a subject of its own in the clause speaks against it.

        A channel's figure is the topic's only if its own sentence says so; a bare total also if an earlier one does.
        """
        if scope in ("whole", "own", "departments", "lower"):
            return False
        bare = code == "proactive.items"
        begin = 0 if bare else paragraph.sentence_start(lo)
        if self.words.topical.search(paragraph.plain, max(begin, lo - _LOOKED_BACK), lo):
            return True
        earlier = [scope for position, scope in paragraph.subjects if position < lo]
        return bare and bool(earlier) and earlier[-1] in ("body", "account", "departments", "lower")

    def _found(
        self,
        index: int,
        paragraph: _Paragraph,
        number: Number,
        code: str,
        rule: _Rule | None,
        period: Period,
        scope: Scope | None,
        fits: bool,
    ) -> None:
        entry = dictionary()[code]
        value = convert(number.value, number.unit, entry.unit)
        applicant: Applicant = rule.applicant if rule is not None else "all"
        doubt = running = None
        if value is None:
            return
        if not fits and scope is not None:
            doubt = f"said of a part only ({_MISFITS[scope]}), not of the whole"
        elif period == "year" and self._runs(paragraph, number.start):
            doubt = "a running total, and since when is not said"
            running = value if fits else None
        elif period == "year" and "period" in entry.dimensions and self._since_unsaid(paragraph, number.start):
            doubt = "said to be a running total (累计), and no year is named"
            running = value if fits else None
        elif period == "year" and self._parts_of_either(paragraph, code, number.start):
            doubt = "said after the year's total and that of all years: of which it is a part is not said"
        elif rule is not None and rule.unsure is not None:
            doubt = rule.unsure
        elif number.approximate:
            doubt = "printed as an approximate number"
        home = _HOME.get(code.split(".")[0])
        rank = 2 if any(section.kind == home for section in paragraph.sections) else 1
        start, end = paragraph.start + number.start, paragraph.start + number.end
        paragraph.read.append(number.start)
        self.candidates.append(
            _Candidate(
                code=code,
                applicant=applicant,
                period=period,
                value=value if doubt is None else None,
                unit=number.unit,
                raw=self.laid_out.text[start:end],
                start=start,
                end=end,
                rank=rank,
                whole=scope == "whole",
                places=_places(number, value),
                doubt=doubt,
                narrow=scope == "own" or not fits or (rule is not None and rule.loose),
                running=None if number.approximate or "period" not in entry.dimensions else running,
                dated=scope is None and self._dated(paragraph, number.start),
            )
        )
        if fits:
            paragraph.read_as.append((number.start, code if applicant == "all" else f"{code}@{applicant}"))
        if fits and applicant == "all":
            if code in _RESTATED:
                self.known.add(value)
            self.recent[code] = index
            paragraph.found.append((number.start, code, period))

    def _inherited(self, paragraph: _Paragraph, number: Number, index: int) -> None:
        """历年累计608件: the running total of the first figure of the sentence, or of its part since a semicolon."""
        begin = max(paragraph.sentence_start(number.start), paragraph.plain.rfind(";", 0, number.start))
        told = [start for start, _, period in paragraph.found if period == "cumulative" and start >= begin]
        begin = max([begin, *told])
        if not any(begin <= start < number.start for start, _, _ in paragraph.found):
            begin = paragraph.sentence_start(number.start)
        for start, code, period in paragraph.found:
            if start >= begin and period == "year":
                entry = dictionary()[code]
                if "period" in entry.dimensions and not self.vocabulary.isdisjoint(entry.forms):
                    self._found(index, paragraph, number, code, None, "cumulative", None, True)
                return

    def _runs_on(self, paragraph: _Paragraph, number: Number, index: int) -> None:
        """…公开3,865条。截至2010年底,累计公开11,208条: the running total of what the paragraph first counted."""
        code = next((code for _, code, period in paragraph.found if period == "year"), None)
        if code is not None and "period" in dictionary()[code].dimensions:
            self._found(index, paragraph, number, code, None, "year", None, True)

    def _new_of_total(self, paragraph: _Paragraph, number: Number, index: int) -> bool:
        """累计公开856条,其中2012年新增240条: the year's part of the running total that the sentence has just named."""
        last = paragraph.found[-1] if paragraph.found else None
        if last is None or last[0] < paragraph.sentence_start(number.start):
            return False
        running = any(c.start == paragraph.start + last[0] and c.running is not None for c in self.candidates[-3:])
        if not running and last[2] != "cumulative":
            return False
        self._found(index, paragraph, number, last[1], None, "year", None, True)
        return True

    def _speaks_of_itself(self, paragraph: _Paragraph, lo: int) -> bool:
        """Whether a clause that opens its sentence with the year or 全年 can only speak of the issuer (全年公开信息764条)."""
        begin = paragraph.sentence_start(lo)
        opening = _QUOTES.sub("", paragraph.plain[begin : lo + MAX_RIGHT])
        return (
            not paragraph.subjects
            and not paragraph.counted_before(lo)
            and self.words.opening.match(opening) is not None
        )

    def _joint(self, paragraph: _Paragraph, number: Number, name: str) -> None:
        start, end = paragraph.start + number.start, paragraph.start + number.end
        self.statements.append(Statement(name, number.value, self.laid_out.text[start:end], start, end))

    def _share(self, paragraph: _Paragraph, counted: list[Number], number: Number, code: str) -> None:
        position = bisect_right(counted, number.start, key=lambda other: other.start) - 1
        if position + 1 >= len(counted) or counted[position + 1].kind != "percent":
            return
        share = counted[position + 1]
        between = _QUOTES.sub("", paragraph.text[number.end : share.start])
        if not _SHARE_BETWEEN.fullmatch(between):
            return
        following = counted[position + 2] if position + 2 < len(counted) else None
        if (
            following is not None
            and following.kind == "percent"
            and _IN_A_ROW.fullmatch(paragraph.text[share.end : following.start])
        ):
            return  # 占比分别为31.4%、4.7%…: one for each of the figures before
        bases = next((bases for prefix, bases in _BASES.items() if code.startswith(prefix)), ())
        base = next((base for base in bases if base in self.recent and base != code), None)
        if base is None:
            return
        start, end = paragraph.start + share.start, paragraph.start + share.end
        self.shares.append(Share(code, base, share.value, self.laid_out.text[start:end], start, end))

    # -- subject and time ----------------------------------------------------------------------------------------

    def _stages(self, phrase: str) -> list[tuple[str, Scope | None]]:
        """The clause as time, adverbs and subject are taken off it one by one, each with the scope of its last subject."""
        scope: Scope | None = None
        rest = phrase
        stages: list[tuple[str, Scope | None]] = []
        for _ in range(24):
            stages.append((rest, scope))
            count = self.words.count_words.search(rest)
            if count is not None and count[0]:
                stages.append((rest[: count.start()], scope))
            match = self.words.strip.match(rest)
            if match is not None and match.end():
                rest = rest[match.end() :]
                continue
            found = self._subject(rest)
            if found is None:
                break
            end = found[0]
            if found[1] != "departments" or scope not in ("body", "site", "account"):
                scope = found[1]  # 市政府办公室本级 is still one office
            rest = rest[end:]
        return stages

    def _subject(self, text: str) -> tuple[int, Scope] | None:
        best: tuple[int, Scope] | None = None
        if self.own_name is not None:
            match = self.own_name.match(text)
            if match is not None:
                return match.end(), "whole"
        for scope, pattern in self.words.subjects:
            match = pattern.match(text)
            if match is not None and match.end() and (best is None or match.end() > best[0]):
                if scope == "body" and best is not None:
                    continue
                best = match.end(), scope
        return best

    def _subjects(self, paragraph: _Paragraph) -> list[tuple[int, Scope]]:
        """Where a clause begins with a subject, and which scope it has."""
        found = []
        begin = 0
        for end in (*paragraph.clause_ends, len(paragraph.plain)):
            clause = _QUOTES.sub("", paragraph.plain[begin:end].replace("\x01", ""))
            scope = self._stages(clause[:MAX_CLAUSE])[-1][1]
            if scope is not None:
                found.append((begin, scope))
            begin = end
        return found

    def _period(self, paragraph: _Paragraph, position: int) -> Period | None:
        """The period spoken of at a place: by the last year or 历年累计 of the sentence; None for another year."""
        begin = paragraph.sentence_start(position)
        bracket = paragraph.bracket(position)
        if bracket is not None:
            other = _OF_ANOTHER_YEAR.search(paragraph.plain, max(begin, bracket - 8), bracket)
            if other is not None and (other["year"] is None or int(other["year"]) != self.year):
                return None
        said = paragraph.year_said(begin, position)
        running = _last(list(paragraph.running), position)
        if running > begin and (said is None or running > said[0]) and not self._told(paragraph, running, position):
            return "cumulative"
        if self._runs(paragraph, position) and self.words.this_year_within.match(self._after(paragraph, position)):
            return "cumulative"
        if said is not None and self.year is not None and said[1] != self.year:
            return None
        return "year"

    def _spans_of_years(self, text: str) -> Iterator[int]:
        """Where a span of years up to the report's own ends (自2004年5月1日至2012年底,累计…)."""
        for match in _SPAN.finditer(text):
            last = match["last"] or str(self.year)
            if self.year is not None and int(match["first"]) < self.year == int(last):
                yield match.end()

    def _dated(self, paragraph: _Paragraph, position: int) -> bool:
        """Whether the sentence names the report's year before a place."""
        begin = paragraph.sentence_start(position)
        return any(begin <= place < position and year == self.year for place, year in paragraph.years)

    def _told(self, paragraph: _Paragraph, running: int, position: int) -> bool:
        """Whether 历年累计 only added to a figure of the year, and a semicolon has closed that (…5件,历年累计25件;…)."""
        closed = paragraph.plain.find(";", running, position)
        if closed < 0 and not self._bare(paragraph, running, position):
            return False
        closed = max(closed, running)
        begin = max(paragraph.sentence_start(position), paragraph.plain.rfind(";", 0, running))
        return any(begin <= start < running and period == "year" for start, _, period in paragraph.found)

    def _bare(self, paragraph: _Paragraph, running: int, position: int) -> bool:
        """Whether the clause of 历年累计 held nothing but a number (…9件,历年累计24件,…): it spoke of that figure alone."""
        start = paragraph.clause_start(running)
        number = next((n for n in paragraph.numbers if n.start >= running and n.kind == "count"), None)
        if number is None or number.start >= position:
            return False
        clause = _QUOTES.sub("", paragraph.plain[start : number.start])
        return self.words.same_again.fullmatch(self._stages(clause)[-1][0]) is not None

    def _parts_of_either(self, paragraph: _Paragraph, code: str, position: int) -> bool:
        """Whether a part is told after its total's two periods (受理9件,历年累计24件,其中…): of which it is the part is not said."""
        begin = max(paragraph.sentence_start(position), paragraph.plain.rfind(";", 0, position))
        running = _last(list(paragraph.running), position)
        if running <= begin or "其中" not in paragraph.plain[running:position]:
            return False
        totals = {read for start, read, period in paragraph.found if begin <= start < running and period == "year"}
        return any(code.startswith(prefix) and set(bases) & totals for prefix, bases in _BASES.items())

    def _runs(self, paragraph: _Paragraph, position: int) -> bool:
        """Whether a total runs up to a date with no word on since when (截至2020年底,累计...)."""
        begin = max(paragraph.sentence_start(position), position - MAX_CLAUSE)
        match = self.words.running_total.search(paragraph.plain[begin:position])
        return match is not None and self.words.this_year.search(match[0]) is None

    def _since_unsaid(self, paragraph: _Paragraph, position: int) -> bool:
        """Whether a clause says 累计 and nothing before it in the paragraph names the year."""
        clause = paragraph.plain[paragraph.clause_start(position) : position]
        if "累计" not in clause or (paragraph.years and paragraph.years[0][0] < position):
            return False
        return self.words.this_year.search(paragraph.plain, 0, position) is None

    def _after(self, paragraph: _Paragraph, position: int) -> str:
        end = next((n.end for n in paragraph.numbers if n.start == position), position)
        return _QUOTES.sub("", paragraph.plain[end : end + MAX_RIGHT])

    # -- nothing -------------------------------------------------------------------------------------------------

    def _nothing(self, index: int, paragraph: _Paragraph) -> None:
        """未收到…行政复议和行政诉讼: a nought in words, for each thing named."""
        joined = _Joined(paragraph.plain)
        for rule in self.words.nothing:
            if not self._near(rule.near, paragraph, len(paragraph.text)):
                continue
            for match in chain(rule.statement.finditer(joined.text), rule.told_after.finditer(joined.text)):
                start, end = joined.span(match.start(), match.end())
                period = self._period(paragraph, start)
                scope = _carried_scope(paragraph, paragraph.clause_start(start))
                if period != "year" or scope not in (None, "whole", "own"):
                    continue
                for code, term in rule.terms:
                    if term.search(match["things"]):
                        self._nought(paragraph.start + start, paragraph.start + end, code, paragraph.sections)
                        self.recent[code] = index

    def _nought(self, start: int, end: int, code: str, sections: tuple[Section, ...]) -> None:
        if self.vocabulary.isdisjoint(dictionary()[code].forms):
            return
        home = _HOME.get(code.split(".")[0])
        rank = 2 if any(section.kind == home for section in sections) else 1
        raw = self.laid_out.text[start:end]
        if len(raw) <= MAX_RAW:
            self.candidates.append(
                _Candidate(code, "all", "year", Decimal(0), None, raw, start, end, rank, True, Decimal(0))
            )

    def _bare_sections(self) -> None:
        """A section whose whole text is 无."""
        noughts = {"review_litigation": ("review.total", "litigation.total"), "fees": ("applications.fees_collected",)}
        for section in self.outline.sections:
            if section.level != 1 or section.kind not in noughts:
                continue
            body = next((start for start, end in self.laid_out.paragraphs if section.start < start < section.end), None)
            if body is None:
                continue
            text = self.laid_out.text[body : section.end]
            if self.words.nothing_alone.match(fold(text).strip()):
                end = body + len(text.rstrip())
                for code in noughts[section.kind]:
                    self._nought(body, end, code, (section,))


_MISFITS: dict[Scope, str] = {
    "departments": "本级",
    "lower": "下级",
    "site": "one website",
    "body": "one body",
    "account": "one account or platform",
    "own": "本级",
    "whole": "",
}


class _Joined:
    """A paragraph without blanks and quotation marks, with the way back to its own characters."""

    def __init__(self, text: str) -> None:
        kept = [(i, c) for i, c in enumerate(text) if c != "\x01" and not _QUOTES.match(c)]
        self.text = "".join(c for _, c in kept)
        self._places = [i for i, _ in kept]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self._places[start], self._places[end - 1] + 1


def _run_together(levels: re.Match[str]) -> str:
    """县(市、区) as 县市区, of the same length."""
    return (levels[1] + levels[2].replace("、", "")).ljust(len(levels[0]), "\x01")


def _plain(text: str, numbers: tuple[Number, ...]) -> str:
    """The text with remarks in brackets blanked out, unless a count stands in them."""
    counts = [number.start for number in numbers if number.kind in ("count", "percent")]

    def blank(match: re.Match[str]) -> str:
        if any(match.start() < start < match.end() for start in counts):
            return match[0]
        return "\x01" * len(match[0])

    return _REMARK.sub(blank, text)


def _right(plain: str, start: int) -> str:
    end = min(len(plain), start + MAX_RIGHT * 2)
    hard = _HARD.search(plain, start, end)
    if hard is not None:
        end = hard.start()
    return _QUOTES.sub("", plain[start:end].replace("\x01", ""))[:MAX_RIGHT]


def _run(text: str, counted: list[Number], position: int) -> list[Number]:
    """The numbers that follow each other with nothing but 、 or 和 between them."""
    run = [counted[position]]
    for number in counted[position + 1 :]:
        if number.kind != "count" or not _DISTRIBUTING.fullmatch(text[run[-1].end : number.start]):
            break
        run.append(number)
    return run


def _carried_scope(paragraph: _Paragraph, lo: int) -> Scope | None:
    """The scope of the sentence's last subject before a clause without one."""
    begin = paragraph.sentence_start(lo)
    index = bisect_right(paragraph.subjects, lo, key=lambda subject: subject[0])
    for place, scope in reversed(paragraph.subjects[:index]):
        if place < begin:
            return None
        if paragraph.bracket(place) is None or paragraph.plain.find(")", place, lo) < 0:
            return scope
    return None


def _topic(paragraph: _Paragraph, position: int) -> str | None:
    """Whether reconsideration or litigation is spoken of at a place; "both" where they are named at once."""
    begin = paragraph.sentence_start(position)
    index = bisect_right(paragraph.topics, position, key=lambda mention: mention.end())
    mentions = paragraph.topics[max(index - 2, 0) : index]
    litigious = any(section.kind == "review_litigation" for section in paragraph.sections)
    if not litigious and not paragraph.plain.startswith("其中", begin):
        mentions = [mention for mention in mentions if mention.start() >= begin]
    if not mentions:
        return None
    last = mentions[-1]
    if len(mentions) > 1:
        before = mentions[-2]
        between = _QUOTES.sub("", paragraph.plain[before.end() : last.start()])
        if before.lastgroup != last.lastgroup and len(between) <= MAX_RIGHT and _JOINED.fullmatch(between):
            return "both"
    return last.lastgroup


def _places(number: Number, value: Decimal) -> Decimal:
    """The step of the last printed digit, in the figure's unit: 37.62万条 is exact to 100."""
    if not value:
        return Decimal(0)
    digits = re.sub(r"[^0-9.]", "", fold(number.raw[: number.digits_end - number.start]))
    printed = Decimal(digits) if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", digits) else None
    if not printed:
        return Decimal(0)
    exponent = printed.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    scale = value / printed
    return Decimal(0) if scale <= 1 and step == 1 else step * scale


def _agree(one: _Candidate, other: _Candidate) -> bool:
    assert one.value is not None and other.value is not None
    return abs(one.value - other.value) <= max(one.places, other.places)


def _chosen(candidates: list[_Candidate]) -> tuple[list[Figure], frozenset[str]]:
    """One figure a code, applicant and period, and the codes whose figure is said of the body's own level only."""
    groups: dict[tuple[str, Applicant, Period], list[_Candidate]] = {}
    for candidate in candidates:
        groups.setdefault((candidate.code, candidate.applicant, candidate.period), []).append(candidate)
    for (code, applicant, _), group in list(groups.items()):
        _settle_running(groups, code, applicant, group)
    figures = []
    narrow = set()
    disputed: set[str] = set()
    for group in sorted(groups.values(), key=lambda group: group[0].code.count(".") + (group[0].code not in _TOTALS)):
        certain = [candidate for candidate in group if candidate.value is not None]
        rank = max((candidate.rank, candidate.whole) for candidate in certain or group)
        best = [candidate for candidate in certain or group if (candidate.rank, candidate.whole) == rank]
        first = min(best, key=lambda candidate: (candidate.places, candidate.start))
        doubt = first.doubt
        rivals = [c for c in certain if c.whole or c.dated or (c.rank, c.whole) == rank]
        other = next((candidate for candidate in rivals if not _agree(first, candidate)), None)
        if other is not None:
            doubt = f"stated twice and differently ({first.raw} and {other.raw})"
            disputed.add(first.code)
        total = f"{first.code.partition('.')[0]}.total"
        if doubt is None and first.code.startswith(_CASES) and total in disputed and first.code != total:
            doubt = "its total is stated twice and differently"
        if first.narrow:
            narrow.add(first.code)
        figures.append(
            Figure(
                code=first.code,
                applicant=first.applicant,
                period=first.period,
                value=None if doubt else first.value,
                raw=first.raw,
                locator=TextLocator(start=first.start, end=first.end),
                origin="prose",
                doubt=doubt,
            )
        )
    return sorted(figures, key=lambda figure: (figure.locator.start, figure.code)), frozenset(narrow)  # type: ignore[union-attr]


def _settle_running(
    groups: dict[tuple[str, Applicant, Period], list[_Candidate]],
    code: str,
    applicant: Applicant,
    group: list[_Candidate],
) -> None:
    """截至2009年底,累计公开30684条 beside 2009年公开18654条: where the year's own figure is printed and smaller, the running
    total is that of all years."""
    of_year = [c for c in group if c.value is not None and c.period == "year"]
    if not of_year or (code, applicant, "cumulative") in groups:
        return
    running = [
        c for c in group if c.running is not None and all(c.running > year.value for year in of_year if year.value)
    ]
    if running:
        groups[code, applicant, "cumulative"] = [
            replace(c, period="cumulative", value=c.running, doubt=None) for c in running
        ]


def _short_names(place: str) -> Iterator[str]:
    """What an autonomous place calls itself: 伊犁州 for 伊犁哈萨克自治州."""
    if place.endswith("地区"):
        yield f"地区(?={_words().acting})"
    match = re.search("自治([州县旗])$", place)
    if match is not None:
        yield from (place[:length] + match[1] for length in (2, 3, 4))


def _own_name(issuer: Issuer | None) -> re.Pattern[str] | None:
    """How the issuer speaks of itself: 市财政局 for 泸州市财政局, 市政府办公厅 for an office that reports for itself."""
    if issuer is None:
        return None
    name = re.escape(issuer.name)
    short = re.sub(r"^[\u4e00-\u9fff]{1,10}?(?:省|自治区|市|区|县|州|盟|旗)", "", issuer.name) or issuer.name
    level = "(?:[\u4e00-\u9fff]{0,8}?(?:省|市|区|县|州|盟|旗))?"
    if issuer.kind == "government":
        after = "(?!门户|入口|网|办|信息|政务|公开|公报|各|其|及|部门|规章|文件|常务|和|、|直|重要|领导|系统)"
        place = re.escape(re.sub("人民政府$", "", issuer.name))
        acting = f"(?={_words().acting})"
        place = "|".join((place, *_short_names(re.sub("人民政府$", "", issuer.name))))
        place = f"(?:{place})"
        return re.compile(rf"(?:{name}{after}|{level}(?:人民)?政府{after}|{place}{acting})")
    office = re.match(r"(?:人民)?政府(办公[厅室])", short)
    if office is not None:
        return re.compile(rf"(?:{name}|{level}(?:人民)?政府办公?[厅室]?|{level}府办)")
    return re.compile(rf"(?:{name}|(?:省|市|区|县|本)?{re.escape(short)})")


# -- the data -----------------------------------------------------------------------------------------------------


@cache
def _words() -> _Words:
    data: dict[str, Any] = json.loads((files("pipelines") / "data" / "prose.json").read_text("utf-8"))
    macros: dict[str, str] = data["macros"]

    def expand(pattern: str) -> str:
        while True:
            wider = re.sub(r"\{([A-Z_]+)\}", lambda match: macros[match[1]], pattern)
            if wider == pattern:
                return pattern
            pattern = wider

    def near(words: str | None) -> _Near | None:
        if words is None:
            return None
        parts = words.split("|")
        kinds = frozenset(part[1:] for part in parts if part.startswith("#"))
        titles = "|".join(part[1:] for part in parts if part.startswith("^"))
        families = tuple(part[1:] + "." for part in parts if part.startswith("@"))
        rest = "|".join(part for part in parts if part[0] not in "#^@")
        return _Near(
            kinds, families, re.compile(titles) if titles else None, re.compile(expand(rest)) if rest else None
        )

    def say(pattern: str) -> _Say:
        left, _, right = expand(pattern).partition("N")
        return _Say(re.compile(left), re.compile(right) if right else None)

    def rule(entry: dict[str, Any]) -> _Rule:
        return _Rule(
            codes=tuple(entry["codes"]) if "codes" in entry else (entry["code"],),
            applicant=entry.get("applicant", "all"),
            units=frozenset(data["units"][entry["units"]]),
            says=tuple(say(pattern) for pattern in entry["say"]),
            near=near(entry.get("near")),
            within=frozenset(entry.get("within", ())),
            topic=entry.get("topic"),
            subject=entry.get("subject"),
            scopes=frozenset(entry.get("scopes", ())),
            explicit=entry.get("explicit", False),
            needs_unit=not entry.get("optional_unit", True),
            carried=entry.get("carried", False),
            same_sentence=entry.get("same_sentence", False),
            divided=entry.get("divided", False),
            follows=entry.get("follows", False),
            antecedent=tuple(entry.get("antecedent", ())),
            opens=entry.get("opens", False),
            loose=entry.get("loose", False),
            unsure=entry.get("unsure"),
            unless=re.compile(expand(entry["unless"])) if "unless" in entry else None,
        )

    def nothing(entry: dict[str, Any]) -> _Nothing:
        terms = tuple((code, re.compile(expand(pattern))) for code, pattern in entry["terms"].items())
        thing = "|".join(f"(?:{expand(pattern)})" for pattern in entry["terms"].values())
        statement = (
            rf"{data['nothing_before']}(?P<things>(?:{thing})(?:{data['nothing_join']}(?:{thing}))*)"
            rf"{data['nothing_after']}(?=[,;。!?)]|$)"
        )
        found = near(entry["near"])
        assert found is not None
        things = rf"(?P<things>(?:{thing})(?:(?:{data['nothing_join']})(?:{thing}))*)"
        told_after = rf"(?<![\u4e00-\u9fff]){things}{data['nothing_is']}(?=[,;。!?)]|$)"
        return _Nothing(found, re.compile(statement), re.compile(told_after), terms)

    def either(patterns: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{expand(pattern)})" for pattern in patterns))

    entries = [*data["figures"], *data["joint"]]
    return _Words(
        rules=tuple(rule(entry) for entry in data["figures"]),
        known=either(sorted({expand(pattern).partition("N")[0] for entry in entries for pattern in entry["say"]})),
        joint=tuple(rule(entry) for entry in data["joint"]),
        nothing=tuple(nothing(entry) for entry in data["nothing"]),
        nothing_alone=re.compile(data["nothing_alone"]),
        subjects=tuple((scope, either(data["subjects"][scope])) for scope in _SCOPES),
        strip=either(data["strip"]),
        count_words=re.compile(f"(?:{data['count_words']})$"),
        tail=re.compile(data["tail"]),
        last_year=re.compile(data["last_year"]),
        part_of_year=re.compile(data["part_of_year"]),
        running_total=re.compile(data["running_total"]),
        this_year=re.compile(data["this_year"]),
        this_year_within=re.compile(data["this_year_within"]),
        taiwan=tuple(data["taiwan"].items()),
        topical=re.compile(data["topical"]),
        change=re.compile(data["change"]),
        cumulative=re.compile(data["cumulative"]),
        new_this_year=re.compile(data["new_this_year"]),
        only_counts=re.compile(data["only_counts"]),
        label=re.compile(data["label"]),
        opening=re.compile(data["opening"]),
        acting=data["acting"],
        unrelated=re.compile(data["unrelated"]),
        other_cases=re.compile(data["other_cases"]),
        same_again=re.compile(data["same_again"]),
    )
