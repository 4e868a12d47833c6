"""The labels of the forms and what they mean, from ../../data/forms.json and statistics.json. Read once a process."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from pipelines.parsing.labels import Label, Labels
from storage.report import Applicant, Form


@dataclass(frozen=True, slots=True)
class SubjectColumn:
    """A column under 第二十条, and the form that alone has it."""

    column: str
    form: Form | None
    signed: bool


@dataclass(frozen=True, slots=True)
class ApplicantColumn:
    """A column of the table of applications; `in_group` when it is a part of 法人或其他组织."""

    applicant: Applicant
    in_group: bool


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """A row of the table of applications. `number` is the one printed before it within its `group`."""

    code: str
    group: str | None
    number: int | None
    within: str | None
    opens: str | None


@dataclass(frozen=True, slots=True)
class StatisticsRow:
    """A row of a statistics table; `code` is None for a heading, `within` the part of the table that its label needs."""

    code: str | None
    opens: str | None


@dataclass(frozen=True, slots=True)
class Subjects:
    item: re.Pattern[str]
    heading: Labels[str]
    rows: Labels[str]
    columns: Labels[SubjectColumn]
    codes: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Applications:
    corner: Labels[str]
    group: Labels[str]
    columns: Labels[ApplicantColumn]
    applicants: tuple[Applicant, ...]
    groups: Labels[str]
    rows: Labels[ApplicationRow]
    within: dict[str, Labels[ApplicationRow]]
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """`names` are the blocks' own labels in full, `beside` what may stand beside them in a label."""

    blocks: Labels[str]
    names: dict[str, str]
    beside: re.Pattern[str]
    inside: dict[str, str | None]
    results: Labels[str]
    codes: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Statistics:
    columns: Labels[str]
    rows: Labels[StatisticsRow]
    within: dict[str, Labels[StatisticsRow]]
    another_scope: re.Pattern[str]
    form_2014: Labels[str]
    needed_2014: int

    def named(self, label: Label, place: str = "") -> StatisticsRow | None:
        """The row that a label names, everywhere or in this part of the table; 数 at its end may be left out, but not where
        the label then is one of the table of applications, whose columns are applicants."""
        inside = self.within.get(place)
        tabled = applications().rows.exactly(label) or applications().groups.exactly(label)
        for written in (label,) if tabled else (label, replace(label, core=f"{label.core}数")):
            found = (inside.exactly(written) if inside else None) or self.rows.exactly(written)
            if found is not None:
                return found
        return None


def _data(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((files("pipelines") / "data" / name).read_text("utf-8"))
    return loaded


def _labels(words: list[str]) -> Labels[str]:
    return Labels(dict.fromkeys(words, words[0]))


@cache
def subjects() -> Subjects:
    forms = _data("forms.json")
    data = forms["subjects"]
    return Subjects(
        item=re.compile(forms["item"]),
        heading=_labels(data["heading"]),
        rows=Labels({label: row["subject"] for row in data["rows"] for label in row["labels"]}),
        columns=Labels(
            {
                label: SubjectColumn(column["column"], column["form"], column.get("signed", False))
                for column in data["columns"]
                for label in column["labels"]
            }
        ),
        codes=data["codes"],
    )


@cache
def applications() -> Applications:
    data = _data("forms.json")["applications"]
    rows = [
        (
            row["labels"],
            ApplicationRow(row["code"], row.get("group"), row.get("number"), row.get("within"), row.get("opens")),
        )
        for row in data["rows"]
    ]
    places = {row.within for _, row in rows if row.within}
    return Applications(
        corner=Labels(
            dict.fromkeys(data["corner"], data["corner"][0]) | dict.fromkeys(data["heading"], data["heading"][0])
        ),
        group=_labels(data["group"]),
        columns=Labels(
            {
                label: ApplicantColumn(column["applicant"], column["in_group"])
                for column in data["columns"]
                for label in column["labels"]
            }
        ),
        applicants=tuple(column["applicant"] for column in data["columns"]),
        groups=Labels({label: group["group"] for group in data["groups"] for label in group["labels"]}),
        rows=Labels({label: row for labels, row in rows if row.within is None for label in labels}),
        within={
            place: Labels({label: row for labels, row in rows if row.within == place for label in labels})
            for place in places
        },
        order=tuple(row.code for _, row in rows),
    )


@cache
def aside() -> Labels[str]:
    """Heads of columns that are none of the forms', with what stands under them: units, shares, remarks or numbers."""
    return Labels({label: kind for kind, labels in _data("forms.json")["aside"].items() for label in labels})


@cache
def cases() -> Cases:
    data = _data("forms.json")["cases"]
    return Cases(
        blocks=Labels({label: block["block"] for block in data["blocks"] for label in block["labels"]}),
        names={label: block["block"] for block in data["blocks"] for label in block["labels"]},
        beside=re.compile(data["beside"]),
        inside={block["block"]: block["within"] for block in data["blocks"]},
        results=Labels({label: result["result"] for result in data["results"] for label in result["labels"]}),
        codes=data["codes"],
    )


@cache
def statistics() -> Statistics:
    data = _data("statistics.json")
    rows = [(row["labels"], row.get("within"), StatisticsRow(row["code"], row.get("opens"))) for row in data["rows"]]
    places = {within for _, within, _ in rows if within}
    return Statistics(
        columns=Labels({label: kind for kind, labels in data["columns"].items() for label in labels}),
        rows=Labels({label: row for labels, within, row in rows if within is None for label in labels}),
        within={
            place: Labels({label: row for labels, within, row in rows if within == place for label in labels})
            for place in places
        },
        another_scope=re.compile(data["another_scope"]),
        form_2014=_labels_each(data["form_2014"]["labels"]),
        needed_2014=data["form_2014"]["needed"],
    )


def _labels_each(words: list[str]) -> Labels[str]:
    return Labels({word: word for word in words})
