"""Twenty ways in which an archived page or a text tries to get out of its box, shown to a real browser: none does.

Every page is a report of its own, so that it is seen where a reader would see it: beside its text, with its figure marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import httpx
import pytest
from lxml import html as markup
from playwright.sync_api import Browser

from storage.report import Attachment, Check, Issuer, Section, TextLocator
from tests.storage.made import figure
from tests.storage.made_runs import capture, parse_of, put_run
from tests.storage.reading_room.conftest import Made
from tests.storage.reading_room.hostile_pages import PAGES, WORDS

CODE = "510500"
YEAR = 2020
ALLOWED = frozenset(
    "html head meta title style body p div span br hr h1 h2 h3 h4 h5 h6 table caption thead tbody tfoot tr td th ul ol li dl dt"
    " dd b strong i em u s sub sup blockquote pre center section article header footer nav main aside address small mark img".split()
)
ATTRIBUTES = frozenset(
    {"colspan", "rowspan", "style", "id", "class", "alt", "src", "lang", "charset", "name", "content"}
)


def url_of(name: str) -> str:
    return f"https://www.luzhou.gov.cn/{name}.html"


@pytest.fixture(scope="package")
def hostile(hostile_made: Made) -> Iterator[Made]:
    """Every page as a department's report; and a report each whose words are hostile."""
    captures, parses = [], []
    for name, body in PAGES.items():
        page = capture(url_of(name), body=f"<html><body><h1>报告</h1><p>收到申请352件。</p>{body}</body></html>")
        text = "全年收到申请352件。"
        received = figure("applications.received", 352, raw="352")
        where = TextLocator(start=text.index("352"), end=text.index("352") + 3)
        captures.append(page)
        parses.append(
            parse_of(
                page,
                text=text,
                issuer=Issuer(kind="department", name=f"泸州市{name}局"),
                indicators=(received.model_copy(update={"locator": where}),),
            )
        )
    for name, words in WORDS.items():
        page = capture(url_of(f"words-{name}"), body=f"<p>{name}</p>")
        check = Check(
            rule="balance",
            status="fails",
            codes=("applications.received",),
            expected=1,
            found=2,
            message=words,
            cause=None,
        )
        parses.append(
            parse_of(
                page,
                year=2021,
                text=f"{words}\n一、{words}\n{words}352",
                title=words,
                issuer=Issuer(kind="department", name=f"{words[:80].replace('/', '')}局"),
                sections=(
                    Section(
                        number="一", title=words, kind="overview", level=1, start=len(words) + 1, end=2 * len(words) + 3
                    ),
                ),
                checks=(check,),
                indicators=(figure("applications.received", None, raw=words, doubt=words),),
                attachments=(
                    Attachment(
                        url=f"{url_of(name)}?{words[:200]}",
                        media_type=words[:40],
                        record_id=None,
                        payload_sha256=None,
                        role="annex",
                    ),
                ),
            )
        )
        captures.append(page)
    put_run(hostile_made.archive, 0, captures, parses)
    hostile_made.refresh()
    return hostile_made


def reports(made: Made) -> list[str]:
    return [f"/reports/{quote(line.report_id)}" for line in made.room.index.reports_of(CODE)]


def record(made: Made, name: str) -> str:
    (row,) = made.archive.catalogue.captures_of(url_of(name))
    return row.record_id.removeprefix("urn:uuid:")


@pytest.mark.parametrize("name", PAGES)
def test_what_is_shown_of_a_page_holds_nothing_but_text_and_tables(hostile: Made, name: str) -> None:
    answer = hostile.client.get(
        f"/originals/{record(hostile, name)}?report=510500/{YEAR}/泸州市{name}局&figure=applications.received"
    )
    assert answer.status_code == 200
    assert "\x00" not in answer.text
    for element in markup.document_fromstring(answer.text).iter():
        if not isinstance(element.tag, str):
            assert element.text is None, "no comment of the page's own is left"
            continue
        assert element.tag in ALLOWED
        assert set(element.attrib) <= ATTRIBUTES
        assert re.fullmatch(r"(text-align:(left|right|center|justify))?", element.get("style", ""))
        assert re.match(r"data:image/(png|jpeg);base64,|$", element.get("src", ""))
    assert re.search(r"<!--image", answer.text) is None
    assert "352" in answer.text


def test_in_a_real_browser_nothing_runs_loads_or_leaves(hostile: Made, browser: Browser) -> None:
    own = urlsplit(str(hostile.client.base_url)).netloc
    context = browser.new_context()
    asked, said, faults = set[str](), [], []
    context.on("request", lambda request: asked.add(request.url))
    context.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    for path in reports(hostile):
        address = f"{hostile.client.base_url}/en{path}?figure=applications.received"
        page.goto(address, wait_until="load")
        frame = page.frames[-1]
        if frame != page.main_frame:
            frame.locator("body").click(position={"x": 40, "y": 12})
            page.keyboard.press("Enter")
        assert page.url.startswith(address)
        assert page.title().endswith("· Lantai")
    for path in (
        "/en/reports",
        "/en/jurisdictions/510500",
        "/zh/events",
        "/en/quality",
        "/en/search?q=352",
        "/en/compare?issuer=department",
    ):
        page.goto(f"{hostile.client.base_url}{path}", wait_until="load")
    assert len(context.pages) == 1
    assert context.cookies() == []
    context.close()
    assert said == [] and faults == []
    assert {urlsplit(url).netloc for url in asked} == {own}


def test_hostile_words_stay_words(hostile: Made) -> None:
    for path in [*reports(hostile), "/reports", f"/jurisdictions/{CODE}", "/search?q=352", "/events"]:
        answer = hostile.client.get(f"/en{path}")
        assert answer.status_code == 200
        assert (
            "<script>alert" not in answer.text and "<svg onload" not in answer.text and "<img src=x" not in answer.text
        )
        assert ">49<" not in answer.text and "<class '" not in answer.text
        assert 'href="javascript' not in answer.text


def test_a_title_that_turns_the_direction_turns_only_itself(hostile: Made, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{hostile.client.base_url}/en/reports?first=2021&last=2021", wait_until="load")
    isolated = page.evaluate(
        "[...document.querySelectorAll('table.list td[lang] a')].every(a => getComputedStyle(a).unicodeBidi == 'isolate')"
    )
    assert isolated
    page.close()


# What is asked for may be hostile too


@pytest.mark.parametrize(
    "path",
    [
        "/en/reports/510500/2020/%0d%0aSet-Cookie:%20a=b",
        "/en/jurisdictions/%0d%0aLocation:%20http://evil.example",
        "/zh/search?q=%0d%0aX-Evil:%201",
        "/en/%0d%0aX-Evil:1?next=http://evil.example",
        "/%0d%0aX-Evil:%201",
        "/memento/20200101000000/http://a.example/%0d%0aX-Evil:1",
        "/timegate/http://a.example/%0d%0aX-Evil:1",
        "/en/compare.csv?code=applications.received%0d%0aX-Evil:1",
    ],
)
def test_no_line_of_an_address_becomes_a_header(hostile: Made, path: str) -> None:
    answer = hostile.client.get(path)
    assert answer.status_code < 500
    assert "x-evil" not in answer.headers and "set-cookie" not in answer.headers
    assert not answer.headers.get("location", "/").startswith("http://evil")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2f..%2fapp.py",
        "/static/%2e%2e/%2e%2e/archive.py",
        "/static//etc/passwd",
        "/static/..\\app.py",
        "/static/%00style.css",
        "/en/snapshots/..%2f..%2farchive.json/x",
        "/en/snapshots/all/..%2f..%2f..%2farchive",
        "/en/reports/510500/2020/..%2f..%2f..%2fetc%2fpasswd",
        "/originals/..%2f..%2fetc/bytes",
        "/originals/00000000-0000-0000-0000-000000000000/sheets/..%2f1.png",
        "/en/captures/file:%2f%2f%2fetc%2fpasswd",
    ],
)
def test_no_path_leads_out_of_the_archive(hostile: Made, path: str) -> None:
    raw = httpx.URL(str(hostile.client.base_url)).copy_with(raw_path=path.encode())
    answer = hostile.client.get(raw)
    assert answer.status_code in (302, 400, 404)
    assert "root:" not in answer.text and "import " not in answer.text and '"format"' not in answer.text


@pytest.mark.parametrize(
    "words",
    [
        "' OR 1=1 --", "%' UNION SELECT * FROM sqlite_master --", 'a" OR body:*', "body : x", "{body facets} : x", "NEAR(公 开, 0)",
        "公开*", "^公开", "-公开", "NOT 公开", "AND OR NOT", "公" * 299, "a" * 299, "(" * 150 + ")" * 149, "公 " * 149,
        "1,1," * 70, "1.1." * 70, "." * 299, "_" * 299, "\u202e公开", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ],
)  # fmt: skip
def test_the_syntax_of_a_database_in_search_is_words(hostile: Made, words: str) -> None:
    for path in ("/en/search", "/api/v1/search"):
        answer = hostile.client.get(path, params={"q": words})
        assert answer.status_code == 200


@pytest.mark.parametrize("name", ["place", "rule", "code", "figure", "version", "jurisdiction", "cursor", "q", "url"])
def test_the_syntax_of_a_database_in_a_parameter_is_refused_or_finds_nothing(hostile: Made, name: str) -> None:
    for value in ("510500' OR '1'='1", "1; DROP TABLE reports", "%", "510500\\", "../..", "０"):
        for path in ("/en/reports", "/en/quality", "/en/compare", "/api/v1/checks", "/api/v1/captures", "/en/events"):
            assert hostile.client.get(path, params={name: value}).status_code in (200, 400)
    assert hostile.room.index.count()[0] == len(PAGES) + len(WORDS)


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=0-1", "bytes=" + ",".join(f"{n}-{n + 1}" for n in range(2000)), "bytes=-1", "bytes=5-1", "bytes=0-,0-,0-", "lines=1-2",
        "bytes=99999999999999999999-",
    ],
)  # fmt: skip
def test_ranges_are_not_read_and_answers_come_whole(hostile: Made, asked: str) -> None:
    for path in ("/static/style.css", f"/originals/{record(hostile, 'svg')}/bytes"):
        whole = hostile.client.get(path)
        answer = hostile.client.get(path, headers={"Range": asked, "If-Range": whole.headers["etag"]})
        assert answer.status_code == 200 and answer.content == whole.content


def test_a_head_is_a_get_without_its_body_everywhere(hostile: Made) -> None:
    for path in ("/en/", "/en/search?q=352", f"/originals/{record(hostile, 'svg')}", f"/originals/{record(hostile, 'svg')}/bytes",
                 "/api/v1/reports", "/static/style.css", f"/timemap/link/{url_of('svg')}", "/openapi.json", "/en/nothing"):  # fmt: skip
        whole, head = hostile.client.get(path), hostile.client.head(path)
        assert head.content == b"" and head.status_code == whole.status_code
        assert head.headers["content-length"] == whole.headers["content-length"]
        assert head.headers["content-security-policy"] == whole.headers["content-security-policy"]


def test_a_huge_address_is_refused(hostile: Made) -> None:
    for path in ("/en/search?q=" + "a" * 60_000, "/en/" + "a/" * 20_000):
        try:
            assert hostile.client.get(path).status_code in (400, 404, 414, 431)
        except httpx.RemoteProtocolError:
            continue  # the connection was closed on it


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "localhost.", "0.0.0.0", "[::]", "127.0.0.1:80:80", "127.0.0.1/evil", "2130706433"])  # fmt: skip
def test_a_name_that_is_not_the_rooms_reads_nothing(hostile: Made, host: str) -> None:
    for path in (
        "/en/",
        "/api/v1/reports",
        f"/originals/{record(hostile, 'svg')}/bytes",
        "/static/style.css",
        "/openapi.json",
    ):
        answer = hostile.client.get(path, headers={"Host": host})
        assert answer.status_code in (400, 421)
        assert len(answer.content) < 100


def test_a_captured_drawing_is_not_opened_as_one(hostile: Made) -> None:
    drawing = capture(
        "https://www.luzhou.gov.cn/drawing.svg",
        body='<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
        headers=(("Content-Type", "image/svg+xml"),),
    )
    put_run(hostile.archive, 1, [drawing], [])
    hostile.refresh()
    answer = hostile.client.get(f"/originals/{drawing.record_id.removeprefix('urn:uuid:')}")
    assert answer.status_code in (200, 404)
    assert "<svg" not in answer.text and "<script" not in answer.text
    assert answer.headers["content-type"].startswith("text/html")
