"""Whether a sentence's figure differs from a table's because it is told of more than the table's row."""

from __future__ import annotations

from decimal import Decimal

from pipelines.parsing.figures import ProseReading
from storage.dictionary import dictionary

OTHER = "applications.outcome.other"
_ANSWERED = "applications.answered"


def with_carried_in(value: Decimal, received: Decimal | None, carried_in: Decimal | None) -> bool:
    """Whether words on new applications count those carried in as well."""
    return received is not None and carried_in is not None and received + carried_in == value


def is_the_rest(value: Decimal, answered: Decimal | None, prose: ProseReading) -> bool:
    """Whether words call 其他 all answers but those they name (公开和部分公开50件,其他类型答复12件), not a form's row."""
    joint = {statement.name: statement.value for statement in prose.statements if "+" in statement.name}
    apart = {OTHER, *(code for name in joint for code in name.split("+"))}
    named = [
        *joint.values(),
        *(
            figure.value
            for figure in prose.figures
            if figure.value and (figure.applicant, figure.period) == ("all", "year")
            if dictionary()[figure.code].total_of == _ANSWERED and figure.code not in apart
        ),
    ]
    return bool(named) and sum(named, value) == answered
