"""What a piece of text is in the tables of the forms: a column's head, a row's label, a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from pipelines.parsing import cells
from pipelines.parsing.form_tables.vocabulary import applications, cases, statistics, subjects
from pipelines.parsing.labels import read_label

Kind = Literal["subjects", "applications", "cases", "statistics"]

ORDINALS = ("序号", "编号", "行次")  # heads of the numbers that count a table's rows
KINDS: tuple[Kind, ...] = ("subjects", "applications", "cases", "statistics")
LONGEST = 60  # characters of a cell of words
_CUT = 8  # lines that a label may be cut over
ROTATED = 14  # lines of a rotated one
_ARABIC = re.compile(r"^\s*[-+]?[0-9０-９][0-9０-９,，.．]*\s*$")
_YEAR = re.compile(r"^(?:19|20)[0-9]{2}年度?$")
_UNIT = re.compile(r"^[百千]?[万亿]?(?:元|条次?|件次?|次|人次|人|个|篇|宗|份|项|场次?|期|处|家|名)$")
_NOTE = re.compile(r"^[（(](?![一二三四五六七八九十0-9０-９]{1,3}[）)])")
_SENTENCE = re.compile(r"[。；;！!？?]")


@lru_cache(maxsize=4096)
def is_head(kind: Kind, text: str) -> bool:
    """Whether the text is a head of this kind of table, printed whole: a column's label, a block, the corner's note."""
    label = read_label(text)
    if not label.core or len(text) > LONGEST:
        return False
    if kind == "subjects":
        words = subjects()
        return bool(words.item.search(label.core)) or any(
            found is not None for found in (words.heading.exactly(label), words.columns.exactly(label))
        )
    if kind == "applications":
        head = applications()
        return any(
            found is not None
            for found in (head.corner.exactly(label), head.group.exactly(label), head.columns.exactly(label))
        )
    if kind == "cases":
        return cases().blocks.exactly(label) is not None or cases().results.exactly(label) is not None
    return statistics().columns.exactly(label) is not None or _YEAR.match(label.core) is not None


@lru_cache(maxsize=4096)
def is_row(kind: Kind, text: str, exact: bool) -> bool:
    """Whether the text labels a row of this kind of table; `exact` if it must be printed whole."""
    if len(text) > LONGEST:
        return False
    label = read_label(text)
    if kind == "subjects":
        rows = subjects().rows
        return rows.exactly(label) is not None if exact else rows.find(label) is not None
    if kind == "applications":
        words = applications()
        if words.groups.exactly(label) is not None or any(
            inside.exactly(label) is not None for inside in words.within.values()
        ):
            return True
        return words.rows.exactly(label) is not None if exact else words.rows.find(label) is not None
    if kind == "statistics":
        table = statistics()
        return table.rows.exactly(label) is not None or any(
            inside.exactly(label) is not None for inside in table.within.values()
        )
    return False


@lru_cache(maxsize=4096)
def is_whole(kind: Kind, text: str) -> bool:
    """Whether the text is a head or a row's label of this kind of table, printed whole."""
    return is_head(kind, text) or is_row(kind, text, True)


def is_beside(text: str) -> bool:
    """Whether the text heads a column that any table may have beside its own (备注)."""
    return statistics().columns.exactly(read_label(text)) == "ignored"


def heads_of(kind: Kind, words: Sequence[str]) -> bool:
    """Whether words that single blanks divide are heads of this kind of table, each by itself."""
    own = [is_head(kind, word) for word in words]
    return any(own) and all(known or is_beside(word) for known, word in zip(own, words, strict=True))


def is_result(text: str) -> bool:
    """Whether the text is a result of cases (结果维持), printed whole."""
    return cases().results.exactly(read_label(text)) is not None


def is_leaf(kind: Kind, text: str) -> bool:
    """Whether the text labels a row that has values of its own: values after the next label are not its."""
    if kind == "applications":
        row = applications().rows.exactly(read_label(text))
        return row is not None and row.opens is None
    return is_row(kind, text, True)


def cut_over(pieces: Sequence[str], kind: Kind) -> int:
    """Over how many pieces, from the first, a label of this kind of table is cut; 0 if it is none.

    Labels are cut over a few lines, or rotated: a character a line. A printed number or dash is never a piece of one.
    """
    text = ""
    for length, piece in enumerate(pieces[:ROTATED], 1):
        if cells.is_blank(piece) or _ARABIC.match(piece) or len(text) + len(piece) > LONGEST:
            return 0
        if length > _CUT and any(len(part) > 2 for part in pieces[:length]):
            return 0
        text += piece
        if length == 2 and is_whole(kind, pieces[0]) and is_whole(kind, pieces[1]):
            return 0
        if is_whole(kind, text):
            after = pieces[length:]
            longer = _up_to_note(text, after, kind) or _up_to_tail(text, after, kind)
            if length + longer > 1:
                return length + longer
    return 0


def _up_to_note(label: str, after: Sequence[str], kind: Kind) -> int:
    """Over how many pieces after a whole label a remark in brackets goes on that belongs to it; 0 if none does."""
    text = label
    for length, piece in enumerate(after[:_CUT], 1):
        if (not _is_open(text) and (length > 1 or not _NOTE.match(piece))) or len(text) + len(piece) > 2 * LONGEST:
            return 0
        text += piece
        if not _is_open(text):
            return length if is_whole(kind, label) and read_label(text).core == read_label(label).core else 0
    return 0


def _up_to_tail(label: str, after: Sequence[str], kind: Kind) -> int:
    """1 where the next piece is the tail of a label that is whole without it too (四、行政复议 | 数量); else 0."""
    tail = after[0] if after else ""
    alone = is_value(tail) or is_unit(tail) or is_row(kind, tail, True) or read_label(tail).number is not None
    return int(bool(read_label(tail).core) and not alone and is_row(kind, label + tail, True))


def _is_open(text: str) -> bool:
    """Whether a bracket of the text is not closed in it."""
    return sum(text.count(one) for one in "（(") > sum(text.count(one) for one in "）)")


def is_value(text: str) -> bool:
    """Whether the text is what a value cell prints: a number, a dash, nothing."""
    return cells.is_number(text) or cells.is_blank(text)


@lru_cache(maxsize=1024)
def is_unit(text: str) -> bool:
    """Whether the text is a unit and no more (条, 万元)."""
    return _UNIT.match(read_label(text).core) is not None


@lru_cache(maxsize=256)
def names_units(text: str) -> bool:
    """Whether the text heads units and no figures (计量单位)."""
    return statistics().columns.exactly(read_label(text)) == "unit"


def is_sentence(text: str) -> bool:
    """Whether the text is prose and no cell."""
    return len(text) > LONGEST or _SENTENCE.search(text) is not None
