"""A reader's ways through the room, in a real headless Chromium: both languages, a desk and a phone.

On every page: nothing on the console, nothing asked of another host, and the accessibility rules (axe) are met. With
LANTAI_PICTURES=docs/pictures (`make pictures`) the pictures of the documentation are taken on the way.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pdfplumber
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.storage.reading_room.conftest import Served

DESK, PHONE = (1280, 860), (390, 844)
REPORT = "/reports/510500/2020/government"
PAGES = {
    "coverage": "/",
    "province": "/coverage/510000",
    "place": "/jurisdictions/510500",
    "reports": "/reports",
    "report": f"{REPORT}?figure=applications.received@natural_person#figure",
    "pdf": "/reports/510500/2021/government?figure=penalties.decisions#figure",
    "word": "/reports/510500/2022/泸州市教育和体育局?figure=applications.received#figure",
    "mirror": "/reports/440100/2018/government?figure=applications.received#figure",
    "failing": "/reports/510500/2022/government#check-1",
    "versions": "/versions/510500/2020/government",
    "compare": "/compare",
    "search": "/search?q=公開申請",
    "quality": "/quality",
    "snapshots": "/snapshots",
    "events": "/events",
    "status": "/status",
    "dictionary": "/dictionary",
    "about": "/about",
    "error": "/reports/510500/1999/government",
}
ON_A_PHONE = ("coverage", "place", "report", "compare", "search", "failing")
IN_THE_DARK = ("coverage", "report", "failing", "compare", "search")
PICTURED = ("coverage", "province", "place", "report", "pdf", "failing", "compare", "search", "quality", "events")


class Reader:
    """A page that remembers what it complained about and whom it asked."""

    def __init__(
        self,
        browser: Browser,
        url: str,
        size: tuple[int, int],
        *,
        script: bool = True,
        scheme: Literal["light", "dark"] = "light",
    ) -> None:
        self.url = url
        self.complaints: list[str] = []
        self.hosts: set[str] = set()
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=script,
            reduced_motion="reduce",
            color_scheme=scheme,
        )
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))

    def go(self, path: str) -> None:
        self.page.goto(self.url + path, wait_until="load")

    def assert_content(self) -> None:
        assert self.hosts == {urlsplit(self.url).netloc}
        assert self.complaints == []

    def assert_accessible(self, *rules: str) -> None:
        """Of long tables the first rows: the others are like them. Without `rules`, all that axe knows."""
        options: dict[str, object] = {"resultTypes": ["violations"]}
        if rules:
            options["runOnly"] = {"type": "rule", "values": list(rules)}
        found = Axe().run(self.page, context={"exclude": [["tbody tr:nth-child(n+12)"]]}, options=options)
        violations = [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found.response["violations"]]
        assert violations == []

    def assert_fits(self) -> None:
        """The page itself does not scroll sideways; tables do, in boxes of their own."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0


@pytest.mark.parametrize(
    ("name", "lang", "size", "scheme"),
    [
        *((name, "zh", DESK, "light") for name in PAGES),
        *((name, "en", PHONE, "light") for name in ON_A_PHONE),
        *((name, "en", DESK, "dark") for name in IN_THE_DARK),
    ],
)
def test_every_page_is_quiet_stays_at_home_and_is_accessible(
    demo_room: Served,
    browser: Browser,
    name: str,
    lang: str,
    size: tuple[int, int],
    scheme: Literal["light", "dark"],
    picture_folder: Path | None,
) -> None:
    reader = Reader(browser, demo_room.url, size, scheme=scheme)
    reader.go(f"/{lang}{PAGES[name]}")
    if name == "error":
        reader.complaints = [each for each in reader.complaints if "400" not in each]  # the browser's own word on it
    reader.assert_content()
    reader.assert_fits()
    reader.assert_accessible(*("color-contrast",) * (scheme == "dark"))
    if picture_folder is not None and name in PICTURED:
        kind = "phone" if size == PHONE else "dark" if scheme == "dark" else "desk"
        take(reader.page, picture_folder / f"{name}-{kind}.png")
    reader.page.context.close()


def test_a_reader_goes_from_the_map_to_a_number_and_its_proof(demo_room: Served, browser: Browser) -> None:
    reader = Reader(browser, demo_room.url, DESK)
    page = reader.page
    reader.go("/en/")
    page.get_by_role("link", name="四川省").first.click()
    page.get_by_role("rowheader").get_by_role("link", name="泸州市").first.click()
    page.get_by_role("rowheader", name="泸州市").get_by_role("link").first.click()
    page.get_by_role("link", name="泸州市人民政府2020年政府信息公开工作年度报告").first.click()
    page.locator("td:has-text('一、本年新收') + td a.figure").first.click()
    assert page.locator("#figure.chosen").inner_text() == "352"
    assert "352" in page.locator(".proof .value").inner_text()
    assert "the place and the value agree" in page.locator(".proof").inner_text()
    assert page.frame_locator("iframe").locator("mark#figure").inner_text() == "352"
    reader.assert_content()
    page.context.close()


def test_the_box_of_a_figure_is_drawn_on_the_page_of_the_pdf(demo_room: Served, browser: Browser) -> None:
    reader = Reader(browser, demo_room.url, DESK)
    reader.go(f"/zh{PAGES['pdf']}")
    box = reader.page.locator("rect.chosen").bounding_box()
    picture = reader.page.locator(".sheet img").first.bounding_box()
    assert reader.page.locator("#figure.chosen").inner_text() == "240516"
    assert box is not None and picture is not None
    assert picture["x"] <= box["x"] and box["x"] + box["width"] <= picture["x"] + picture["width"]
    assert picture["y"] <= box["y"] and box["y"] + box["height"] <= picture["y"] + picture["height"]
    reader.page.context.close()


@pytest.mark.parametrize("path", ["/en/compare", "/zh/compare", "/en/reports"])
def test_fields_beside_each_other_stand_on_one_line(demo_room: Served, browser: Browser, path: str) -> None:
    reader = Reader(browser, demo_room.url, DESK)
    reader.go(path)
    fields = reader.page.locator(".filters :is(input, select, button)").all()
    boxes = [box for each in fields if (box := each.bounding_box()) is not None]
    assert boxes
    for one in boxes:
        for other in boxes:
            beside = one["y"] < other["y"] + other["height"] and other["y"] < one["y"] + one["height"]
            assert not beside or (one["y"], one["height"]) == (other["y"], other["height"])
    reader.page.context.close()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_whole_menu_is_seen_on_a_phone(demo_room: Served, browser: Browser, lang: str) -> None:
    reader = Reader(browser, demo_room.url, PHONE)
    reader.go(f"/{lang}/")
    for link in reader.page.locator(".top nav a").all():
        box = link.bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= PHONE[0]
    reader.page.context.close()


def test_everything_is_there_without_script(demo_room: Served, browser: Browser) -> None:
    reader = Reader(browser, demo_room.url, DESK, script=False)
    page = reader.page
    reader.go("/en/search?q=公開申請")
    assert page.locator(".hits li").count() > 3
    assert page.locator(".hits mark").first.inner_text() == "公开申请"
    page.locator(".hits a").first.click()
    assert page.locator(".text .body").inner_text()
    reader.go("/en/compare?code=applications.answered")
    page.locator("select[name=level]").select_option("prefecture")
    page.get_by_role("button", name="Show").click()
    assert "level=prefecture" in page.url
    page.get_by_role("link", name="中文").click()
    assert "/zh/compare" in page.url and "level=prefecture" in page.url
    page.context.close()


def test_the_state_of_a_year_can_be_read_without_colour(demo_room: Served, browser: Browser) -> None:
    reader = Reader(browser, demo_room.url, DESK)
    reader.go("/en/coverage/510000")
    cell = reader.page.locator("td.s-on_time a").first
    assert cell.inner_text().split() == ["T", "on", "time"]
    reader.page.context.close()


def test_a_reader_with_a_keyboard_alone_reaches_the_content_and_a_figure(demo_room: Served, browser: Browser) -> None:
    reader = Reader(browser, demo_room.url, DESK)
    page = reader.page
    reader.go(f"/en{REPORT}")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    assert page.locator(":focus").bounding_box() is not None
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('figure')"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**figure=**")
    assert page.locator("#figure.chosen").count() == 1
    page.context.close()


def test_a_report_is_printed_whole_and_without_what_is_only_for_a_screen(demo_room: Served, browser: Browser) -> None:
    reader = Reader(browser, demo_room.url, DESK, scheme="dark")
    page = reader.page
    page.emulate_media(media="print")
    reader.go(f"/en{PAGES['report']}")
    for hidden in (".top nav", ".quick", "footer", ".original iframe", ".actions"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator(".proof .value").is_visible() and page.locator(".text .body").is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    with pdfplumber.open(io.BytesIO(page.pdf(format="A4"))) as printed:
        text = "".join("".join((sheet.extract_text() or "").split()) for sheet in printed.pages)
        assert 2 <= len(printed.pages) <= 8
    for part in ("26769", "380", "fcf05443"):  # fonts write some characters as others of the same look
        assert part in text
    reader.assert_fits()
    page.context.close()


def take(page: Page, file: Path) -> None:
    """A small PNG: a palette is enough for a page of text."""
    file.parent.mkdir(parents=True, exist_ok=True)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    image.quantize(64, dither=Image.Dither.NONE).save(file, optimize=True)
