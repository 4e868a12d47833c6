"""OFD: pages of text and rules are read as those of a PDF are, and nothing that a stranger writes into one does harm."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image as Picture

from crawler.registry import Registry
from pipelines.blocks import Document, PageBreak, Paragraph, TableBlock
from pipelines.document import read_document
from pipelines.errors import DamagedDocument, DocumentTooLarge, ReadingError, UnsupportedDocument
from pipelines.readers import ofd_page, ofd_values
from pipelines.readers.pdf_page import PdfPage
from pipelines.readers.pdf_seen import UNREADABLE, Character
from storage.report import PdfLocator
from tests.ofd import MILLIMETRES, ByMatrix, LetterByLetter, Ofd, Sheet, converted, document, packed, tag
from tests.variety.making import make
from tests.variety.measure import compare
from tests.variety.measure import read as read_made
from tests.variety.rendering import Kind, pdf_file

COLUMNS = (20.0, 80.0, 120.0, 160.0)
SENTENCE = "本机关认真贯彻落实政府信息公开条例，全年主动公开信息一千余条。"
HEAD = ("信息内容", "本年制发件数", "现行有效件数")


def read(made: Ofd | bytes) -> Document:
    body = made.written() if isinstance(made, Ofd) else made
    return read_document(body, url="http://example.gov.cn/a", content_type="application/octet-stream")


def words(found: Document) -> str:
    return "\n".join(block.text for block in found.blocks if isinstance(block, Paragraph))


def tables(found: Document) -> list[tuple[tuple[str, ...], ...]]:
    return [block.grid() for block in found.blocks if isinstance(block, TableBlock)]


def one_page() -> tuple[Ofd, Sheet]:
    made = Ofd()
    return made, made.page()


def picture(colour: tuple[int, ...] = (255, 255, 255), mode: str = "RGB") -> bytes:
    buffer = io.BytesIO()
    Picture.new(mode, (40, 40), colour).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(("seed", "manner"), [(501, Sheet), (504, LetterByLetter), (509, ByMatrix)])
def test_every_figure_of_a_report_over_pages_is_read(seed: int, manner: type[Sheet]) -> None:
    truth, parts = make(seed, "2021")
    printed = Kind("ofd", "application/ofd", lambda truth, parts, rng: converted(pdf_file(truth, parts, rng), manner))
    parsed = read_made(truth, parts, printed, Registry.load().gazetteer)
    counts, said = compare(truth, parsed)
    assert (counts["right"], said) == (len(truth.figures), [])
    located = [one.locator for one in parsed.report.indicators if one.value is not None]
    pages = {where.page for where in located if isinstance(where, PdfLocator)}
    assert len(pages) > 1


def test_a_ruled_table_over_two_pages_is_one_and_tells_page_and_box_in_points() -> None:
    made = Ofd(title="年度报告")
    first, second = made.page(), made.page()
    first.text(20, 30, "第二十条第（一）项")
    first.ruled(COLUMNS, (250, 260, 270), [HEAD, ("规章", "3", "12")])
    second.ruled(COLUMNS, (20, 30, 40), [("行政规范性文件", "1081", "0"), ("其他", "", "7")])
    second.text(20, 60, "二、主动公开")
    found = read(made)
    assert (found.medium, found.media_type, found.title) == ("pdf", "application/ofd", "年度报告")
    assert tables(found) == [(HEAD, ("规章", "3", "12"), ("行政规范性文件", "1081", "0"), ("其他", "", "7"))]
    (table,) = (block for block in found.blocks if isinstance(block, TableBlock))
    (cell,) = (cell for cell in table.cells if cell.text == "1081")
    assert cell.place.page == 2
    assert cell.place.box == pytest.approx([value / MILLIMETRES for value in (80, 20, 120, 30)], abs=0.1)
    assert [block.page for block in found.blocks if isinstance(block, PageBreak)] == [1, 2]


def test_lines_of_a_paragraph_are_one_and_a_template_lies_on_every_page() -> None:
    made = Ofd(template=Sheet())
    assert made.template is not None
    made.template.text(80, 8, "内部页眉")
    for number in range(3):
        page = made.page()
        page.text(20, 40, "本机关认真贯彻落实政府信息公开条例，全年主动公开信息一千余条，受理申请若干")
        page.text(20, 48, f"件，第{number}页按期办结。")
    found = read(made)
    assert "受理申请若干件，第1页按期办结。" in words(found)
    assert words(found).count("内部页眉") == 3


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("g 3 4", [4.0, 4.0, 4.0]),
        ("2.1 g 2 4.2 3", [2.1, 4.2, 4.2, 3.0]),
        ("g 1000000 5", [5.0] * 6),
        ("g 99999999999999999999999 5", [5.0] * 6),
        ("", []),
        ("g -1 5", None),
        ("g 2", None),
        ("1 nan", None),
        ("1e300", None),
    ],
)
def test_offsets_in_groups_are_as_many_as_there_are_letters(written: str, expected: list[float] | None) -> None:
    assert ofd_values.offsets(written, 6) == expected


def test_letters_stand_where_matrix_and_offsets_put_them() -> None:
    made, page = one_page()
    code = tag("TextCode", "公开37件", X=0, Y=1, DeltaX="g 1 1 1 g 2 0.5")
    page.items.append(tag("TextObject", code, Boundary="20 40 60 6", Size=1, CTM="5 0 0 5 0 0", Font=3))
    assert words(read(made)) == "公开37件"


def test_digits_without_offsets_lie_on_each_other_and_are_not_known() -> None:
    made, page = one_page()
    code = tag("TextCode", "1234", X=0, Y=4)
    page.items.append(tag("TextObject", code, Boundary="20 40 60 6", Size=4, Font=3))
    assert set(words(read(made))) == {UNREADABLE}


def test_letters_heaped_on_one_place_are_refused() -> None:
    heaped = "".join(chr(0x4E00 + number) for number in range(2_000))
    code = tag("TextCode", heaped, X=0, Y=4, DeltaX="g 1000000 0")
    with pytest.raises(DocumentTooLarge):
        read(with_page(tag("TextObject", code, Boundary="20 40 60 6", Size=4, Font=3)))


def test_what_nobody_sees_is_not_read() -> None:
    made, page = one_page()
    page.text(20, 40, "印出的字")
    page.text(20, 50, "白纸白字", colour="255 255 255")
    page.text(20, 60, "没有墨色", Alpha="0")
    page.text(20, 70, "不可见的", Visible="false")
    page.text(20, 80, "被盖住的")
    page.path("18 78 40 10", "M 0 0 L 40 0 L 40 10 L 0 10 C", colour="255 255 255", Fill="true", Stroke="false")
    page.text(300, 90, "页外的字")
    page.text(20, 120, "斜排水印", CTM="0.7 -0.7 0.7 0.7 0 0")
    page.path("18 138 40 10", "M 0 0 L 40 0 L 40 10 L 0 10 C", colour="0 0 120", Fill="true", Stroke="false")
    page.text(20, 140, "蓝底白字", colour="#FF #FF #FF")
    assert words(read(made)).split() == ["印出的字", "蓝底白字"]


def test_colours_may_come_from_named_styles() -> None:
    made, page = one_page()
    style = tag("DrawParam", tag("FillColor", Value="255 255 255"), ID=40) + tag("DrawParam", ID=41, Relative=40)
    made.resources = tag("DrawParams", style)
    page.text(20, 40, "看不见的", DrawParam=41)
    page.text(20, 60, "看得见的", DrawParam=41, colour="0 0 0")
    assert words(read(made)) == "看得见的"


def test_a_mark_through_which_the_text_shows_hides_nothing_and_a_solid_picture_does() -> None:
    made, page = one_page()
    made.media = {50: picture((255, 0, 0, 90), "RGBA"), 51: picture()}
    page.text(20, 20, SENTENCE)
    page.text(20, 40, "章下的字")
    page.image(50, "15 35 40 15")
    page.text(20, 80, "图下的字")
    page.image(51, "15 75 40 15")
    assert words(read(made)).split() == [SENTENCE, "章下的字"]


def test_text_on_its_side_is_laid_upright() -> None:
    made, page = one_page()
    for column in range(4):
        page.text(40 + 8 * column, 200, f"第{column}行向上排印", CTM="0 -1 1 0 0 0")
    assert words(read(made)).split("\n")[0].startswith("第0行向上排印")


def test_groups_drawn_from_the_resources_are_read() -> None:
    made, page = one_page()
    inner = Sheet()
    inner.text(0, 0, "组合内的字")
    group = tag("CompositeGraphicUnit", tag("Content", "".join(inner.items)), ID=60, Width=60, Height=10)
    made.resources = tag("CompositeGraphicUnits", group)
    page.items.append(tag("CompositeObject", ResourceID=60, Boundary="20 40 60 10"))
    assert words(read(made)) == "组合内的字"


def test_pages_that_are_pictures_go_to_ocr_or_say_that_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    made, page = one_page()
    made.media = {50: picture()}
    page.image(50, "0 0 210 297")
    monkeypatch.setattr("pipelines.readers.ocr.is_installed", lambda: False)
    with pytest.raises(UnsupportedDocument, match="OCR"):
        read(made)


def test_a_page_that_is_a_picture_is_laid_out_as_it_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    made, page = one_page()
    made.media = {50: picture((0, 0, 0))}
    page.image(50, "0 0 210 148.5")
    seen = []

    def read_drawn(sheet: Picture.Image, number: int) -> PdfPage:
        seen.append((sheet.getpixel((600, 300)), sheet.getpixel((600, 1_500)), sheet.size))
        return PdfPage(number, 595, 842, (Character("读", 50, 50, 60, 60),), (), 0)

    monkeypatch.setattr("pipelines.readers.ocr.read_drawn", read_drawn)
    found = read(made)
    assert seen == [((0, 0, 0), (255, 255, 255), (1240, 1754))]
    assert (found.medium, found.ocr, words(found)) == ("scan", True, "读")


def test_names_without_a_prefix_are_the_same_names() -> None:
    made, page = one_page()
    page.ruled(COLUMNS, (50, 60, 70), [HEAD, ("规章", "3", "12")])
    plain = {
        name: body.replace(b"<ofd:", b"<").replace(b"</ofd:", b"</").replace(b"xmlns:ofd", b"xmlns")
        for name, body in made.members().items()
    }
    assert tables(read(packed(plain))) == [(HEAD, ("规章", "3", "12"))]


def test_one_among_other_files_of_a_zip_is_read() -> None:
    made, page = one_page()
    page.text(20, 40, "一、总体情况")
    found = read(packed({"年度报告.ofd": made.written(), "说明.bin": b"\x00"}))
    assert (words(found), found.media_type) == ("一、总体情况", "application/ofd")


def with_page(inner: str) -> Ofd:
    made, page = one_page()
    page.items.append(inner)
    return made


def nested(depth: int) -> str:
    return "<ofd:PageBlock>" * depth + "</ofd:PageBlock>" * depth


def in_itself() -> Ofd:
    made = with_page(tag("CompositeObject", ResourceID=60, Boundary="0 0 9 9"))
    own = tag("CompositeObject", ResourceID=60, Boundary="0 0 9 9") * 8
    made.resources = tag("CompositeGraphicUnits", tag("CompositeGraphicUnit", tag("Content", own), ID=60))
    return made


@pytest.mark.parametrize("depth", [100, 1_000, 5_000])
def test_blocks_in_blocks_without_end_are_refused(depth: int) -> None:
    with pytest.raises(DocumentTooLarge):
        read(with_page(nested(depth)))


def test_groups_that_draw_themselves_are_refused() -> None:
    with pytest.raises(DocumentTooLarge):
        read(in_itself())


def test_more_objects_or_letters_than_any_report_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    made, page = one_page()
    for _ in range(30):
        page.text(20, 40, "多")
    monkeypatch.setattr(ofd_page.Budget.__init__, "__defaults__", (20, 4_000))
    with pytest.raises(DocumentTooLarge):
        read(made)
    monkeypatch.setattr(ofd_page, "MAX_CHARACTERS", 20)
    monkeypatch.setattr(ofd_page.Budget.__init__, "__defaults__", (4_000, 4_000))
    with pytest.raises(DocumentTooLarge):
        read(made)


@pytest.mark.parametrize("size", ["0 0 1e9 297", "0 0 0 0", "0 0 nan inf", "一"])
def test_sheets_of_no_size_are_damaged(size: str) -> None:
    made, page = one_page()
    page.text(20, 40, "字")
    made.size = size
    with pytest.raises(DamagedDocument):
        read(made)


@pytest.mark.parametrize(
    "inner",
    [
        tag("TextObject", tag("TextCode", "巨", X="1e308", Y=4), Boundary="20 40 60 6", Size=4),
        tag("TextObject", tag("TextCode", "巨", X=0, Y=4), Boundary="1e5 1e5 60 6", Size=4),
        tag("TextObject", tag("TextCode", "巨", X=0, Y=4), Boundary="20 40 60 6", Size="inf"),
        tag("TextObject", tag("TextCode", "巨", X=0, Y=4), Boundary="20 40 60 6", Size=4, CTM="1 2 3"),
        tag("PathObject", tag("AbbreviatedData", "M 0 0 L 1e308 nan B 1"), Boundary="0 0 9 9"),
        tag("PathObject", tag("AbbreviatedData", "L " * 9_000), Boundary="0 0 9 9"),
        tag("ImageObject", ResourceID="nowhere", Boundary="0 0 1 1"),
    ],
)
def test_values_beyond_any_sheet_draw_nothing(inner: str) -> None:
    made = with_page(inner)
    made.pages[0].text(20, 40, SENTENCE)
    assert words(read(made)) == SENTENCE


def test_entities_are_not_resolved_and_a_number_with_one_is_not_known() -> None:
    made, page = one_page()
    page.text(20, 20, SENTENCE * 2)
    page.text(20, 40, "件数ENTITY")
    members = made.members()
    name = "Doc_0/Pages/Page_0/Content.xml"
    bomb = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY f "12345">]>'
    said = members[name].replace(b"?>", b"?>" + bomb, 1).replace(b"ENTITY</", b"1&e;2&f;</")
    found = words(read(packed(members | {name: said})))
    assert f"件数1{UNREADABLE}2{UNREADABLE}" in found.replace(" ", "")


def test_nothing_outside_the_file_is_opened() -> None:
    made, page = one_page()
    page.text(20, 40, "字")
    members = made.members()
    for said in ("../../../../etc/hostname", "/etc/hostname", "file:///etc/hostname"):
        root = document("OFD", tag("DocBody", tag("DocRoot", said)))
        with pytest.raises(DamagedDocument):
            read(packed(members | {"OFD.xml": root}))


@pytest.mark.parametrize("lost", ["Doc_0/Document.xml", "Doc_0/Pages/Page_1/Content.xml"])
def test_a_document_that_lacks_a_page_is_damaged_and_not_read_in_part(lost: str) -> None:
    made = Ofd()
    for _ in range(2):
        made.page().text(20, 40, "一页文字")
    members = {name: body for name, body in made.members().items() if name != lost}
    with pytest.raises(DamagedDocument):
        read(packed(members))


def test_without_lists_of_resources_the_text_is_read() -> None:
    made, page = one_page()
    page.text(20, 40, "只有文字")
    members = {name: body for name, body in made.members().items() if not name.endswith("Res.xml")}
    assert words(read(packed(members))) == "只有文字"


def test_a_page_that_unpacks_without_end_is_refused() -> None:
    made, page = one_page()
    page.text(20, 40, "字")
    name = "Doc_0/Pages/Page_0/Content.xml"
    with pytest.raises(DocumentTooLarge):
        read(packed(made.members() | {name: b"<a>" + b" " * (33 << 20) + b"</a>"}))


def test_too_many_pages_are_refused() -> None:
    made = Ofd()
    made.page().text(20, 40, "字")
    members = made.members()
    name = "Doc_0/Document.xml"
    pages = members[name].replace(
        b"<ofd:Pages>", b"<ofd:Pages>" + b'<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>' * 400
    )
    with pytest.raises(DocumentTooLarge):
        read(packed(members | {name: pages}))


def outcome(body: bytes) -> str:
    try:
        return read(body).media_type
    except ReadingError:
        return "a named error"


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_one_gives_a_document_or_a_named_error(seed: int) -> None:
    made, page = one_page()
    page.ruled(COLUMNS, (50, 60, 70), [HEAD, ("规章", "3", "12")])
    rng = random.Random(seed)
    members = made.members()
    name = rng.choice([name for name in members if name != "OFD.xml"])
    body = bytearray(members[name])
    for _ in range(rng.randint(1, 30)):
        body[rng.randrange(len(body))] = rng.randrange(256)
    damaged = packed(members | {name: bytes(body[: rng.randint(1, len(body))])})
    assert outcome(damaged) in ("application/ofd", "a named error")
