"""The conventions hold, and the program that checks them sees where they do not."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crawler import linting
from crawler.discovery.page import Portal
from crawler.families import FAMILIES
from crawler.linting import Lint, lint
from crawler.registry import Registry
from crawler.registry.portals_file import PortalRow
from pipelines.blocks import BodyHint
from pipelines.places import Division
from storage.dictionary import dictionary

TRS = FAMILIES["trs"]


def test_everything_in_the_repository_holds() -> None:
    assert lint(Registry.load()) == []


@pytest.fixture
def fixtures(tmp_path: Path) -> Path:
    """The fixture of one family, to be damaged."""
    shutil.copytree(linting.FIXTURES / "trs", tmp_path / "trs")
    return tmp_path


def told(found: object) -> str:
    return "; ".join(f"{each.where} {each.what}" for each in found)  # type: ignore[attr-defined]


def test_a_family_without_a_fixture_is_named(tmp_path: Path) -> None:
    assert "fixtures/families/trs is missing" in told(linting.of_family(TRS, tmp_path))


def test_a_family_that_reads_its_fixture_otherwise_is_named(fixtures: Path) -> None:
    assert list(linting.of_family(TRS, fixtures)) == []
    file = fixtures / "trs" / "expected.json"
    expected = json.loads(file.read_text(encoding="utf-8"))
    expected["page"]["links"].pop()
    expected["page"]["pages"] = 99
    file.write_text(json.dumps(expected), encoding="utf-8")
    assert "pages is 3, expected 99" in told(linting.of_family(TRS, fixtures))
    assert "links is" in told(linting.of_family(TRS, fixtures))


def test_a_fixture_that_belongs_to_no_family_is_named(fixtures: Path) -> None:
    (fixtures / "lost").mkdir()
    assert [each.where for each in linting.fixtures_of_nobody(fixtures)] == ["fixtures/families/lost"]


def test_a_family_without_evidence_or_with_a_broken_expression_is_named(fixtures: Path) -> None:
    bad = replace(TRS, evidence="", signs=(), body=BodyHint(family="trs", body=("//div[",)))
    said = told(linting.of_family(bad, fixtures))
    assert "what its reading follows" in said
    assert "no sign" in said
    assert "is no XPath" in said


def test_divisions_that_do_not_hang_together_are_named() -> None:
    row = Division("510599", "某县", "county", "519900", "510000", None, None, ("519901",))
    said = told(linting.divisions((row, row)))
    assert "the parent 519900" in said
    assert "the successor 519901" in said
    assert "several rows in force" in said


def test_portals_that_contradict_each_other_or_their_family_are_named() -> None:
    rows = (
        PortalRow(Portal("510500", "http://a.test/", None, None, "official"), "unverified", 2),
        PortalRow(Portal("510521", "http://a.test/", None, "trs", "mirror"), "unverified", 3),
    )
    said = told(linting.portals(Registry(Registry.load().gazetteer, rows)))
    assert "line 3 http://a.test/ is both official and a mirror" in said
    assert "line 3 is mirror, its family official" in said


def test_codes_without_labels_and_codes_that_are_none_are_named() -> None:
    known = dictionary()
    code, entry = next(iter(known.items()))
    bad = {code: replace(entry, label_zh="", forms=("2030",), total_of="nothing.at_all")}  # type: ignore[arg-type]
    said = told(linting.entries(bad))
    assert "lacks a label" in said
    assert "2030" in said
    assert "nothing.at_all" in said
    group = code.partition(".")[0]
    table = {"rows": [{"code": code}, {"code": f"{group}.no_such_figure"}, {"rule": f"{group}.rule"}, {"words": "a.b"}]}
    assert [each.what for each in linting.codes_in("t.json", table, known)] == [
        f"names {group}.no_such_figure, which is no code of the dictionary"
    ]


def test_rules_that_share_a_name_for_different_things_are_named() -> None:
    sums = [{"rule": "sum.a", "total": "a", "parts": ["b", "c"]}, {"rule": "sum.a", "total": "d", "parts": ["b", "b"]}]
    found = list(linting.arithmetic({"balances": [{"rule": "balance", "left": ["a"], "right": []}], "sums": sums}))
    assert Lint("checks.json balance", "has nothing on one side") in found
    assert Lint("checks.json sum.a", "is the sum of a and of d") in found
    assert Lint("checks.json sum.a", "has fewer than two parts, or one twice") in found


def test_every_year_has_a_deadline() -> None:
    assert list(linting.deadlines(date(2090, 1, 1))) == []


def test_a_reading_that_was_meant_to_change_can_be_accepted(tmp_path: Path) -> None:
    shutil.copytree(linting.FIXTURES, tmp_path / "families")
    file = tmp_path / "families" / "trs" / "expected.json"
    before = file.read_bytes()
    file.write_text(json.dumps({**json.loads(before), "page": {}}), encoding="utf-8")
    assert linting.accept(tmp_path / "families") == ["trs"]
    assert file.read_bytes() == before


def test_a_fixture_of_which_nothing_is_expected_yet_is_named_and_completed(fixtures: Path) -> None:
    file = fixtures / "trs" / "expected.json"
    whole = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({"url": whole["url"], "media_type": whole["media_type"]}), encoding="utf-8")
    assert "says nothing of what is expected yet" in told(linting.of_family(TRS, fixtures))
    assert linting.accept(fixtures) == ["trs"]
    assert json.loads(file.read_text(encoding="utf-8")) == whole


def test_a_fixture_without_the_address_of_its_page_is_named(fixtures: Path) -> None:
    (fixtures / "trs" / "expected.json").write_text("{}", encoding="utf-8")
    assert "does not say the page's 'url'" in told(linting.of_family(TRS, fixtures))


def test_an_indicator_that_no_table_names_is_named() -> None:
    known = dictionary()
    assert told(linting.unread({"training.walks": known["training.participants"]}, '"training.participants"')) == (
        "indicators.csv training.walks stands in no table of pipelines/data, so that nothing is ever read as it"
    )
