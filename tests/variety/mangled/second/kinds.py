"""Kinds of files."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from functools import partial
from pathlib import Path

import docx
import openpyxl
from docx.oxml import OxmlElement

from tests.variety.mangled import files
from tests.variety.mangled.report import Made
from tests.variety.mangled.second.batch import way

# ------------------------------------------------------------- files


@way("2021")
def workbook_without_merges(r: Made) -> None:
    def after(book: openpyxl.Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        for one in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(one))

    r.render = partial(files.workbook, after=after)


@way("2021")
def workbook_of_texts_with_blanks(r: Made) -> None:
    r.render = partial(files.workbook, typed=lambda cell: f" {cell.text}  " if cell.text else None)


@way("2021")
def workbook_of_formulas(r: Made) -> None:
    """Totals are formulas that no program ever computed: the file holds no value for them."""
    for cell in r.three.figures():
        if cell.key and cell.key[1] == "all":
            cell.value = None
    r.render = partial(
        files.workbook,
        typed=lambda cell: (
            "=SUM(A1:A1)"
            if cell.key and cell.key[1] == "all" and cell.key[0].startswith("app")
            else int(cell.text)
            if cell.text.isdigit()
            else cell.text or None
        ),
    )


@way("2021")
def workbook_that_hides_its_zeros(r: Made) -> None:
    for grid in (r.two, r.three, r.four):
        for cell in grid.figures():
            if cell.value == 0:
                cell.value = None

    def after(book: openpyxl.Workbook) -> None:
        assert book.active is not None
        book.active.sheet_view.showZeros = False

    r.render = partial(files.workbook, after=after)


def converted(parts: list[files.Part], title: str, published: str, *, to: str, kind: str) -> bytes:
    """By LibreOffice, as an office would save it in an old format."""
    source = files.workbook(parts, title, published) if kind == "xlsx" else files.word(parts, title, published)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"a.{kind}"
        file.write_bytes(source)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/p",
                "--headless",
                "--convert-to",
                to,
                "--outdir",
                folder,
                str(file),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return (Path(folder) / f"a.{to.partition(':')[0]}").read_bytes()


if shutil.which("soffice"):

    @way("2021")
    def an_old_workbook(r: Made) -> None:
        r.render = partial(converted, to="xls", kind="xlsx")

    @way("2021")
    def an_old_word_file(r: Made) -> None:
        r.render = partial(converted, to="doc", kind="docx")

    @way("2014")
    def a_page_written_by_a_sheet_program(r: Made) -> None:
        r.render = partial(converted, to="html", kind="xlsx")

    @way("2021")
    def rich_text_of_a_word_program(r: Made) -> None:
        r.render = partial(converted, to="rtf", kind="docx")


@way("2021")
def word_with_a_table_in_a_cell(r: Made) -> None:
    def render(parts: list[files.Part], title: str, published: str) -> bytes:
        document = docx.Document()
        document.add_heading(title, 0)
        for part in parts:
            if isinstance(part, str):
                document.add_paragraph(part)
            else:
                outer = document.add_table(1, 1).cell(0, 0)
                files.word_table(outer.add_table(len(part.rows), part.width), part)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    r.render = render


@way("2021")
def word_with_hidden_and_deleted_rows(r: Made) -> None:
    """A row that was deleted with changes tracked, and cells of hidden text."""

    def after(document: docx.document.Document) -> None:
        made = document.tables[1]
        row = made.rows[5]._tr
        copy = __import__("copy").deepcopy(row)
        properties = copy.get_or_add_trPr()
        gone = OxmlElement("w:del")
        gone.set(docx.oxml.ns.qn("w:id"), "9")
        properties.append(gone)
        for run in copy.iter(docx.oxml.ns.qn("w:t")):
            run.text = "88"
        row.addprevious(copy)

    r.render = partial(files.word, after=after)


@way("2021")
def word_rows_that_begin_late(r: Made) -> None:
    """Rows whose first cell is left out by gridBefore, where a merged label should be."""

    def after(document: docx.document.Document) -> None:
        made = document.tables[1]
        for row in made.rows[6:12]:
            first = row._tr.tc_lst[0]
            if first.grid_span == 1:
                row._tr.remove(first)
                before = OxmlElement("w:gridBefore")
                before.set(docx.oxml.ns.qn("w:val"), "1")
                row._tr.get_or_add_trPr().append(before)

    r.render = partial(files.word, after=after)
