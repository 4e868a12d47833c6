"""The demonstration portals say what their content says, in the markup of their systems."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from demo import articles, grids, portals, render
from demo.articles import Article
from demo.grids import CONTENT, Grid
from demo.portals import PORTALS_FILE
from demo.server import Request, Site

REPORTS = sorted(path.stem for path in (CONTENT / "reports").glob("*.txt"))


@pytest.fixture(scope="module")
def sites() -> dict[str, Site]:
    return {site.name: site for site in portals.sites(portals.build())}


def covered(grid: Grid) -> list[list[int]]:
    count = [[0] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                count[row][column] += 1
    return count


@pytest.mark.parametrize("name", REPORTS)
def test_every_place_of_a_table_is_covered_once(name: str) -> None:
    for part in articles.read(name).parts:
        if isinstance(part, Grid):
            assert all(times == 1 for row in covered(part) for times in row)


@pytest.mark.parametrize("path", sorted((CONTENT / "figures").glob("*.json")), ids=lambda path: path.stem)
def test_figures_have_a_row_for_every_label_of_their_form(path: Path) -> None:
    figures = json.loads(path.read_text(encoding="utf-8"))
    form = grids.forms()[figures["form"]]
    assert len(figures["applications"]) == len(form["applications"])
    assert {label for part in form["article20"] for label in part["rows"]} == set(figures["article20"])
    assert [len(row) for row in figures["review"]] == [5, 5, 5]


def test_the_committed_portals_file_is_that_of_the_portals() -> None:
    assert PORTALS_FILE.read_text(encoding="utf-8") == portals.portals_csv(portals.build())


def test_two_builds_serve_the_same_bytes(sites: dict[str, Site]) -> None:
    for site in portals.sites(portals.build()):
        changed = [path for path in site.paths() if sites[site.name].page_body(path) != site.page_body(path)]
        assert changed == []


def test_every_link_of_a_static_list_leads_somewhere(sites: dict[str, Site]) -> None:
    site = sites["static_list"]
    for path in site.paths():
        if not path.endswith((".html", "/")):
            continue
        tree = html.fromstring(site.page_body(path).decode(), base_url=f"http://portal{path}")
        tree.make_links_absolute()
        for link in tree.iterfind(".//ul[@class='list']/li/a"):
            assert link.get("href").removeprefix("http://portal") in site.paths()


def test_the_pages_of_the_script_list_do_not_hold_the_list(sites: dict[str, Site]) -> None:
    site = sites["script_list"]
    assert "年度报告" not in site.page_body("/gk/nb.html").decode()


def test_the_list_service_answers_a_right_post_only(sites: dict[str, Site]) -> None:
    site = sites["script_list"]
    ask = Request(0, "POST", "/jpage/column/records", {}, b'{"columnId":"20170","pageNo":1}')
    titles = [record["title"] for record in json.loads(site.answer(ask).body)["records"]]
    assert "随州市2017年政府信息公开工作年度报告" in titles
    assert site.answer(Request(0, "GET", "/jpage/column/records", {}, b"")).status == 400


def test_the_mirror_is_in_traditional_script(sites: dict[str, Site]) -> None:
    site = sites["mirror"]
    assert any("廣州市人民政府2018年政府信息公開工作年度報告" in site.page_body(path).decode() for path in site.paths())


def test_the_old_pages_declare_gb2312_and_need_more(sites: dict[str, Site]) -> None:
    body = sites["old_pages"].page_body("/show.asp?id=1221")
    assert b"charset=gb2312" in body
    with pytest.raises(UnicodeDecodeError):
        body.decode("gb2312")
    assert "晋安区" in body.decode("gb18030")


def test_a_pdf_has_the_text_of_its_article() -> None:
    import pypdfium2

    article = articles.read("luzhou-2021")
    document = pypdfium2.PdfDocument(render.pdf(article))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert article.title in text
    assert "1.属于国家秘密" in text


@pytest.mark.parametrize("editor", ["word", "plain", "old"])
def test_text_and_figures_survive_every_editor(editor: render.Editor) -> None:
    article: Article = articles.read("luzhou-2020")
    tree = html.fromstring(f"<div>{render.html_body(article, editor)}</div>")
    text = "".join(tree.itertext())
    assert "全市主动公开政府信息37.62万条" in text
    assert "26769万元" in text
    assert len(tree.findall(".//table")) == 3
