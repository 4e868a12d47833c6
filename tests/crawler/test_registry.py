"""The registry: divisions with their past, portals, the search, and a PORTALS_FILE checked to the cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.families import FAMILIES
from crawler.registry import Registry, RegistryError, built_in_gazetteer

HEADER = "jurisdiction,portal_url,reports_url,family,source_kind\n"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def test_every_division_in_force_has_a_parent_in_force_above_it() -> None:
    gazetteer = built_in_gazetteer()
    for division in gazetteer.by_code.values():
        if division.until is None and division.level != "province":
            assert division.parent is not None
            assert gazetteer.by_code[division.parent].until is None, division


def test_every_division_abolished_since_2008_names_successors_that_exist() -> None:
    gazetteer = built_in_gazetteer()
    for division in gazetteer.by_code.values():
        if division.until is not None:
            assert division.until >= 2008
            assert division.successors, division
            assert all(code in gazetteer.by_code for code in division.successors)


def test_a_county_without_a_prefecture_stands_below_its_province() -> None:
    assert built_in_gazetteer().by_code["429004"].parent == "420000"


def test_an_abolished_district_leads_to_the_one_it_became() -> None:
    assert built_in_gazetteer().by_code["110103"].successors == ("110101",)


def test_all_provinces_and_prefectures_of_the_mainland_have_a_home_page(registry: Registry) -> None:
    for division in registry.gazetteer.by_code.values():
        if division.until is None and division.level != "county" and division.code[:2] not in ("71", "81", "82"):
            assert registry.portals(division.code), division


def test_every_built_in_row_is_unverified_until_a_crawl_confirmed_it(registry: Registry) -> None:
    assert {row.status for row in registry.rows} == {"unverified"}


@pytest.mark.parametrize("words", ["泸州", "瀘州市", "510500", "四川 泸州", "luzhou.gov.cn"])
def test_words_in_either_script_find_a_city_first(registry: Registry, words: str) -> None:
    assert registry.search(words)[0].division.code == "510500"


def test_a_word_that_fits_nothing_finds_nothing(registry: Registry) -> None:
    assert registry.search("亚特兰蒂斯") == ()


def test_codes_are_given_by_level_and_below_a_parent_at_any_depth(registry: Registry) -> None:
    assert "510500" in registry.codes(level="prefecture", parent="510000")
    assert "510521" in registry.codes(parent="510000")
    assert "510521" not in registry.codes(parent="520000")


def _file(folder: Path, text: str | bytes) -> Path:
    path = folder / "portals.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_a_jurisdiction_may_have_several_portals_and_official_ones_come_first(tmp_path: Path) -> None:
    rows = "510500,http://mirror.test/,,wiki_mirror,mirror\n510500,http://a.test/,http://a.test/nb/,trs,official\n"
    portals = Registry.load(_file(tmp_path, HEADER + rows)).portals("510500")
    assert [portal.source_kind for portal in portals] == ["official", "mirror"]
    assert portals[0].reports_url == "http://a.test/nb/"
    assert portals[0].family == "trs"


def test_several_jurisdictions_may_share_a_host(tmp_path: Path) -> None:
    rows = "510500,http://a.test/,,,official\n510502,http://a.test/,,,official\n"
    assert Registry.load(_file(tmp_path, HEADER + rows)).codes() == ("510500", "510502")


def test_an_address_with_a_port_on_loopback_is_an_address(tmp_path: Path) -> None:
    registry = Registry.load(_file(tmp_path, HEADER + "510500,http://127.0.0.1:8080/,,,official\n"))
    assert registry.portals("510500")[0].portal_url == "http://127.0.0.1:8080/"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_file_that_a_spreadsheet_program_wrote_is_read(tmp_path: Path, encoding: str) -> None:
    text = HEADER + "510500,http://a.test/泸州/,,,official\n"
    assert "泸州" in Registry.load(_file(tmp_path, text.encode(encoding))).portals("510500")[0].portal_url


@pytest.mark.parametrize(
    ("rows", "line", "column"),
    [
        ("5105,http://a.test/,,,official\n", 2, "jurisdiction"),
        ("510599,http://a.test/,,,official\n", 2, "jurisdiction"),
        ("510500,,,,official\n", 2, "portal_url"),
        ("510500,a.test,,,official\n", 2, "portal_url"),
        ("510500,ftp://a.test/,,,official\n", 2, "portal_url"),
        ("510500,http://a b.test/,,,official\n", 2, "portal_url"),
        ("510500,http://user:word@a.test/,,,official\n", 2, "portal_url"),
        ("510500,http://a.test:99999/,,,official\n", 2, "portal_url"),
        ("510500,http://a.test/,nb.html,,official\n", 2, "reports_url"),
        ("510500,http://a.test/,,nothing,official\n", 2, "family"),
        ("510500,http://a.test/,,,friend\n", 2, "source_kind"),
        ("510500,http://a.test/,,,\n", 2, "source_kind"),
        ("510500,http://a.test/,,,official\n\n510500,http://a.test/,,,official\n", 4, "portal_url"),
    ],
)
def test_a_wrong_cell_is_named_with_file_line_and_column(tmp_path: Path, rows: str, line: int, column: str) -> None:
    with pytest.raises(RegistryError) as caught:
        Registry.load(_file(tmp_path, HEADER + rows))
    message = str(caught.value)
    assert f"portals.csv: line {line}, column {column}:" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (HEADER.encode(), "no portals"),
        (b"jurisdiction,portal_url\n510500,http://a.test/\n", "reports_url"),
        (b"code,address\n510500,http://a.test/\n", "code"),
        (HEADER.encode() + b"510500,http://a.test/\n", "line 2"),
        (HEADER.encode() + b'510500,"http://a.test/,,,official\n', "quotation"),
        (b"\xff\x00\x81\x80\xff", "UTF-8"),
        (HEADER.encode() + b"510500,http://a\x00.test/,,,official\n", "NUL"),
    ],
)
def test_a_file_of_another_shape_is_refused_in_one_line(tmp_path: Path, content: bytes, word: str) -> None:
    with pytest.raises(RegistryError) as caught:
        Registry.load(_file(tmp_path, content))
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.csv", tmp_path):
        with pytest.raises(RegistryError, match="portals|folder|cannot be read"):
            Registry.load(path)


def test_every_family_may_be_named_in_a_portals_file(tmp_path: Path) -> None:
    rows = "".join(f"510500,http://{name.replace('_', '-')}.test/,,{name},official\n" for name in FAMILIES)
    assert len(Registry.load(_file(tmp_path, HEADER + rows)).portals("510500")) == len(FAMILIES)
