"""Which files of a page are a report's body together, and the reports that wait for them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from crawler.discovery.examine import examine
from crawler.discovery.page import Answer, FoundLink, Page, Visit
from crawler.discovery.parts import series
from crawler.spiders.known_documents import KnownDocuments
from pipelines.blocks import Cell, Document, PageBreak, Paragraph, Place, TableBlock
from pipelines.errors import DamagedDocument
from pipelines.readers.together import as_one, pictures_of_text

URL = "http://www.a.test/nb/2020.html"
TITLE = "泸州市人民政府2020年政府信息公开工作年度报告"


def page_of(article: str, around: str = "") -> Page:
    markup = (
        f"<html><title>{TITLE}</title><body>{around}<h1>{TITLE}</h1>{article}<p>政府信息公开 报告</p></body></html>"
    )
    return examine(
        Answer(URL, 200, (("Content-Type", "text/html; charset=utf-8"),), markup.encode()), jurisdiction="510500"
    )


def names(page: Page) -> list[str]:
    return [url.rpartition("/")[2] for url in page.parts]


def test_pictures_are_in_the_order_of_the_page_whatever_their_names() -> None:
    page = page_of("<div><p><img src='/u/9.jpg'></p><p><img src='/u/10.jpg'><img src='/u/1.jpg'></p></div>")
    assert page.kind == "stub"
    assert names(page) == ["9.jpg", "10.jpg", "1.jpg"]


def test_a_picture_that_a_script_puts_in_is_found_by_its_own_address() -> None:
    page = page_of(
        "<div><img src='/s/loading.gif' data-original='/u/a.png'><img src='data:image/gif;base64,R0' data-src='/u/b.png'></div>"
    )
    assert names(page) == ["a.png", "b.png"]


def test_an_address_without_an_extension_is_a_picture_where_it_is_shown_as_one() -> None:
    assert names(page_of("<div><img src='/attach/0/71be'><img src='/attach/0/a2c4'></div>")) == ["71be", "a2c4"]


@pytest.mark.parametrize(
    "decoration",
    [
        "<div class='site-header'><img src='/u/h.jpg'></div>",
        "<div id='footer'><p><img src='/u/f.jpg'></p></div>",
        "<ul class='nav'><li><img src='/u/n.jpg'></ul>",
        "<a href='http://bszs.a.test/'><img src='/u/link.png'></a>",
        "<img src='/u/x.png' width='120' height='120'>",
        "<img src='/u/x.png' style='width:30px;height:30px'>",
        "<img src='/u/x.png' alt='扫一扫在手机打开当前页'>",
        "<img src='/images/icon_pdf.gif'>",
        "<img src='/img/ewm.png'>",
        "<img src='/u/logo.svg'>",
    ],
)
def test_what_decorates_the_page_is_no_part_of_the_report(decoration: str) -> None:
    article = "<div class='con'><p><img src='/u/1.jpg'></p><p><img src='/u/2.jpg'></p></div>"
    assert names(page_of(article + decoration, around=decoration)) == ["1.jpg", "2.jpg"]


def test_a_picture_that_opens_itself_in_full_is_no_button() -> None:
    page = page_of(
        "<div><a href='/u/1_big.jpg'><img src='/u/1.jpg'></a><a href='/u/2_big.jpg'><img src='/u/2.jpg'></a></div>"
    )
    assert names(page) == ["1.jpg", "2.jpg"]


def test_pictures_in_containers_of_one_kind_are_taken_together() -> None:
    page = page_of("<div><div class='pic'><img src='/u/1.jpg'></div><div class='pic'><img src='/u/2.jpg'></div></div>")
    assert names(page) == ["1.jpg", "2.jpg"]


def test_more_pictures_than_a_report_has_pages_are_none() -> None:
    page = page_of("<div>" + "".join(f"<img src='/u/{n}.jpg'>" for n in range(200)) + "</div>")
    assert page.parts == ()


def test_a_page_with_one_file_leaves_the_body_to_that_file() -> None:
    page = page_of("<div><img src='/u/1.jpg'><a href='/f/report.pdf'>年度报告.pdf</a></div>")
    assert page.parts == ()
    assert [link.url for link in page.attachments] == ["http://www.a.test/f/report.pdf"]


def files(*texts: str) -> list[FoundLink]:
    return [FoundLink(f"http://a.test/f/{n}.pdf", text, kind="attachment") for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (("年报第一部分.pdf", "年报第二部分.pdf", "年报第三部分.pdf"), [0, 1, 2]),
        (("2020年年报(2).pdf", "2020年年报(1).pdf"), [1, 0]),
        (("年度报告（上）.doc", "年度报告（下）.doc"), [0, 1]),
        (("年度报告（上）.doc", "年度报告（中）.doc", "年度报告（下）.doc"), [0, 1, 2]),
        (("report-part1", "report-part2"), [0, 1]),
        (("年报-1.pdf", "年报-3.pdf"), []),
        (("2019年年度报告.pdf", "2020年年度报告.pdf"), []),
        (("附件1.pdf", "附件2.pdf"), []),
        (("年度报告.pdf", "统计表.pdf"), []),
    ],
)
def test_files_are_parts_only_where_their_names_count_from_one_without_a_gap(
    texts: tuple[str, ...], order: list[int]
) -> None:
    links = files(*texts)
    assert [links.index(link) for link in series(links)] == order


def png(width: int, height: int) -> bytes:
    target = io.BytesIO()
    Image.new("1", (width, height), 1).save(target, "PNG")
    return target.getvalue()


def test_pixels_tell_pages_and_slices_from_codes_and_banners() -> None:
    bodies = [
        png(1000, 1414),
        png(1000, 1414),
        png(1000, 60),
        png(430, 430),
        png(600, 600),
        png(120, 40),
        png(960, 120),
    ]
    assert pictures_of_text(bodies) == {0, 1, 2}


def test_a_single_long_picture_is_a_page() -> None:
    assert pictures_of_text([png(750, 9000)]) == {0}


def test_what_is_no_picture_is_told() -> None:
    with pytest.raises(DamagedDocument, match="cannot be read"):
        pictures_of_text([b"<html>404</html>"])


def test_documents_in_a_row_count_their_pages_through() -> None:
    box = (1.0, 2.0, 3.0, 4.0)
    first = Document(
        "pdf", "application/pdf", None, (Paragraph("一", place=Place(page=1, box=box)), PageBreak(1), PageBreak(2))
    )
    cell = Cell("7", 0, 0, place=Place(page=1, box=box))
    second = Document(
        "pdf", "application/pdf", None, (TableBlock((cell,), 1, 1, place=Place(page=1, box=box)), PageBreak(1))
    )
    blocks = as_one([first, second]).blocks
    table = next(block for block in blocks if isinstance(block, TableBlock))
    assert [block.page for block in blocks if isinstance(block, PageBreak)] == [1, 2, 3]
    assert (table.place.page, table.cells[0].place.page) == (3, 3)


def test_a_known_document_is_asked_for_with_the_files_that_are_its_body() -> None:
    walk = KnownDocuments([Visit(URL)])
    first = walk.next()
    assert first is not None
    walk.learn(first, page_of("<div><p><img src='/u/1.jpg'></p><p><img src='/u/2.jpg'></p></div>"))
    asked = [walk.next(), walk.next()]
    assert [visit.url.rpartition("/")[2] for visit in asked if visit is not None] == ["1.jpg", "2.jpg"]
    for visit in asked:
        assert visit is not None
        walk.learn(visit, Page(visit.url, "ok", kind="file", media_type="image/jpeg"))
    assert walk.finished
