"""The forms' tables as they are printed, from ../../data/layouts.json: row by row, with the sums that hold."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import chain, product

from pipelines.parsing.flat.words import Kind
from pipelines.script import to_mainland

_LETTER = re.compile("[\u3400-\u9fff]")
_NUMBERS = str.maketrans("", "", "一二三四五六七八九十")  # of order, which a copy may leave out


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's heads and labels, and how many values each row has.

    `letters` are all that the table can print, `most` of any one letter. `sums` are (total, parts) of a row, `columns` rows
    that balance in each column. `around` is a label beside some of the rows, `notes` are other words that may stand there.
    """

    kind: Kind
    begins: tuple[str, ...]
    heads: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    width: int
    around: str
    notes: tuple[str, ...]
    letters: tuple[Counter[str], ...]
    most: Counter[str]
    sums: tuple[tuple[int, tuple[int, ...]], ...]
    columns: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]

    def balances(self, values: Sequence[Sequence[Decimal]], column: int) -> bool:
        """Whether one of the relations between rows holds in a column, or there is none."""
        held = [
            sum(values[row][column] for row in left) == sum(values[row][column] for row in right)
            for left, right in self.columns
        ]
        return not held or any(held)


@cache
def layouts() -> tuple[Layout, ...]:
    """The layouts, read once a process."""
    data = json.loads((files("pipelines") / "data" / "layouts.json").read_text("utf-8"))
    return tuple(_layout(**one) for one in data["layouts"])


def _layout(
    *,
    kind: Kind,
    begins: list[str],
    heads: list[list[str]],
    rows: list[list[str]],
    width: int,
    besides: list[list[str]],
    around: str,
    sums: list[dict[str, object]],
    columns: list[dict[str, list[int]]],
) -> Layout:
    printed = "".join(chain.from_iterable(heads)) + "".join(row[-1] for row in rows if row)
    groups = dict.fromkeys(chain.from_iterable(row[:-1] for row in rows))
    always = Counter(letters_of(printed + "".join(groups) + around))
    letters = tuple(always + Counter(letters_of("".join(chosen))) for chosen in product(*besides))
    most: Counter[str] = Counter()
    for one in letters:
        most |= one
    return Layout(
        kind=kind,
        begins=tuple(map(letters_of, begins)),
        heads=tuple(map(tuple, heads)),
        rows=tuple(map(tuple, rows)),
        width=width,
        around=around,
        notes=tuple(letters_of(words[0]) for words in besides),
        letters=letters,
        most=most,
        sums=tuple((one["total"], tuple(one["parts"])) for one in sums),  # type: ignore[arg-type,misc]
        columns=tuple((tuple(one["left"]), tuple(one["right"])) for one in columns),
    )


@cache
def letters_of(text: str) -> str:
    """The Chinese characters of a text without numbers of order, in mainland words."""
    return "".join(_LETTER.findall(unicodedata.normalize("NFKC", to_mainland(text)))).translate(_NUMBERS)
