"""Tables beside tables, and none at all."""

from __future__ import annotations

from functools import partial

from tests.variety.mangled import files
from tests.variety.mangled.files import Raw, table
from tests.variety.mangled.first.batch import strange, way
from tests.variety.mangled.grids import APPLICANTS, CASES, Cell, Grid, head, show, third
from tests.variety.mangled.report import Made

# ------------------------------------------------------------- tables beside tables


@way("2021")
def applications_and_cases_as_one_table(r: Made) -> None:
    """Five columns of cases are more than the ten of applications: the three groups stand one under another."""
    lines = []
    for at, (name, _) in enumerate(
        (("行政复议", 0), ("行政诉讼（未经复议直接起诉）", 5), ("行政诉讼（复议后起诉）", 10))
    ):
        heads = [head(title) for title, _ in CASES]
        label = Cell(name)
        lines.append([head(""), head(""), head(""), *heads, Cell(""), Cell("")])
        lines.append([label, label, label, *r.four.rows[3][5 * at : 5 * at + 5], Cell(""), Cell("")])
    joined = Grid([*r.three.rows, *lines])  # type: ignore[list-item]
    r.parts.remove(r.four)
    r.parts.remove("四、政府信息公开行政复议、行政诉讼情况")
    r.replace(r.three, joined)


@way("2021")
def the_three_tables_of_disclosure_apart(r: Made) -> None:
    starts = [at for at, row in enumerate(r.two.rows) if row[0] and row[0].text.startswith("第二十条")]
    parts: list[files.Part] = []
    for at, start in enumerate(starts):
        block = r.two.slice(start, starts[at + 1] if at + 1 < len(starts) else None)
        assert block.rows[0][0]
        parts += [block.rows[0][0].text, block.slice(1)]
    r.replace(r.two, *parts)


@way("2021")
def articles_as_a_column(r: Made) -> None:
    """The articles stand left of their lines, one head of columns for each."""
    rows: list[list[Cell | None]] = []
    title = None
    for row in r.two.rows:
        assert row[0]
        if row[0].text.startswith("第二十条"):
            title = Cell(row[0].text)
            continue
        rows.append([title, *row])
    r.replace(r.two, Grid(rows))


@way("2021")
def transposed_disclosure(r: Made) -> None:
    starts = [at for at, row in enumerate(r.two.rows) if row[0] and row[0].text.startswith("第二十条")]
    parts: list[files.Part] = []
    for at, start in enumerate(starts):
        block = r.two.slice(start, starts[at + 1] if at + 1 < len(starts) else None)
        rows = list(block.rows[1:])
        thin = [[cell for c, cell in enumerate(row) if not c or row[c - 1] is not cell] for row in rows]
        parts += [block.rows[0][0].text if block.rows[0][0] else "", Grid(thin).transposed()]
    r.replace(r.two, *parts)


@way("2021")
def cases_by_year(r: Made) -> None:
    row = r.four.rows[3]
    last = [Cell(show((c.value or 0) + 2)) if c else None for c in row]
    label, year = head("年度"), str(r.facts.year)
    r.four.rows = [
        [label, *r.four.rows[0]],
        [label, *r.four.rows[1]],
        [label, *r.four.rows[2]],
        [Cell(f"{r.facts.year - 1}年"), *last],
        [Cell(f"{year}年"), *row],
    ]


@way("2021")
def last_years_applications_below(r: Made) -> None:
    old = strange(third(r.facts))
    r.after(r.three, f"附：{r.facts.year - 1}年度收到和处理政府信息公开申请情况", old)


@way("2021")
def cases_in_three_rows(r: Made) -> None:
    rows: list[list[Cell | None]] = [[head("类别"), *(head(name) for name, _ in CASES)]]
    for at, name in enumerate(("行政复议", "未经复议直接起诉的行政诉讼", "复议后起诉的行政诉讼")):
        rows.append([Cell(name), *r.four.rows[3][5 * at : 5 * at + 5]])
    r.replace(r.four, Grid(rows))


@way("2021")
def cases_in_two_tables(r: Made) -> None:
    r.replace(
        r.four,
        "（一）行政复议情况",
        Grid([row[:5] for row in r.four.rows]),
        "（二）行政诉讼情况",
        Grid([row[5:] for row in r.four.rows]),
    )


@way("2021")
def only_the_leaf_heads_of_cases(r: Made) -> None:
    r.four.rows = r.four.rows[2:]
    r.four.doubt(r.four.figures())


@way("2021")
def cases_with_a_label_for_the_row(r: Made) -> None:
    r.four.put_column(0, lambda at: "件数" if at == 3 else "项目")


@way("2021")
def departments_beside_the_whole(r: Made) -> None:
    rows = [[head("单位"), head("收到申请数"), head("办结数"), head("予以公开")]]
    for name, n in (("市发展改革委", 11), ("市公安局", 25), ("市财政局", 7)):
        rows.append([Cell(name), Cell(str(n)), Cell(str(n - 1)), Cell(str(n // 2))])
    r.before(r.three, "市直部门受理申请情况如下：", Grid(rows))  # type: ignore[arg-type]


@way("2021")
def lines_for_departments_in_the_table(r: Made) -> None:
    at = r.three.row_of("二、上年结转")
    for n, name in enumerate(("其中：市直部门", "县（区）政府")):
        label = Cell(name)
        r.three.rows.insert(at + n, [label] * 3 + [Cell(str(n + 3)) for _ in range(7)])


# ------------------------------------------------------------- no tables at all


@way("2021")
def tables_of_css(r: Made) -> None:
    def mark(grid: Grid) -> str:
        rows = []
        for number, row in enumerate(grid.rows):
            cells = [cell for c, cell in enumerate(row) if not c or row[c - 1] is not cell]
            del number
            rows.append(
                '<div class="r" style="display:table-row">'
                + "".join(
                    f'<div class="c" style="display:table-cell">{files.plain(c) if c else ""}</div>' for c in cells
                )
                + "</div>"
            )
        return f'<div class="t" style="display:table">{"".join(rows)}</div>'

    rows = [[row[2], *row[3:]] for row in r.three.rows[3:]]
    r.replace(r.three, Grid([[head("项目"), *(head(name) for name in APPLICANTS)], *rows]))
    r.replace(
        r.four,
        Grid(
            [
                [head("类别"), *(head(name) for name, _ in CASES)],
                *(
                    [Cell(name), *r.four.rows[3][5 * at : 5 * at + 5]]
                    for at, name in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉"))
                ),
            ]
        ),
    )
    r.render = partial(files.page, mark=mark)


@way("2021")
def tables_of_css_grid(r: Made) -> None:
    def mark(grid: Grid) -> str:
        cells = []
        for row in grid.anchors():
            for cell, high, wide in row:
                cells.append(f'<div style="grid-row:span {high};grid-column:span {wide}">{files.plain(cell)}</div>')
        return f'<div style="display:grid;grid-template-columns:repeat({grid.width},1fr)">{"".join(cells)}</div>'

    r.render = partial(files.page, mark=mark)


@way("2021")
def cases_as_definition_lists(r: Made) -> None:
    out = []
    for at, name in enumerate(("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")):
        items = "".join(
            f"<dt>{title}</dt><dd>{c.text}</dd>"
            for (title, _), c in zip(CASES, r.four.rows[3][5 * at :], strict=False)
            if c
        )
        out.append(f"<h4>{name}</h4><dl>{items}</dl>")
    for cell in r.four.figures():
        assert cell.key and cell.value is not None
        r.also[cell.key] = cell.value
        r.unsure.add(cell.key)
    r.replace(r.four, Raw("".join(out)))


@way("2021")
def cases_in_box_drawing(r: Made) -> None:
    def pad(text: str, width: int) -> str:
        return text + " " * (width - sum(2 if ord(c) > 255 else 1 for c in text))

    lines = ["┌" + "┬".join(["─" * 9] * 6) + "┐"]
    lines.append("│" + "│".join(pad(t, 18) for t in ("类别", *(name for name, _ in CASES))) + "│")
    for at, name in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉")):
        lines.append("├" + "┼".join(["─" * 9] * 6) + "┤")
        lines.append(
            "│"
            + "│".join(pad(t, 18) for t in (name, *(c.text for c in r.four.rows[3][5 * at : 5 * at + 5] if c)))
            + "│"
        )
    lines.append("└" + "┴".join(["─" * 9] * 6) + "┘")
    for cell in r.four.figures():
        assert cell.key and cell.value is not None
        r.also[cell.key] = cell.value
    r.replace(r.four, Raw("<pre>" + "\n".join(lines) + "</pre>"))


@way("2021")
def lists_of_disclosure(r: Made) -> None:
    out = []
    for cell in r.two.figures():
        assert cell.key and cell.value is not None
        r.also[cell.key] = cell.value
    v = {c.key[0]: c.text for c in r.two.figures() if c.key}
    for name, code in (("规章", "regulations"), ("行政规范性文件", "normative_documents")):
        out.append(
            f"<li>{name}：本年制发件数 {v[code + '.made']}，本年废止件数 {v[code + '.repealed']}，现行有效件数 {v[code + '.in_force']}</li>"
        )
    for name, code in (("行政许可", "permits"), ("行政处罚", "penalties"), ("行政强制", "coercion")):
        out.append(f"<li>{name}：本年处理决定数量 {v[code + '.decisions']}</li>")
    out.append(f"<li>行政事业性收费：本年收费金额 {v['fees.amount']}万元</li>")
    r.unsure |= {c.key for c in r.two.figures() if c.key}
    r.replace(r.two, Raw(f"<ul>{''.join(out)}</ul>"))


@way("2021")
def a_table_within_each_cell(r: Made) -> None:
    mark = partial(
        table, inner=lambda c: f"<table><tr><td>{files.plain(c)}</td></tr></table>" if c.key else files.plain(c)
    )
    r.render = partial(files.page, mark=mark)


@way("2021")
def everything_in_th(r: Made) -> None:
    for grid in (r.two, r.three, r.four):
        for cell in grid.cells():
            cell.head = True
    r.render = partial(files.page, mark=partial(table, heads=True))


@way("2021")
def hidden_columns_and_rows_of_a_page(r: Made) -> None:
    r.three.put_column(10, lambda at: Cell("上年数" if at == 0 else "" if at < 3 else "77", hidden=True))
    label = Cell("上年合计")
    r.three.rows.insert(6, [label] * 3 + [Cell("66") for _ in range(7)] + [Cell("", hidden=True)])
    r.three.hidden_rows.add(6)
