"""Which of a page's tables are another body's: the office's beside its government's, a street's beside its county's.

    of_others(laid_out, issuer) -> frozenset[int]

A line over a table, or its first row, that names a body and says nothing else but what a table is of, names it for the tables
below, until another is named. A table so named for another body than the report's is not the report's, if the same table is
there under the issuer's name or under none. Tables of which neither is named so stay rivals, and tell nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.parsing.figures import LaidOut
from pipelines.parsing.words import fold
from storage.report import Issuer, Table

LONGEST_LINE = 50  # characters
SAME_TABLE = 0.6  # of its labels
_LEVEL = "自治区|自治州|自治县|自治旗|省|市|州|县|区|盟|旗"
_LEAD = re.compile(
    r"^(?:其中[,:、]*)?[(\[【]?(?:附[表件]?|表)?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2}(?:-[0-9]{1,2})?)?[)\].、:\s]*"
    r"(?:填报|报送|统计|编制|填表|数据|报告)?(?:单位|机关|部门|范围|主体)?(?:名称)?[:\s]*"
)
_REST = (
    r"(?=(?:\(?(?:合计|汇总|机关)\)?)?[)\]】:\s]*(?:20[0-9]{2}|收到|受理|办理|处理|主动公开|依申请|政府信息公开|行政复议|行政诉讼|情况|统计|数据|年度|表)"
    r"|(?:\(?(?:合计|汇总|机关)\)?)?[)\]】:\s]*$)"
)
_BODIES = (
    r"(?:(?:政府|局|委|厅)办公[室厅]|政府办|政府|局|委员会|委|厅|办公室|办公厅|街道办事处|街道|镇|乡|管委会|管理委员会|中心|院|系统|开发区|新区"
    rf"|(?:{_LEVEL})?本级|全(?:省|市|州|县|区|盟|旗))"
)
_OTHER_WORDS = re.compile("收到|处理|主动|复议|诉讼|情况|统计|公开|申请|信息|以下|其中|包括")
_LEAST_LABELS = 4


@dataclass(frozen=True, slots=True)
class _Named:
    """What is said of a table: whose it is, the issuer's (`own`) or another's; None where no line says."""

    own: bool | None


def of_others(laid_out: LaidOut, issuer: Issuer | None) -> frozenset[int]:
    """The places of the tables that are another body's than the issuer's."""
    tables = laid_out.tables
    if issuer is None or len(tables) < 2:
        return frozenset()
    own_names = _own_names(issuer)
    place = re.escape(_place(issuer))
    body = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{0,24}}?{_BODIES}|{place}){_REST}")
    named: list[_Named] = []
    for index in range(len(tables)):
        own = [_says(line, body, own_names) for line in _lines_over(laid_out, index)]
        told = [each for each in own if each is not None]
        named.append(_Named(told[-1]) if told else (named[-1] if named else _Named(None)))
    labels = [_labels(table) for table in tables]
    return frozenset(
        index
        for index, each in enumerate(named)
        if each.own is False
        and any(
            other.own is not False and _same(labels[index], labels[place_of]) for place_of, other in enumerate(named)
        )
    )


def _same(one: frozenset[str], two: frozenset[str]) -> bool:
    return len(one) >= _LEAST_LABELS and len(one & two) >= SAME_TABLE * max(len(one), len(two))


def _lines_over(laid_out: LaidOut, index: int) -> list[str]:
    """The lines between a table and the one before it, and its first row if that is one cell."""
    table = laid_out.tables[index]
    after = laid_out.tables[index - 1].end if index else 0
    lines = [laid_out.text[start:end] for start, end in laid_out.paragraphs if after <= start and end <= table.start]
    if table.rows and len(set(table.rows[0])) == 1:
        lines.append(table.rows[0][0])
    return lines


def _says(line: str, body: re.Pattern[str], own: frozenset[str]) -> bool | None:
    """Whether a line names the issuer (True) or another body (False) for what stands below it; None where it names none."""
    text = "".join(fold(line).split())
    if len(text) > LONGEST_LINE:
        return None
    found = body.match(_LEAD.sub("", text))
    if found is None or _OTHER_WORDS.search(found["name"]):
        return None
    return _plain(found["name"]) in own


def _plain(name: str) -> str:
    """A name in short: 市人民政府办公室 and 市政府办 are one."""
    return re.sub("办公[室厅]", "办", name.replace("人民政府", "政府"))


def _place(issuer: Issuer) -> str:
    if issuer.kind == "government":
        return issuer.name.removesuffix("人民政府")
    found = re.match(rf"[\u4e00-\u9fff]{{1,10}}?(?:{_LEVEL})", issuer.name)
    return found[0] if found else issuer.name


def _own_names(issuer: Issuer) -> frozenset[str]:
    """What a report calls its issuer in a line over a table."""
    place = _place(issuer)
    level = place[-1:]
    rest = _plain(issuer.name.removeprefix(place))
    names = {_plain(issuer.name), rest, f"{level}{rest}"}
    if issuer.kind == "government":
        names |= {place, f"全{level}", f"我{level}", f"本{level}"}
    elif rest[-1:] in ("局", "委", "厅"):
        names |= {f"本{rest[-1]}"}
    return frozenset(names)


def _labels(table: Table) -> frozenset[str]:
    return frozenset(cell for row in table.rows for cell in row if cell and not cell[:1].isdigit())
