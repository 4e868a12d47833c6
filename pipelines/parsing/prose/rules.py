"""The words of prose.json as rules: what must stand left and right of a number for it to be a figure of a code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipelines.parsing.prose import measures
from pipelines.parsing.prose.patterns import SCOPES, Scope
from pipelines.parsing.words import fold
from storage.report import Applicant, Section

_DONE = ("applications.answered", "applications.closed")  # 已在规定时间内答复 is said of all, 已予以公开 need not be
MOST_THINGS = 5  # that a sentence says there was none of, beside the first: a bound for hostile text


@dataclass(frozen=True, slots=True)
class Say:
    left: re.Pattern[str]
    right: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Near:
    """What a figure wants around it: a section of a kind, or titled so, or words before it in the paragraph."""

    kinds: frozenset[str]
    families: tuple[str, ...]
    titles: re.Pattern[str] | None
    words: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Rule:
    codes: tuple[str, ...]
    applicant: Applicant
    units: frozenset[str]
    says: tuple[Say, ...]
    near: Near | None
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
    general: bool
    once: bool
    single: bool
    ahead: re.Pattern[str] | None
    ahead_no: re.Pattern[str] | None
    after_no: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of a total may be called, left of its number or right of it (网上35件; 35件为网上).

    A part without a code (驳回) only adds to the total: which figure it is, is not agreed.
    """

    code: str
    applicant: Applicant
    left: re.Pattern[str]
    right: re.Pattern[str]

    def names(self, left: str, right: str) -> bool:
        return self.left.fullmatch(left) is not None or (
            re.fullmatch(r"(?:其中|其余|余下|剩余|另有|还有|另|的)*", left) is not None
            and self.right.fullmatch(right) is not None
        )


@dataclass(frozen=True, slots=True)
class Division:
    """`family`: how the codes begin that a part may have been read as by a rule; `overlapping`: the parts need not add up."""

    totals: frozenset[str]
    family: str
    overlapping: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SaidOfAll:
    """What may be said of a whole count (均已答复), and the figure that the count then is, too; `of`: codes it is said of."""

    of: frozenset[str]
    code: str
    applicant: Applicant
    of_several: re.Pattern[str]
    of_one: re.Pattern[str]

    def holds(self, clause: str, *, single: bool) -> bool:
        return (self.of_one if single else self.of_several).fullmatch(clause) is not None


@dataclass(frozen=True, slots=True)
class Nothing:
    near: Near
    terms: tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class BareSection:
    """A section, by its kind and title, that speaks of one figure: where its whole text is 无, there was none."""

    code: str
    kinds: frozenset[str]
    title: re.Pattern[str]
    unless: re.Pattern[str]

    def names(self, section: Section) -> bool:
        title = fold(section.title)
        return section.kind in self.kinds and self.title.search(title) is not None and self.unless.search(title) is None


@dataclass(frozen=True, slots=True)
class Words:
    """`rules`: by the unit that a number was printed with, those that may know it; by None, those of numbers without one."""

    rules: Mapping[str | None, tuple[Rule, ...]]
    known: re.Pattern[str]
    joint: tuple[Rule, ...]
    divisions: tuple[Division, ...]
    said_of_all: tuple[SaidOfAll, ...]
    all_of: re.Pattern[str]
    some_of: re.Pattern[str]
    not_final: re.Pattern[str]
    nothing: tuple[Nothing, ...]
    nothing_stated: re.Pattern[str]
    nothing_told_after: re.Pattern[str]
    nothing_of_some: re.Pattern[str]
    nothing_alone: re.Pattern[str]
    bare_sections: tuple[BareSection, ...]
    nought_received: re.Pattern[str]
    subjects: tuple[tuple[Scope, re.Pattern[str]], ...]
    strip: re.Pattern[str]
    count_words: re.Pattern[str]
    tail: re.Pattern[str]
    last_year: re.Pattern[str]
    part_of_year: re.Pattern[str]
    running_total: re.Pattern[str]
    this_year: re.Pattern[str]
    this_year_within: re.Pattern[str]
    this_year_beside: re.Pattern[str]
    topical: re.Pattern[str]
    another_time: re.Pattern[str]
    this_time: re.Pattern[str]
    planned: re.Pattern[str]
    carried_through: re.Pattern[str]
    change: re.Pattern[str]
    cumulative: re.Pattern[str]
    new_this_year: re.Pattern[str]
    only_counts: re.Pattern[str]
    label: re.Pattern[str]
    opening: re.Pattern[str]
    unrelated: re.Pattern[str]
    sampled: re.Pattern[str]
    wrong_behind: re.Pattern[str]
    wrong_before: re.Pattern[str]
    other_cases: re.Pattern[str]
    deciding_cases: re.Pattern[str]
    partly_related: re.Pattern[str]
    of_other_matters: re.Pattern[str]
    acting: str
    smaller_places: Mapping[str, re.Pattern[str]]
    same_again: re.Pattern[str]
    carried: re.Pattern[str]
    kinds: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    carried_within: re.Pattern[str]
    granted_in_part_too: re.Pattern[str]
    of_applications: re.Pattern[str]
    other_business: re.Pattern[str]
    other_business_counted: re.Pattern[str]
    one_way: re.Pattern[str]
    documents: re.Pattern[str]
    form_row: re.Pattern[str]
    money: frozenset[str]


@cache
def words() -> Words:
    data: dict[str, Any] = json.loads((files("pipelines") / "data" / "prose.json").read_text("utf-8"))
    macros: dict[str, str] = data["macros"]

    def expand(pattern: str) -> str:
        while True:
            wider = re.sub(r"\{([A-Z_]+)\}", lambda match: macros[match[1]], pattern)
            if wider == pattern:
                return pattern
            pattern = wider

    def near(words: str | None) -> Near | None:
        if words is None:
            return None
        parts = words.split("|")
        kinds = frozenset(part[1:] for part in parts if part.startswith("#"))
        titles = "|".join(part[1:] for part in parts if part.startswith("^"))
        families = tuple(part[1:] + "." for part in parts if part.startswith("@"))
        rest = "|".join(part for part in parts if part[0] not in "#^@")
        return Near(kinds, families, re.compile(titles) if titles else None, re.compile(expand(rest)) if rest else None)

    def say(pattern: str) -> Say:
        left, _, right = expand(pattern).partition("N")
        return Say(re.compile(left), re.compile(right) if right else None)

    def rule(entry: dict[str, Any]) -> Rule:
        return Rule(
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
            general=entry.get("general", False),
            once=entry.get("once", False),
            single=entry.get("single", False),
            ahead=re.compile(expand(entry["ahead"])) if "ahead" in entry else None,
            ahead_no=re.compile(expand(entry["ahead_no"])) if "ahead_no" in entry else None,
            after_no=re.compile(expand(entry["after_no"])) if "after_no" in entry else None,
        )

    # A sentence may list what there was none of by kind after kind (没有收费、复议情形): every rule knows all the things.
    thing = "|".join(f"(?:{expand(pattern)})" for entry in data["nothing"] for pattern in entry["terms"].values())

    things = rf"(?P<things>(?:{thing})(?:{data['nothing_join']}(?:{thing})){{0,{MOST_THINGS}}})"
    ends = r"(?=[,;。!?)]|\.(?![0-9])|$)"
    # Behind a label and a comma, and before more cells, a 0 is a cell of a table that was written out with commas.
    no_row = r"(?![,;] ?[-—–－/]*[0-9,;])"
    nothing_stated = rf"{data['nothing_before']}{things}{data['nothing_after']}{ends}"
    nothing_told_after = rf"(?<![\u4e00-\u9fff])(?:{data['nothing_opens']})?{things}{data['nothing_is']}{ends}{no_row}"

    def nothing(entry: dict[str, Any]) -> Nothing:
        terms = tuple((code, re.compile(expand(pattern))) for code, pattern in entry["terms"].items())
        found = near(entry["near"])
        assert found is not None
        return Nothing(found, terms)

    def division(entry: dict[str, Any]) -> Division:
        def part(key: str, label: str) -> Part:
            code, _, applicant = key.partition("@")
            left = f"{data['division_before']}(?:{expand(label)}){data['division_after']}"
            right = f"(?:为|是|系|属于?|通过|以|经|采用|的)*(?:{expand(label)}){data['division_after']}"
            return Part(code, applicant or "all", re.compile(left), re.compile(right))  # type: ignore[arg-type]

        parts = tuple(part(key, label) for key, label in entry["parts"].items())
        return Division(frozenset(entry["totals"]), entry["family"], entry.get("overlapping", False), parts)

    all_of = expand(data["all_of"])

    def said_of_all(entry: dict[str, Any]) -> Iterator[SaidOfAll]:
        for key, pattern in entry["say"].items():
            code, _, applicant = key.partition("@")
            whole = f"(?:{all_of}|{data['all_done']})" if code in _DONE else all_of
            predicate = f"(?:{data['said_before']})(?:{expand(pattern)})"
            yield SaidOfAll(
                of=frozenset(entry["of"]),
                code=code,
                applicant=applicant or "all",
                of_several=re.compile(f"{whole}{predicate}"),
                of_one=re.compile(f"(?:{whole}|{expand(data['one_of'])}){predicate}"),
            )

    def by_unit(rules: Sequence[Rule]) -> Mapping[str | None, tuple[Rule, ...]]:
        units = {unit for rule in rules for unit in rule.units}
        known: dict[str | None, tuple[Rule, ...]] = {None: tuple(rule for rule in rules if not rule.needs_unit)}
        known |= {unit: tuple(rule for rule in rules if unit in rule.units) for unit in units}
        return known

    def either(patterns: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{expand(pattern)})" for pattern in patterns))

    figures = [*data["figures"], *measures.entries()]
    entries = [*figures, *data["joint"]]
    return Words(
        rules=by_unit([rule(entry) for entry in figures]),
        known=either(sorted({expand(pattern).partition("N")[0] for entry in entries for pattern in entry["say"]})),
        joint=tuple(rule(entry) for entry in data["joint"]),
        divisions=tuple(division(entry) for entry in data["divisions"]),
        said_of_all=tuple(said for entry in data["said_of_all"] for said in said_of_all(entry)),
        all_of=re.compile(all_of),
        some_of=re.compile(data["some_of"]),
        not_final=re.compile(data["not_final"]),
        nothing=tuple(nothing(entry) for entry in data["nothing"]),
        nothing_stated=re.compile(nothing_stated),
        nothing_told_after=re.compile(nothing_told_after),
        nothing_of_some=re.compile(data["nothing_of_some"]),
        nothing_alone=re.compile(data["nothing_alone"]),
        bare_sections=tuple(
            BareSection(code, frozenset(kinds.split()), re.compile(title), re.compile(unless))
            for code, (kinds, title, unless) in data["bare_sections"].items()
        ),
        nought_received=re.compile(expand(data["nought_received"])),
        subjects=tuple((scope, either(data["subjects"][scope])) for scope in SCOPES),
        strip=either(data["strip"]),
        count_words=re.compile(f"(?:{data['count_words']})$"),
        tail=re.compile(data["tail"]),
        last_year=re.compile(data["last_year"]),
        part_of_year=re.compile(data["part_of_year"]),
        running_total=re.compile(data["running_total"]),
        this_year=re.compile(data["this_year"]),
        this_year_within=re.compile(data["this_year_within"]),
        this_year_beside=re.compile(expand(data["this_year_beside"])),
        topical=re.compile(data["topical"]),
        another_time=re.compile(data["another_time"]),
        this_time=re.compile(data["this_time"]),
        planned=re.compile(data["planned"]),
        carried_through=re.compile(data["carried_through"]),
        change=re.compile(data["change"]),
        cumulative=re.compile(data["cumulative"]),
        new_this_year=re.compile(data["new_this_year"]),
        only_counts=re.compile(data["only_counts"]),
        label=re.compile(data["label"]),
        opening=re.compile(data["opening"]),
        acting=data["acting"],
        smaller_places={level: re.compile(expand(pattern)) for level, pattern in data["smaller_places"].items()},
        unrelated=re.compile(data["unrelated"]),
        sampled=re.compile(data["sampled"]),
        wrong_behind=re.compile(data["wrong_behind"]),
        wrong_before=re.compile(data["wrong_before"]),
        other_cases=re.compile(data["other_cases"]),
        deciding_cases=re.compile(data["deciding_cases"]),
        partly_related=re.compile(data["partly_related"]),
        of_other_matters=re.compile(data["of_other_matters"]),
        same_again=re.compile(data["same_again"]),
        carried=re.compile(expand(data["carried"])),
        kinds=tuple(
            (re.compile(kind), re.compile(rf"^(?![,;(]*其中)[^。]{{0,40}}?(?:{others})[^,;。]{{0,12}}[0-9]"))
            for kind, others in data["kinds"]
        ),
        carried_within=re.compile(expand(data["carried_within"])),
        granted_in_part_too=re.compile(data["granted_in_part_too"]),
        of_applications=re.compile(data["of_applications"]),
        other_business=re.compile(data["other_business"]),
        other_business_counted=re.compile(
            rf"(?!来信|留言)(?:{data['other_business']}|{data['other_cases_counted']})[^,;。0-9]{{0,10}}[0-9]"
            rf"|{data['letters_counted']}"
        ),
        one_way=re.compile(data["one_way"]),
        documents=re.compile(data["documents"]),
        form_row=re.compile(expand(data["form_row"])),
        money=frozenset(data["units"]["money"]),
    )
