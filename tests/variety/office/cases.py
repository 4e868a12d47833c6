"""Office files as offices leave them: changes still tracked, notes in the margin, text boxes, automatic numbers."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from tests.odd_pages.facts import PLACES, Facts, facts
from tests.odd_pages.scoring import Key, Odd
from tests.variety.mangled.grids import Cell, Grid, Number, fourth, second, statistics, statistics_facts, third
from tests.variety.office import ooxml
from tests.variety.office.converting import converted
from tests.variety.office.ooxml import line, paragraph, run, table

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAKERS: list[tuple[str, Callable[[], Odd]]] = []


@dataclass
class Draft:
    """A report's XML in the making; `parts` are further parts of the package."""

    given: Facts
    body: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    figures: dict[Key, Number] = field(default_factory=dict)
    unsure: set[Key] = field(default_factory=set)
    parts: dict[str, str] = field(default_factory=dict)
    sections: list[tuple[str, str]] = field(default_factory=list)
    strangers: tuple[str, ...] = ()
    bytes_: bytes | None = None
    content_type: str = DOCX
    form: str = ""

    def put(self, xml: str, *words: str) -> None:
        self.body.append(xml)
        self.words += words

    def say(self, *texts: str) -> None:
        for text in texts:
            self.put(line(text), text)

    def heading(self, number: str, title: str, xml: str | None = None) -> None:
        self.put(xml or paragraph(run(f"{number}、{title}", "<w:b/>")), f"{number}、{title}")
        self.sections.append((number, title))

    def show(self, grid: Grid, xml: str | None = None) -> None:
        self.put(table(grid) if xml is None else xml)
        self.count(grid)

    def count(self, grid: Grid) -> None:
        for cell in grid.cells():
            if cell.hidden:
                continue
            self.words.append(cell.text)
            if cell.key is not None and cell.value is not None:
                self.figures[cell.key] = cell.value
                if not cell.sure:
                    self.unsure.add(cell.key)


Write = Callable[[Draft], None]


def a_file(form: str = "2021") -> Callable[[Write], Write]:
    def add(write: Write) -> Write:
        MAKERS.append((write.__name__, lambda: made(write, form)))
        return write

    return add


def draft(name: str, form: str) -> Draft:
    seed = random.Random(f"office {name}").randrange(10_000)
    if form == "2014":
        return Draft(statistics_facts(seed, 2014 + seed % 5, places=PLACES), form=form)
    return Draft(facts(seed, form), form=form)


def made(write: Write, form: str) -> Odd:
    d = draft(write.__name__, form)
    write(d)
    body = d.bytes_ if d.bytes_ is not None else ooxml.document("".join(d.body), **d.parts)
    return Odd(
        name=write.__name__,
        body=body,
        figures=d.figures,
        code=d.given.code,
        year=d.given.year,
        form=d.form,
        issuer=d.given.government,
        nullable=d.unsure,
        words=tuple(word for word in d.words if word),
        strangers=d.strangers,
        sections=tuple(d.sections),
        content_type=d.content_type,
        whole=d.content_type == DOCX,
    )


def files(*names: str) -> list[Odd]:
    return [make() for name, make in MAKERS if not names or name in names]


# ------------------------------------------------------------------ the parts of a report


def begin(d: Draft) -> None:
    d.say(d.given.title)
    d.say(f"本报告所列数据的统计期限为{d.given.year}年1月1日至12月31日。")
    d.heading("一", "总体情况")
    d.say(f"{d.given.year}年，坚持以公开为常态、不公开为例外，完善制度，强化监督。")


def end(d: Draft) -> None:
    d.heading("五", "存在的主要问题及改进情况")
    d.say("一是培训不够经常，二是解读不够深入，下一步将逐项改进。")
    d.heading("六", "其他需要报告的事项")
    d.say("无。")


def whole(
    d: Draft,
    two: Grid | None = None,
    three: Grid | None = None,
    four: Grid | None = None,
    *,
    mark: Callable[[Grid], str] = table,
) -> None:
    begin(d)
    for number, title, grid in (
        ("二", "主动公开政府信息情况", two or second(d.given)),
        ("三", "收到和处理政府信息公开申请情况", three or third(d.given)),
        ("四", "政府信息公开行政复议、行政诉讼情况", four or fourth(d.given)),
    ):
        d.heading(number, title)
        d.show(grid, mark(grid))
    end(d)


def some(d: Draft, grid: Grid, step: int = 7) -> set[int]:
    """Every so many of a grid's figures, by identity."""
    return {id(cell) for cell in grid.figures()[::step]}


# ------------------------------------------------------------------ changes that are tracked


@a_file()
def figures_changed_by_tracked_changes(d: Draft) -> None:
    """The old figure struck, the new one inserted, in a seventh of all cells."""

    def mark(grid: Grid) -> str:
        chosen = some(d, grid)

        def inside(cell: Cell) -> str:
            if id(cell) in chosen:
                return paragraph(ooxml.deleted("9" + cell.text), ooxml.inserted(cell.text))
            return line(cell.text)

        return table(grid, inside)

    whole(d, mark=mark)


@a_file()
def digits_inserted_and_struck_within_figures(d: Draft) -> None:
    def mark(grid: Grid) -> str:
        def inside(cell: Cell) -> str:
            if cell.key is not None and len(cell.text) > 1:
                return paragraph(
                    run(cell.text[0]), ooxml.deleted("8"), ooxml.inserted(cell.text[1:]), ooxml.deleted("05")
                )
            return line(cell.text)

        return table(grid, inside)

    whole(d, mark=mark)


@a_file()
def a_row_struck_and_a_row_inserted(d: Draft) -> None:
    """A row of wrong figures is struck, the right one below inserted."""
    three = third(d.given)
    wrong = [
        Cell(c.text) if c.key is None else Cell(str(int(c.value or 0) + 5)) for c in three.rows[3] if c is not None
    ]
    wrong[:3] = [wrong[0]] * 3
    for cell in wrong:
        cell.hidden = True
    three.rows.insert(3, [*wrong])

    def marks(row: int) -> str:
        return {3: f"<w:del {ooxml.BY}/>", 4: f"<w:ins {ooxml.BY}/>"}.get(row, "")

    def inside(cell: Cell) -> str:
        return paragraph(ooxml.deleted(cell.text)) if cell.hidden else line(cell.text)

    whole(d, three=three, mark=lambda g: table(g, inside, row_marks=marks) if g is three else table(g))


@a_file()
def paragraphs_struck_and_moved(d: Draft) -> None:
    whole(d)
    d.put(paragraph(ooxml.deleted("全年主动公开政府信息99999条。")))
    d.put(
        f"<w:p><w:moveFrom {ooxml.BY}><w:r><w:t>全年共收到申请88888件。</w:t></w:r></w:moveFrom></w:p>"
        f"<w:p><w:moveTo {ooxml.BY}><w:r><w:t>工作得到群众认可。</w:t></w:r></w:moveTo></w:p>",
        "工作得到群众认可。",
    )
    d.strangers = ("99999", "88888")


# ------------------------------------------------------------------ notes, boxes, fields


@a_file()
def footnotes_at_figures(d: Draft) -> None:
    """A note's mark behind a figure is no digit of it."""

    def mark(grid: Grid) -> str:
        chosen = some(d, grid, 11)

        def inside(cell: Cell) -> str:
            return paragraph(run(cell.text), ooxml.footnote(1)) if id(cell) in chosen else line(cell.text)

        return table(grid, inside)

    whole(d, mark=mark)
    d.parts["footnotes"] = ooxml.footnotes("含上级转办3件。")


@a_file()
def marks_of_notes_typed_above_the_line(d: Draft) -> None:
    """Superscript digits typed by hand behind labels."""

    def mark(grid: Grid) -> str:
        def inside(cell: Cell) -> str:
            if cell.text.startswith("四、结转"):
                return paragraph(run(cell.text), run("①", '<w:vertAlign w:val="superscript"/>'))
            return line(cell.text)

        return table(grid, inside)

    whole(d, mark=mark)


@a_file()
def comments_in_the_margin(d: Draft) -> None:
    def mark(grid: Grid) -> str:
        chosen = some(d, grid, 9)

        def inside(cell: Cell) -> str:
            return paragraph(ooxml.commented(1, run(cell.text))) if id(cell) in chosen else line(cell.text)

        return table(grid, inside)

    whole(d, mark=mark)
    d.parts["comments"] = ooxml.comments("此处应为7654321，请核实")
    d.strangers = ("7654321", "请核实")


@a_file()
def title_in_a_text_box(d: Draft) -> None:
    d.put(ooxml.text_box(d.given.title), d.given.title)
    whole(d)


@a_file()
def a_table_in_a_text_box(d: Draft) -> None:
    """The wide third table lies in a box of its own."""
    inner = table(third(d.given))
    box = ooxml.text_box("@").replace(line("@"), inner)
    whole(d, mark=lambda g: box if g.width == 10 else table(g))


@a_file()
def contents_and_pages_by_fields(d: Draft) -> None:
    d.say("目　　录")
    for title, page in (
        ("一、总体情况", 1),
        ("二、主动公开政府信息情况", 2),
        ("三、收到和处理政府信息公开申请情况", 3),
    ):
        d.put(
            paragraph(
                ooxml.field(f'HYPERLINK \\l "_Toc{page}"', title),
                "<w:r><w:tab/></w:r>",
                ooxml.field("PAGEREF _Toc \\h", str(page)),
            ),
            title,
            str(page),
        )
    whole(d)
    d.parts["header1"] = f"<w:hdr {ooxml.NAMES}>{line('内部资料 2021')}</w:hdr>"
    d.parts["footer1"] = f"<w:ftr {ooxml.NAMES}>{paragraph(run('— '), ooxml.field('PAGE', '17'), run(' —'))}</w:ftr>"
    d.strangers = ("内部资料",)


@a_file()
def totals_by_formulas(d: Draft) -> None:
    """Totals computed by Word: a field with its result."""

    def mark(grid: Grid) -> str:
        def inside(cell: Cell) -> str:
            if cell.key is not None and cell.key[1] == "all" and cell.text:
                return paragraph(ooxml.field("=SUM(LEFT)", cell.text))
            if cell.key is not None and cell.key[1] == "enterprise":
                return paragraph(ooxml.simple_field("FORMTEXT", cell.text))
            return line(cell.text)

        return table(grid, inside)

    whole(d, mark=mark)


@a_file()
def hidden_text_between(d: Draft) -> None:
    def mark(grid: Grid) -> str:
        def inside(cell: Cell) -> str:
            return paragraph(run(cell.text), ooxml.hidden("66")) if cell.key is not None else line(cell.text)

        return table(grid, inside)

    whole(d, mark=mark)
    d.put(paragraph(ooxml.hidden("全年主动公开政府信息55555条。")))
    d.strangers = ("55555",)


@a_file()
def headings_numbered_by_word(d: Draft) -> None:
    """The numbers of headings are not in the text: Word counts them."""
    d.parts["numbering"] = ooxml.numbering(("chineseCountingThousand", "%1、"))

    def heading(number: str, title: str, xml: str | None = None) -> None:
        d.put(ooxml.numbered(title, 1), f"{number}、{title}")
        d.sections.append((number, title))

    d.heading = heading  # type: ignore[method-assign]
    whole(d)


@a_file()
def labels_numbered_by_word(d: Draft) -> None:
    """The rows of the third table have lost their numbers to a list."""
    d.parts["numbering"] = ooxml.numbering(("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%1）"))

    def mark(grid: Grid) -> str:
        def inside(cell: Cell) -> str:
            if cell.key is None:
                for number, (marks, sign) in enumerate((("一二三四", "、"), ("（", "）")), 1):
                    head, cut, rest = cell.text.partition(sign)
                    if cut and rest and head[0] in marks and len(head) <= 2 and not cell.head:
                        return ooxml.numbered(rest, number)
            return line(cell.text)

        return table(grid, inside)

    whole(d, mark=mark)


@a_file()
def rows_and_cells_in_content_controls(d: Draft) -> None:
    def mark(grid: Grid) -> str:
        xml = table(grid)
        pieces = xml.split("<w:tr>")
        for n in range(2, len(pieces), 3):
            row, cut, rest = pieces[n].partition("</w:tr>")
            pieces[n] = f"@@{row}{cut}##{rest}"
        joined = "<w:tr>".join(pieces)
        return joined.replace("<w:tr>@@", "<w:sdt><w:sdtPr/><w:sdtContent><w:tr>").replace(
            "##", "</w:sdtContent></w:sdt>"
        )

    def inside(cell: Cell) -> str:
        if cell.key is not None:
            return f"<w:p><w:sdt><w:sdtPr/><w:sdtContent>{run(cell.text)}</w:sdtContent></w:sdt></w:p>"
        return line(cell.text)

    whole(d, mark=lambda g: mark(g) if g.width == 4 else table(g, inside))


@a_file()
def a_table_nested_in_a_frame(d: Draft) -> None:
    whole(d)
    inside = "".join(d.body)
    d.body = [
        f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc><w:tcPr/>{inside}</w:tc></w:tr></w:tbl><w:p/>'
    ]


@a_file()
def figures_in_odd_runs(d: Draft) -> None:
    """A run for every digit, tabs and breaks around, a symbol font's dash, a soft hyphen."""

    def mark(grid: Grid) -> str:
        def inside(cell: Cell) -> str:
            if cell.key is None:
                return paragraph(run(cell.text[:3]), "<w:r><w:softHyphen/></w:r>", run(cell.text[3:]))
            return paragraph("<w:r><w:tab/></w:r>", *(run(letter) for letter in cell.text), "<w:r><w:br/></w:r>")

        return table(grid, inside)

    whole(d, mark=mark)


@a_file("2019")
def cells_shifted_by_grid_before(d: Draft) -> None:
    """The third table's first column is dropped in the rows that a merged label covers: gridBefore says so."""
    three = third(d.given)
    whole(
        d,
        three=three,
        mark=lambda g: (
            table(g)
            if g is not three
            else table(g).replace(
                "<w:tr><w:trPr></w:trPr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>",
                '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>',
            )
        ),
    )


# ------------------------------------------------------------------ other formats by an office program


def as_other(d: Draft, ending: str, content_type: str) -> None:
    d.bytes_ = converted(ooxml.document("".join(d.body), **d.parts), "docx", ending)
    d.content_type = content_type


@a_file()
def old_word(d: Draft) -> None:
    whole(d)
    as_other(d, "doc", "application/msword")


@a_file()
def old_word_with_tracked_changes(d: Draft) -> None:
    figures_changed_by_tracked_changes(d)
    as_other(d, "doc", "application/msword")


@a_file("2014")
def old_word_called_wps(d: Draft) -> None:
    """Kingsoft's own format is Word's binary one under another name and type."""
    begin(d)
    d.say("附件：政府信息公开情况统计表")
    d.show(statistics(d.given))
    as_other(d, "doc", "application/kswps")


@a_file()
def rich_text(d: Draft) -> None:
    whole(d)
    as_other(d, "rtf", "application/rtf")


@a_file()
def rich_text_with_tracked_changes(d: Draft) -> None:
    figures_changed_by_tracked_changes(d)
    as_other(d, "rtf", "application/msword")


@a_file()
def rich_text_with_notes(d: Draft) -> None:
    footnotes_at_figures(d)
    as_other(d, "rtf", "application/rtf")


@a_file()
def rich_text_with_hidden_text(d: Draft) -> None:
    hidden_text_between(d)
    as_other(d, "rtf", "application/rtf")


@a_file()
def rich_text_in_a_frame(d: Draft) -> None:
    a_table_nested_in_a_frame(d)
    as_other(d, "rtf", "application/rtf")


@a_file()
def open_document(d: Draft) -> None:
    whole(d)
    as_other(d, "odt", "application/vnd.oasis.opendocument.text")


@a_file()
def saved_as_a_page(d: Draft) -> None:
    whole(d)
    as_other(d, "html", "text/html")


# ------------------------------------------------------------------ sheets


def on_sheets(d: Draft, *sheets: tuple[str, list[str | Grid]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, parts in sheets:
        sheet = book.create_sheet(name)
        row = 1
        for part in parts:
            if isinstance(part, str):
                sheet.cell(row, 1, part)
                d.words.append(part)
                row += 1
                continue
            d.count(part)
            place = {}
            for r, cells in enumerate(part.rows):
                for c, cell in enumerate(cells):
                    if cell is not None:
                        place.setdefault(id(cell), (cell, r, c, []))[3].append((r, c))
            for cell, r, c, covered in place.values():
                value: str | Number = cell.value if cell.value is not None and cell.text else cell.text
                sheet.cell(row + r, c + 1, value)
                bottom, right = max(x for x, _ in covered), max(y for _, y in covered)
                if (bottom, right) != (r, c):
                    sheet.merge_cells(start_row=row + r, start_column=c + 1, end_row=row + bottom, end_column=right + 1)
            row += len(part.rows) + 1
    return book


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def three_sheets(d: Draft) -> openpyxl.Workbook:
    return on_sheets(
        d,
        ("主动公开", [d.given.title, "二、主动公开政府信息情况", second(d.given)]),
        ("依申请公开", ["三、收到和处理政府信息公开申请情况", third(d.given)]),
        ("复议诉讼", ["四、政府信息公开行政复议、行政诉讼情况", fourth(d.given)]),
    )


@a_file()
def a_workbook_of_three_sheets(d: Draft) -> None:
    d.bytes_, d.content_type = saved(three_sheets(d)), XLSX


@a_file()
def a_workbook_with_hidden_rows_and_sheets(d: Draft) -> None:
    """A hidden sheet of last year's figures and a hidden row of them in the third table."""
    book = three_sheets(d)
    sheet = book.copy_worksheet(book["依申请公开"])
    for line_ in sheet.iter_rows(min_row=6):
        for cell in line_:
            if isinstance(cell.value, int):
                cell.value += 7
    sheet.title, sheet.sheet_state = "上年数", "hidden"
    d.bytes_, d.content_type = saved(book), XLSX


@a_file()
def a_workbook_with_number_formats(d: Draft) -> None:
    """Figures with separators and with decimals that the format shows, not the value."""
    book = three_sheets(d)
    for sheet in book:
        for line_ in sheet.iter_rows():
            for cell in line_:
                if isinstance(cell.value, (int, float)):
                    cell.number_format = "#,##0.00" if isinstance(cell.value, float) else "#,##0_ ;[Red]\\-#,##0\\ "
    d.words = [word for word in d.words if not word[:1].isdecimal() or len(word) < 4]
    d.bytes_, d.content_type = saved(book), XLSX


@a_file()
def an_old_workbook(d: Draft) -> None:
    d.bytes_ = converted(saved(three_sheets(d)), "xlsx", "xls")
    d.content_type = "application/vnd.ms-excel"


@a_file("2014")
def an_old_workbook_called_et(d: Draft) -> None:
    title = f"{d.given.title}"
    book = on_sheets(
        d, ("Sheet1", [title, f"政府信息公开情况统计表（{d.given.year}年度）", statistics(d.given)]), ("Sheet2", [])
    )
    d.bytes_ = converted(saved(book), "xlsx", "xls")
    d.content_type = "application/octet-stream"


# ------------------------------------------------------------------ several files in one


def packed(files_: dict[str, bytes], *, gbk: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files_.items():
            if gbk:
                info = zipfile.ZipInfo(name.encode("gbk").decode("cp437"))
                info.flag_bits &= ~0x800
                pack.writestr(info, content)
            else:
                pack.writestr(name, content)
    return out.getvalue()


@a_file()
def a_report_packed_with_its_notice(d: Draft) -> None:
    whole(d)
    report = ooxml.document("".join(d.body))
    notice = ooxml.document(
        line("关于报送政府信息公开工作年度报告的通知") + line("各单位请于1月20日前报送，共需12份。")
    )
    d.bytes_ = packed({"关于报送年度报告的通知.docx": notice, f"{d.given.title}.docx": report}, gbk=True)
    d.content_type = "application/zip"


@a_file()
def words_and_tables_packed_apart(d: Draft) -> None:
    """The words as a Word file, the tables as a workbook beside it."""
    begin(d)
    end(d)
    text = ooxml.document("".join(d.body))
    book = saved(three_sheets(d))
    d.sections = []
    d.unsure = set(d.figures)
    d.bytes_ = packed({"年度报告.docx": text, "附表.xlsx": book})
    d.content_type = "application/zip"


assert Path
