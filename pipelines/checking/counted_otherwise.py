"""Whether a sentence's figure differs from a table's because it is told of more than the table's row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from pipelines.parsing.figures import Figure, ProseReading
from storage.dictionary import dictionary

OTHER = "applications.outcome.other"
_ANSWERED = "applications.answered"
_CLASSES = frozenset(f"applications.outcome.{name}" for name in ("refused", "unable", "not_processed"))


def with_carried_in(value: Decimal, received: Decimal | None, carried_in: Decimal | None) -> bool:
    """Whether words on new applications count those carried in as well."""
    return received is not None and carried_in is not None and received + carried_in == value


def without_the_rest(prose: ProseReading, tabled: Iterable[Figure]) -> ProseReading:
    """The sentences' reading, 其他 withheld where it is all answers but those they name (公开和部分公开50件,其他类型答复12件) and the
    table counts refusals among these: that is not the form's row."""
    tabled = [figure for figure in tabled if (figure.applicant, figure.period) == ("all", "year") and figure.value]
    told = {figure.code: figure for figure in prose.figures if (figure.applicant, figure.period) == ("all", "year")}
    other = told.get(OTHER)
    answered = told.get(_ANSWERED) or next((figure for figure in tabled if figure.code == _ANSWERED), None)
    unnamed = [figure for figure in tabled if dictionary()[figure.code].total_of in _CLASSES - set(told)]
    if other is None or other.value is None or answered is None or not unnamed:
        return prose
    joint = {statement.name: statement.value for statement in prose.statements if "+" in statement.name}
    apart = {OTHER, *(code for name in joint for code in name.split("+"))}
    named = [figure.value for code, figure in told.items() if figure.value and _is_outcome(code) and code not in apart]
    if not (joint or named) or sum((*joint.values(), *named), other.value) != answered.value:
        return prose
    withheld = replace(other, value=None, doubt="said of all answers but those named, not of the form's row")
    return replace(prose, figures=tuple(withheld if figure is other else figure for figure in prose.figures))


def _is_outcome(code: str) -> bool:
    return dictionary()[code].total_of == _ANSWERED
