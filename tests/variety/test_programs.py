"""Reports as text that other programs made of pages and papers: what they lost is left out, and nothing is shifted."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from itertools import product

import pytest

from crawler.registry import Registry
from crawler.tracing import prove
from pipelines.places import Gazetteer
from storage.capture import Capture, CaptureFacts, sha256_hex
from tests.variety.making import make
from tests.variety.measure import read
from tests.variety.programs import PROGRAMS, TEXT
from tests.variety.rendering import Kind
from tests.variety.test_variety import measured, shortfalls

KINDS = {name: Kind(name, *how) for name, how in PROGRAMS.items()}
FORMS = ("2019", "2021", "2014")
NEEDED = {"bars": 0.8, "bars-page": 0.8, "bar-lines": 0.8, "bar-between": 0.97, "stripped": 0.5}
# What these programs leave of some numbered or full-width columns is another number: first digits, numbers of rows without heads.
MUTILATED = {("line-once", "2014"), ("main-text", "2014"), ("main-markdown", "2014")}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Registry.load().gazetteer


@pytest.mark.parametrize("name", ["bars", "bar-between", "line-once", "values-last", "viewer"])
def test_a_report_of_each_manner_gives_nothing_wrong(name: str, gazetteer: Gazetteer) -> None:
    assert shortfalls(*measured(KINDS[name], "2021", range(31003, 31005), gazetteer), NEEDED.get(name, 0.0)) == []


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("name", "form"), [pair for pair in product(sorted(PROGRAMS), FORMS) if pair not in MUTILATED])
def test_many_reports_of_each_manner_give_nothing_wrong(name: str, form: str, gazetteer: Gazetteer) -> None:
    """Sentences of the made-up reports are measured elsewhere: tables alone must be right here."""
    counts, lines = measured(KINDS[name], form, range(31010, 31022), gazetteer)
    figures = sum(counts[verdict] for verdict in ("right", "wrong", "withheld", "missing"))
    assert counts["wrong"] + counts["invented"] <= 0.001 * figures, "\n".join(lines[:40])
    assert counts["right"] >= NEEDED.get(name, 0.0) * figures, "\n".join(lines[:40])


def test_figures_beside_a_label_in_pieces_are_proved_by_the_values_of_their_row(gazetteer: Gazetteer) -> None:
    truth, parts = make(31001, "2021")
    kind = KINDS["pdf-lines"]
    body = kind.render(truth, parts, random.Random(truth.seed))
    report = read(truth, parts, kind, gazetteer).report
    named = report.capture.model_copy(update={"payload_sha256": sha256_hex(body)})
    report = report.model_copy(update={"capture": named})
    figure = next(one for one in report.indicators if one.code.endswith("prohibited_by_law") and one.value)
    url = report.source.url
    facts = CaptureFacts(truth.code, url)
    fetched = datetime(2025, 5, 1, tzinfo=UTC)
    capture = Capture("urn:uuid:0", url, fetched, 200, "OK", (("Content-Type", TEXT),), body, "GET", (), b"", facts)
    proof = prove(report, figure, capture, 20_000_000)
    assert proof.faults == ()
    assert any("label" in said for said in proof.unchecked)
