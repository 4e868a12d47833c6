"""The statistics form, and local tables."""

from __future__ import annotations

import re

from tests.variety.mangled import files
from tests.variety.mangled.first.batch import way
from tests.variety.mangled.grids import Cell, Grid, fig, head, show
from tests.variety.mangled.report import Made

# ------------------------------------------------------------- the statistics form


def wide(grid: Grid, *, twice: bool) -> Grid:
    half = (len(grid.rows) + 1) // 2
    return (
        Grid(grid.rows[:half]).beside(Grid([[head(c.text) for c in grid.rows[0] if c], *grid.rows[half:]]))
        if twice
        else grid
    )


@way("2014")
def statistics_as_they_are(r: Made) -> None:
    del r


@way("2014")
def statistics_in_two_halves(r: Made) -> None:
    r.replace(r.two, wide(r.two, twice=True))


@way("2014")
def statistics_with_line_numbers(r: Made) -> None:
    r.two.put_column(0, lambda at: "序号" if at == 0 else str(at))


@way("2014")
def statistics_with_units_in_cells(r: Made) -> None:
    for row in r.two.rows[1:]:
        assert row[1] and row[2]
        row[2].text += row[1].text if row[2].key else ""
    r.two.drop_column(1)


@way("2014")
def statistics_with_units_in_labels(r: Made) -> None:
    for row in r.two.rows[1:]:
        assert row[0] and row[1]
        row[0].text += f"（{row[1].text}）" if row[1].text else ""
    r.two.drop_column(1)


@way("2014")
def statistics_with_last_year_and_change(r: Made) -> None:
    year = r.facts.year
    r.two.rows[0][2] = head(f"{year}年")
    r.two.put_column(
        2, lambda at: head(f"{year - 1}年") if at == 0 else "" if not r.two.rows[at][2].key else str(at * 3)
    )  # type: ignore[union-attr]
    r.two.put_column(4, lambda at: head("增减") if at == 0 else "" if not r.two.rows[at][3].key else str(at - 20))  # type: ignore[union-attr]


@way("2014")
def statistics_renumbered(r: Made) -> None:
    circled = {"（一）": "①", "（二）": "②", "（三）": "③", "（四）": "④"}
    r.two.relabel(lambda t: re.sub(r"^（.）", lambda m: circled.get(m[0], m[0]), t))
    r.two.relabel(lambda t: re.sub(r"^(\d)\.", r"（\1）", t))


@way("2014")
def statistics_with_blanks_and_breaks(r: Made) -> None:
    r.two.relabel(lambda t: f"    {t[:9]}\n{t[9:]}" if len(t) > 12 else f"  {t} ")


@way("2014")
def statistics_in_a_table_for_each_part(r: Made) -> None:
    parts: list[files.Part] = []
    rows: list[list[Cell | None]] = []
    for row in r.two.rows[1:]:
        assert row[0]
        if re.match(r"^[一二三四五六七八九]、", row[0].text) and not (row[2] and row[2].key):
            if rows:
                parts.append(Grid([[head("指标"), head("计量单位"), head("数量")], *rows]))
            parts.append(row[0].text)
            rows = []
        else:
            rows.append(row)
    parts.append(Grid([[head("指标"), head("计量单位"), head("数量")], *rows]))
    r.replace(r.two, *parts)


@way("2014")
def statistics_by_department(r: Made) -> None:
    names = ("市政府办公室", "市发展改革委", "市财政局")
    r.two.rows[0][2] = head("合计")
    for n, name in enumerate(names):
        r.two.put_column(
            3 + n,
            lambda at, name=name, n=n: head(name) if at == 0 else "" if not r.two.rows[at][2].key else str(at + n),
        )  # type: ignore[union-attr,misc]


@way("2014")
def statistics_with_of_which_apart(r: Made) -> None:
    """其中 stands in a column of its own, over the lines it governs."""
    rows: list[list[Cell | None]] = [[r.two.rows[0][0], r.two.rows[0][0], *r.two.rows[0][1:]]]
    for row in r.two.rows[1:]:
        cell = row[0]
        assert cell
        if cell.text.startswith("其中："):
            cell.text = cell.text[3:]
            rows.append([Cell("其中"), *row])
        else:
            rows.append([cell, *row])
    r.replace(r.two, Grid(rows))


@way("2014")
def statistics_transposed(r: Made) -> None:
    r.replace(r.two, r.two.slice(0, 25).transposed(), r.two.slice(25))


@way("2014")
def statistics_without_head(r: Made) -> None:
    r.two.drop_row(0)


@way("2014")
def statistics_with_slashes(r: Made) -> None:
    """Lines without a figure have a slash; a line the editor put in front is none of the year."""
    for row in r.two.rows[1:]:
        if row[2] and not row[2].key:
            row[2].text = row[1].text = "/"  # type: ignore[union-attr]
    r.two.rows[0:1] = [[Cell("/"), Cell("/"), Cell("3")]]


@way("2014")
def statistics_money_in_yuan(r: Made) -> None:
    for row in r.two.rows[1:]:
        if row[2] and row[2].key and row[1] and row[1].text == "万元":
            row[1].text = "元"
            row[2].text = str(round((row[2].value or 0) * 10000))


@way("2014")
def statistics_some_lines_left_out(r: Made) -> None:
    for label in ("2.传真申请数", "4.微博微信回应事件数", "七、依申请公开", "（三）接受培训人员数"):
        r.two.drop_row(r.two.row_of(label))


@way("2014")
def statistics_cumulative_beside(r: Made) -> None:
    r.two.rows[0][2] = head("本年度")
    r.two.put_column(
        3,
        lambda at: (
            head("历年累计")
            if at == 0
            else ""
            if not (key := r.two.rows[at][2].key)
            # type: ignore[union-attr]
            else show(r.facts.values[key] * 3)
        ),
    )


@way("2014")
def statistics_as_word(r: Made) -> None:
    r.render, r.content_type = files.word, "application/msword"


@way("2014")
def statistics_as_rtf(r: Made) -> None:
    r.render, r.content_type = files.rtf, "application/msword"


@way("2014")
def statistics_as_workbook(r: Made) -> None:
    r.render, r.content_type = files.workbook, "application/vnd.ms-excel"


@way("2014")
def statistics_in_two_halves_of_a_workbook(r: Made) -> None:
    r.replace(r.two, wide(r.two, twice=True))
    r.render, r.content_type = files.workbook, "application/vnd.ms-excel"


# ------------------------------------------------------------- local tables of the free form


def local(r: Made, lines: list[tuple[str, str, str]]) -> Grid:
    return Grid(
        [
            [head("指标名称"), head("计量单位"), head(f"{r.facts.year}年度")],
            *([Cell(a), Cell(b), fig(r.facts, c)] for a, b, c in lines),
        ]
    )


LOCAL = [
    ("主动公开政府信息数", "条", "proactive.items"),
    ("其中：政府网站公开政府信息数", "条", "proactive.channel.website"),
    ("政府公报公开政府信息数", "条", "proactive.channel.gazette"),
    ("收到申请数", "件", "applications.received"),
    ("其中：当面申请数", "件", "applications.channel.in_person"),
    ("传真申请数", "件", "applications.channel.fax"),
    ("网上申请数", "件", "applications.channel.online"),
    ("信函申请数", "件", "applications.channel.letter"),
    ("行政复议数", "件", "review.total"),
    ("行政诉讼数", "件", "litigation.total"),
]


@way("free")
def local_table_of_indicators(r: Made) -> None:
    r.parts.append(local(r, LOCAL))


@way("free")
def local_table_with_the_sum_of_years(r: Made) -> None:
    grid = local(r, LOCAL)
    grid.put_column(3, lambda at: head("历年累计") if at == 0 else show(r.facts.values[(LOCAL[at - 1][2], "all")] * 4))
    r.parts.append(grid)


@way("free")
def local_table_of_three_years(r: Made) -> None:
    grid = local(r, LOCAL)
    for back in (1, 2):
        grid.put_column(2, lambda at, back=back: head(f"{r.facts.year - back}年度") if at == 0 else str(at * 7 + back))  # type: ignore[misc]
    r.parts.append(grid)


@way("free")
def local_table_by_department(r: Made) -> None:
    rows = [[head("单位"), head("主动公开信息数（条）"), head("收到申请数（件）")]]
    for name, a, b in (("市公安局", 31, 3), ("市教育局", 17, 2), ("市民政局", 11, 1)):
        rows.append([Cell(name), Cell(str(a)), Cell(str(b))])
    rows.append(
        [
            Cell("合计"),
            Cell("59", ("proactive.items", "all"), 59, sure=False),
            Cell("6", ("applications.received", "all"), 6, sure=False),
        ]
    )
    r.parts.append(Grid(rows))  # type: ignore[arg-type]
