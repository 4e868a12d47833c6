"""Real reports as PDF and Word: every figure of the gold stands in a cell of its own, in tables of the form's shape."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from pipelines.blocks import PageBreak, TableBlock
from pipelines.document import read_document

SHARED = Path(__file__).parents[3] / "../shared/real"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real material is not there")


def tables(name: str) -> list[TableBlock]:
    document = read_document((SHARED / "files" / name).read_bytes(), url="http://www.example.gov.cn/a.pdf")
    return [block for block in document.blocks if isinstance(block, TableBlock)]


@pytest.mark.parametrize(("name", "gold"), [("szfgs2024.pdf", "huaian_2024"), ("hzq2023_working.pdf", "hongze_2023")])
def test_every_figure_of_the_tables_is_a_cell(name: str, gold: str) -> None:
    found = tables(name)
    assert len(found) == 3
    cells = Counter(cell.text.replace(",", "") for table in found for cell in table.cells)
    figures = json.loads((SHARED / "gold" / f"{gold}.json").read_text(encoding="utf-8"))["indicators"]
    in_tables = [
        f["value"]
        for f in figures
        if f["value"] is not None and f["code"].startswith(("applications.", "review.", "litigation."))
    ]
    missing = Counter(f"{value:g}" if isinstance(value, float) else str(value) for value in in_tables) - cells
    # 0 is printed more often than the gold counts figures of these codes; nothing else may be missing.
    assert set(missing) <= {"0"}


def test_a_table_over_two_pages_is_one_with_its_labels_whole() -> None:
    (_, table, _) = tables("szfgs2024.pdf")
    assert (table.width, table.height) == (10, 28)
    labels = {cell.text.replace("\n", "") for cell in table.cells}
    assert {"（四）无法提供", "三、本年度办理结果", "（五）不予处理"} <= labels


def test_page_numbers_are_on_their_pages_and_in_no_table() -> None:
    document = read_document((SHARED / "files/hzq2023_working.pdf").read_bytes(), url="http://www.example.gov.cn/a.pdf")
    assert sum(isinstance(block, PageBreak) for block in document.blocks) == 5
    assert not any(
        cell.text.startswith("-") for block in document.blocks if isinstance(block, TableBlock) for cell in block.cells
    )


def test_the_blank_form_has_its_three_tables() -> None:
    assert [(table.height, table.width) for table in tables("template_nianbao_moban.docx")] == [
        (14, 4),
        (28, 10),
        (4, 15),
    ]
