"""Typeset reports: what their paper, rules and container do, no figure may be wrong for it."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from crawler.registry import Registry
from pipelines.blocks import Block, PageBreak, Paragraph, TableBlock
from pipelines.document import read_document
from pipelines.errors import DocumentTooLarge, NotAReport, UnsupportedDocument
from pipelines.places import Gazetteer
from pipelines.readers import ocr
from tests.variety.making import FORMS, make
from tests.variety.measure import compare, read
from tests.variety.paper import glyphs, manners, pdf
from tests.variety.paper.measure import CASES, CONTAINERS
from tests.variety.paper.typeset import Page, Text, typeset
from tests.variety.rendering import Kind

needs_font = pytest.mark.skipif(glyphs.font_file() is None, reason="no font with Chinese letters on this machine")
# Cases on which words are drawn as pictures.
DRAWN = frozenset({"seal"})


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Registry.load().gazetteer


def measured(kind: Kind, form: str, seeds: range, gazetteer: Gazetteer) -> tuple[Counter[str], list[str]]:
    counts, lines = Counter[str](), []
    for seed in seeds:
        truth, parts = make(seed, form)
        try:
            found, said = compare(truth, read(truth, parts, kind, gazetteer))
        except NotAReport as error:
            found, said = Counter({"missing": len(truth.figures)}), [f"refused: {error}"]
        counts += found
        lines += [f"{kind.name} {form} {seed}: {line}" for line in said]
    return counts, lines


def shown(blocks: tuple[Block, ...]) -> list[object]:
    return [
        block.text if isinstance(block, Paragraph) else block.grid()
        for block in blocks
        if isinstance(block, Paragraph | TableBlock)
    ]


@pytest.mark.parametrize("name", ["bare", "shades", "grid", "open"])
def test_typeset_tables_give_nothing_wrong(name: str, gazetteer: Gazetteer) -> None:
    counts, lines = measured(CASES[name], "2021", range(2, 4), gazetteer)
    assert counts["wrong"] == counts["invented"] == counts["false alarm"] == 0, lines
    assert counts["right"] > 0.9 * (counts["right"] + counts["withheld"] + counts["missing"]), lines[:20]


@pytest.mark.parametrize("name", ["page_twice", "whited", "fields"])
def test_what_the_content_says_besides_what_it_shows_changes_no_figure(name: str, gazetteer: Gazetteer) -> None:
    counts, lines = measured(CASES[name], "2021", range(2, 3), gazetteer)
    assert counts["wrong"] == counts["invented"] == counts["false alarm"] == 0, lines
    assert counts["right"] > 0.95 * (counts["right"] + counts["withheld"] + counts["missing"]), lines[:20]


def test_a_file_turned_cropped_locked_or_without_its_index_reads_as_the_plain_one() -> None:
    truth, parts = make(2, "2021")
    manner = manners.draw(random.Random(2), "bare")
    pages = typeset(truth.title, parts, manner)[:2]
    whole = shown(read_document(pdf.pdf(pages, manner), url="http://portal.example/a.pdf").blocks)
    for container in CONTAINERS.values():
        body = pdf.pdf(pages, manner, container)
        assert shown(read_document(body, url="http://portal.example/a.pdf").blocks) == whole, container
    broken = pdf.without_table_of_objects(pdf.pdf(pages, manner))
    assert shown(read_document(broken, url="http://portal.example/a.pdf").blocks) == whole


@needs_font
def test_letters_without_names_are_for_ocr_and_no_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    truth, parts = make(1, "2021")
    body = glyphs.pdf(typeset(truth.title, parts, manners.draw(random.Random(1), "grid"))[:1])
    monkeypatch.setattr(ocr, "find_spec", lambda name: None)
    with pytest.raises(UnsupportedDocument, match="OCR"):
        read_document(body, url="http://portal.example/a.pdf")


def test_three_hundred_pages_are_read_and_more_are_too_many() -> None:
    manner = manners.draw(random.Random(1), "grid")
    pages = [Page(595, 842, texts=[Text(72, 100, 12, f"第{number}部分的内容。")]) for number in range(301)]
    document = read_document(pdf.pdf(pages[:300], manner), url="http://portal.example/a.pdf")
    assert sum(isinstance(block, PageBreak) for block in document.blocks) == 300
    with pytest.raises(DocumentTooLarge, match="301 pages"):
        read_document(pdf.pdf(pages, manner), url="http://portal.example/a.pdf")


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=needs_font if name in DRAWN else ()) for name in sorted(CASES)]
)
def test_many_typeset_reports_give_nothing_wrong(name: str, form: str, gazetteer: Gazetteer) -> None:
    counts, lines = measured(CASES[name], form, range(20), gazetteer)
    figures = sum(counts[verdict] for verdict in ("right", "wrong", "withheld", "missing"))
    told = "\n".join(line for line in lines if not any(w in line for w in ("missing", "withheld")))
    assert counts["wrong"] + counts["invented"] <= 0.0005 * figures, told
    assert counts["right"] >= 0.6 * figures, "\n".join(lines[:40])
