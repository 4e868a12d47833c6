"""The gate (门): is this an answer at all? Challenge pages and sliders, error pages with status 200, refresh stubs, empty
shells, blocked regions. Judged by status and by what the page shows; the marks are gate.toml. Never by host."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from crawler.discovery.links import refresh_target
from crawler.discovery.page import FoundLink, Verdict
from crawler.discovery.scripts import redirects
from crawler.discovery.view import View, squeeze, text_of
from crawler.discovery.words import read_name

_DATA = tomllib.loads((Path(__file__).parent / "gate.toml").read_text(encoding="utf-8"))
_FLAGS = re.I | re.S
_CHALLENGES = tuple(
    (entry["name"], tuple(entry["needles"]), re.compile(entry["markup"], _FLAGS), int(entry["text"]))
    for entry in _DATA["challenge"]
)
_PROOF_STATUS = frozenset(_DATA["proof_status"]["codes"])
_WORDS: tuple[tuple[Verdict, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (entry["verdict"], re.compile(entry["plain"], re.I), re.compile(entry["weak"], re.I))
    for entry in _DATA["words"]["verdict"]
)
_TITLES: tuple[tuple[Verdict, re.Pattern[str]], ...] = tuple(
    (entry["verdict"], re.compile(entry["markup"], re.I)) for entry in _DATA["title"]
)
_DOCUMENT = re.compile(_DATA["words"]["document"])
_FACTS = re.compile(_DATA["words"]["facts"])
_ERROR_LENGTH = _DATA["words"]["text_length"]
_SHELL_SCRIPT = re.compile(_DATA["shell"]["script"])
_SHELL_ROOT = re.compile(_DATA["shell"]["root"])
_FILLED = re.compile(_DATA["shell"]["filled"], re.I)
_FURNITURE = re.compile(_DATA["shell"]["furniture"], re.I)
_REPORTS = ("年报", "年度报告", "年報", "年度報告", "总结")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "caption", "title", "th"))
THIN_TEXT = _DATA["thin"]["text"]
THIN_LINKS = _DATA["thin"]["links"]
MAX_MARKUP = 200_000
# Empty elements of a page that are looked at, and the text of one that only says that it is loading.
MAX_CONTAINERS = 60
LOADING_TEXT = 12


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict other than ok, with its reason in words; `targets` are where a stub sends its visitor."""

    verdict: Verdict
    reason: str
    targets: tuple[str, ...] = ()


def own_text(view: View, links: tuple[FoundLink, ...]) -> int:
    """How much text a page has that is not a link, in characters."""
    return max(0, len(view.visible) - sum(len(link.text) for link in links if link.kind not in ("frame", "script")))


def judge(view: View, links: tuple[FoundLink, ...]) -> Judgement | None:
    """What keeps this from being an answer; None when nothing does."""
    status = view.answer.status
    kind = view.kind
    markup = view.text[:MAX_MARKUP] if kind == "html" else ""
    text = own_text(view, links) if kind == "html" else 0
    thin = kind == "html" and text < THIN_TEXT and len(links) < THIN_LINKS
    if thin or status in _PROOF_STATUS:
        for name, needles, pattern, most in _CHALLENGES:
            marked = text <= most and any(needle in view.lowered for needle in needles)
            if marked and pattern.search(markup):
                return Judgement("challenge", f"{name}, status {status}")
        if status in _PROOF_STATUS and status != 202 and ("<script" in markup.lower() or not markup):
            return Judgement("challenge", f"status {status} with script")
    if status in (404, 410):
        return Judgement("not_found", f"status {status}")
    if status in (401, 403, 405, 407, 429, 451):
        return Judgement("blocked", f"status {status}")
    if status >= 500:
        return Judgement("server_error", f"status {status}")
    if status >= 400:
        return Judgement("not_found", f"status {status}")
    if view.answer.truncated:
        return Judgement("too_large", "the answer was cut at a bound")
    if kind == "none":
        return Judgement("empty", "no body")
    if kind != "html":
        return None
    stub = _stub(view, text, len(links))
    if stub is not None:
        return stub
    said = _says(view, text, len(links))
    if said is not None:
        return said
    if text < 20 and not links and not view.answer.rendered and "<script" in markup.lower():
        return Judgement("empty", "nothing but script")
    if text < 5 and not links and "<img" not in markup and "<embed" not in markup and "<object" not in markup:
        return Judgement("empty", "no text and no link")
    return None


def _stub(view: View, text: int, links: int) -> Judgement | None:
    target = refresh_target(view)
    if (
        target is not None
        and target.split("#")[0] != view.url.split("#")[0]
        and text < THIN_TEXT
        and links < THIN_LINKS
    ):
        return Judgement("stub", "meta refresh", (target,))
    if text < 120 and links < 6:
        targets = redirects(view)
        if targets:
            return Judgement("stub", "redirect by script", targets)
    return None


def _says(view: View, text: int, links: int) -> Judgement | None:
    """What a page says in its own words instead of an answer, where it has few of them."""
    titles = _titles(view)
    if text < 4 * _ERROR_LENGTH:
        for title in titles:
            for verdict, pattern in _TITLES:
                if len(title) <= 60 and pattern.search(title) and not _DOCUMENT.search(title):
                    return Judgement(verdict, f"status {view.answer.status}, titled {title[:60]!r}")
    if not (text < _ERROR_LENGTH or (links > THIN_LINKS and text < 2 * _ERROR_LENGTH)):
        return None
    said = _own_words(view)
    document = any(_DOCUMENT.search(title) for title in titles) or _FACTS.search(said) is not None
    for verdict, plain, weak in _WORDS:
        found = plain.search(said) or (None if document else weak.search(said) or weak.search(view.head_title))
        if found:
            return Judgement(verdict, f"status {view.answer.status}, says {squeeze(found.group(0))[:60]!r}")
    return None


def _titles(view: View) -> list[str]:
    titles = [view.head_title]
    if view.tree is not None:
        titles += [squeeze(text_of(element)) for element in view.tree.iter("h1", "h2", "h3")][:6]
    return titles


def _own_words(view: View) -> str:
    """The text of a page that is not a link's."""
    if view.tree is None:
        return view.visible
    texts = view.tree.xpath(
        "//body//text()[not(ancestor::a or parent::script or parent::style or parent::option or parent::textarea)]",
        smart_strings=False,
    )
    return squeeze(" ".join(texts)) or view.visible


def shell_reason(view: View, links: tuple[FoundLink, ...], content_links: int) -> str | None:
    """Why a page needs a browser, in words: it fills its list or its body by script. None when it does not, or was
    rendered already. `content_links` counts the links that are not the site's furniture."""
    if view.answer.rendered or view.kind != "html":
        return None
    if content_links and len(links) >= 3:
        return None
    if "<script" not in view.lowered:
        return None
    scripts = view.scripts
    if len(links) < 3 and len(view.visible) < 200:
        return "the page is an empty shell that a script fills"
    root = _SHELL_ROOT.search(view.lowered, 0, MAX_MARKUP) if content_links == 0 else None
    if root is not None:
        return f"its container {squeeze(view.text[slice(*root.span())])[:60]} is filled by script"
    if content_links == 0 and len(links) < THIN_LINKS and _SHELL_SCRIPT.search(scripts):
        return "its list is made by script"
    return None


def unlinked_column(view: View) -> str | None:
    """A column of reports that is named on a page where nothing leads to it: a script listens for a press. None where there is
    none, or the page was rendered already."""
    if view.answer.rendered or view.tree is None or "<script" not in view.lowered:
        return None
    if not any(word in view.text for word in _REPORTS):
        return None
    looked = 0
    for element in view.tree.iter("li", "span", "div", "button", "em", "b", "i", "p", "dd", "td", "label", "a"):
        text = element.text
        if not text or len(element) or len(text) > 40 or not any(word in text for word in _REPORTS):
            continue
        looked += 1
        if looked > MAX_CONTAINERS:
            return None
        if read_name(squeeze(text)).label == "reports" and not _is_led(element):
            return f"{squeeze(text)!r} on it leads nowhere without its script"
    return None


def _is_led(element: etree._Element) -> bool:
    """Whether an element is (in) a link with an address, a heading, or the way to the page."""
    node: etree._Element | None = element
    for _ in range(5):
        if node is None:
            return False
        if node.tag in _HEADINGS or (node.tag == "a" and (node.get("href") or "").strip("# ")):
            return True
        node = node.getparent()
    return False


def unfilled(view: View) -> str | None:
    """An element without content that the page's own script names, or that is called as lists and trees are while the page
    loads scripts: what may still come into it. None when there is none, or the page was rendered already."""
    if view.answer.rendered or view.tree is None or "<script" not in view.lowered:
        return None
    loads = any(script.get("src") for script in view.tree.iter("script"))
    looked = 0
    for element in view.tree.iter("div", "ul", "ol", "dl", "table", "tbody", "section"):
        name = element.get("id")
        if not name or len(name) > 60 or _FURNITURE.search(name) or not _is_bare(element):
            continue
        looked += 1
        if looked > MAX_CONTAINERS:
            return None
        named = any(f"{before}{name}{after}" in view.scripts for before in "\"'#" for after in "\"'")
        if named or (loads and _FILLED.search(name)):
            return f"its #{name} may be filled by script"
    return None


def _is_bare(element: etree._Element) -> bool:
    if any(child.tag not in ("tbody", "ul") or len(child) for child in element):
        return False
    return len(text_of(element).strip()) <= LOADING_TEXT
