"""Every table figure of the gold reports: right, none wrong, none invented. Skips where that material is not at hand."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.blocks import BodyHint, TableBlock
from pipelines.clean import clean
from pipelines.document import read_document
from pipelines.parsing.flattened import recover_tables
from pipelines.parsing.forms import read_tables
from pipelines.parsing.layout import lay_out

SHARED = Path(__file__).parents[3] / "../shared"
GOLD = (
    ("real/html/shanghai_office_2019.html", "real/gold/shanghai_office_2019.json", "2019"),
    ("real/files/szfgs2024.pdf", "real/gold/huaian_2024.json", "2021"),
    ("real/files/hzq2023_working.pdf", "real/gold/hongze_2023.json", "2021"),
    ("seeds/001_18f7ca521b54ea8a.txt", "seeds/gold/luzhou-2020.json", "2019"),
    ("seeds/004_6fcf304d54296c97.txt", "seeds/gold/jinan-2018.json", "free"),
)

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real material is not here")


@pytest.mark.parametrize(("source", "gold", "form"), GOLD, ids=[source.rpartition("/")[2] for source, _, _ in GOLD])
def test_every_figure_of_the_gold_tables_is_right(source: str, gold: str, form: str) -> None:
    truth = json.loads((SHARED / gold).read_text("utf-8"))
    url = f"http://portal.example/{source}"
    content_type = "text/plain" if source.endswith(".txt") else None
    document = read_document((SHARED / source).read_bytes(), url=url, content_type=content_type)
    article = clean(document, BodyHint(), url=url)
    article = replace(article, blocks=recover_tables(article.blocks))
    tables = [block for block in article.blocks if isinstance(block, TableBlock)]
    reading = read_tables(tables, lay_out(article), truth["year"])
    printed = {
        (entry["code"], entry.get("applicant") or "all", entry["period"]): Decimal(str(entry["value"]))
        for entry in truth["indicators"]
        if entry["value"] is not None and ("table" in entry or "line" not in entry)
    }
    assert {(f.code, f.applicant, f.period): f.value for f in reading.figures} == printed
    assert reading.form == form
