"""Why a number whose words match is withheld all the same: said of a part, of other years, approximate, called wrong."""

from __future__ import annotations

from decimal import Decimal

from pipelines.parsing.numbers import Number
from pipelines.parsing.prose.corrections import called_wrong
from pipelines.parsing.prose.paragraphs import Paragraph
from pipelines.parsing.prose.patterns import Scope
from pipelines.parsing.prose.periods import Periods
from pipelines.parsing.prose.remarks import granted_in_part_too, named_by_its_grounds
from pipelines.parsing.prose.rules import Part, Rule
from storage.dictionary import dictionary
from storage.report import Period

_MEASURED = frozenset({"万元", "%", "工作日"})  # units of figures that need not be whole
_MISFITS: dict[Scope, str] = {
    "departments": "本级",
    "lower": "下级",
    "site": "one website",
    "body": "one body",
    "account": "one account or platform",
    "above": "",
    "own": "本级",
    "whole": "",
}


def doubt_of(
    paragraph: Paragraph,
    number: Number,
    code: str,
    rule: Rule | Part | None,
    value: Decimal,
    period: Period,
    scope: Scope | None,
    fits: bool,
    periods: Periods,
) -> tuple[str | None, bool]:
    """The doubt, if any, and whether it is that the number may be a running total.

    `value` is in the unit of `code`; `fits` says that `scope` is one that the figure may be said of.
    """
    entry = dictionary()[code]
    if scope == "above":
        return "said of a larger place", False
    if not fits and scope is not None:
        return f"said of a part only ({_MISFITS[scope]}), not of the whole", False
    if period == "year" and periods.runs(paragraph, number.start):
        return "a running total, and since when is not said", True
    if period == "year" and "period" in entry.dimensions and periods.since_unsaid(paragraph, number.start):
        return "said to be a running total (累计), and no year is named", True
    if period == "year" and periods.parts_of_either(paragraph, code, number.start):
        return "said after the year's total and that of all years: of which it is a part is not said", False
    # Where none were handled, none were carried in either.
    if isinstance(rule, Rule) and rule.unsure is not None and (value or not code.startswith("applications.")):
        return rule.unsure, False
    if code == "applications.outcome.granted" and granted_in_part_too(paragraph, number):
        return "those granted in part are counted, too", False
    if code == "applications.outcome.other" and named_by_its_grounds(paragraph, number):
        return "a bracket names grounds that are counted elsewhere", False
    if called_wrong(paragraph, number):
        return "the report itself says that this number is wrong", False
    if number.approximate:
        return "printed as an approximate number", False
    if entry.unit not in _MEASURED and value != value.to_integral_value():
        return "a broken number where a count is asked for", False
    if value < 0 and not code.endswith("_change"):
        return "a signed number where a count is asked for", False
    return None, False
