"""What a list says or offers beside what it shows: older entries elsewhere, a choice that it is narrowed by, a way to its next page
that leads nowhere. A list with such a hint proves nothing of the years that the hint speaks of.

    <li>2018年及以前</li>                     a tab without an address
    <select><option>2025<option>2024          a list of the year that is chosen
    <a href="javascript:;">下一页</a>         a pager whose script is not at hand
    2020年以前的信息请访问旧版网站             a sentence
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree

from crawler.discovery.page import FoundLink, Hint, Page
from crawler.discovery.pagewords import FOLLOWING, MORE
from crawler.discovery.view import View, squeeze, text_of
from crawler.discovery.words import (
    LONGEST_COLUMN_NAME,
    MOST_YEAR,
    is_report_title,
    leaves_nothing_out,
    names_reports_column,
    older_named,
    older_told,
    plain,
    read_name,
)

MAX_BOXES = 20
MAX_OPTIONS = 80
MAX_ELEMENTS = 6_000
# Elements within one whose text is read.
MAX_INNER = 40
MAX_HINTS = 12
# Characters of a sentence about older entries, and of a text that names a way to the next page.
LEAST_SENTENCE, MAX_SENTENCE = 7, 80
MAX_NEXT = 8
# Choices of organs or of years that make a select box one by which the list is narrowed.
ENOUGH_CHOICES = 2
TITLES = frozenset(("report", "cut"))
_SHORT = ("a", "li", "span", "div", "button", "dd", "dt", "h3", "h4", "td", "em", "b", "strong", "label", "p")
_SAYING = ("p", "div", "span", "td", "li", "form", "font", "strong")
_TURNING = ("a", "button", "span", "li", "input")
_FRACTION = re.compile(r"^\s*第?\s*([1-9]\d?)\s*[/／]\s*共?\s*([1-9]\d?)\s*页?\s*$")
_SENTENCE = re.compile(r"[。；！!?？]")
# What every text that speaks of older entries has, found faster.
_SPEAKS = re.compile(r"前|历史|往年|以往|过往|往期|往届|早期|旧|老版|归档|存档|\d\s*年?\s*[-—－~～至到]+\s*(?:19|20)\d")
_OFF = re.compile(r"disabled|(?<![a-z])(?:dis|gray|grey|none|off|unable|no)(?![a-z])", re.I)


def with_hints(page: Page, view: View, pressed: tuple[FoundLink, ...]) -> Page:
    """The page with what it says and offers beside what it shows. `pressed` is what a browser brought: where there are reports
    among it, what is offered was seen."""
    if page.recognition is not None or page.verdict != "ok" or page.kind not in ("list", "other"):
        return page
    seen = any(read_name(link.text or link.title).label in TITLES for link in pressed)
    offers = () if seen else offered(view, page)
    named = any(names_reports_column(name) for name in (*page.columns, page.title or ""))
    needed = page.needs_browser
    if needed is None and offers and named and not view.is_final:
        needed = offers[0].said
    return replace(page, hints=(*offers, *told(view)), needs_browser=needed)


def offered(view: View, page: Page) -> tuple[Hint, ...]:
    """What the page offers to be pressed or chosen, and what none of its links answers: a browser may bring it."""
    if view.tree is None:
        return ()
    known = {plain(link.text) for link in page.links}
    found = [*_narrowed(view, known), *_stuck(view, page), *_offices(view)]
    if _SPEAKS.search(view.visible):
        found += _unlinked(view)
    return tuple(dict.fromkeys(found))[:MAX_HINTS]


def told(view: View) -> tuple[Hint, ...]:
    """What the page's sentences say of older entries: where these are, no press will bring them."""
    if view.tree is None or not _SPEAKS.search(view.visible):
        return ()
    return tuple(dict.fromkeys(_told(view)))[:MAX_HINTS]


def _elements(view: View, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    assert view.tree is not None
    return islice(view.tree.iter(*tags), MAX_ELEMENTS)


def _narrowed(view: View, known: set[str]) -> Iterator[Hint]:
    """Select boxes that have a year or an organ chosen of several, where none of the others leads anywhere."""
    assert view.tree is not None
    for box in islice(view.tree.iter("select"), MAX_BOXES):
        options = list(islice(box.iter("option"), MAX_OPTIONS))
        if any("://" in (option.get("value") or "") for option in options):
            continue
        texts = [squeeze(text_of(option)) for option in options]
        chosen = next((n for n, option in enumerate(options) if option.get("selected") is not None), 0)
        label = read_name(texts[chosen]).label if texts else "empty"
        if label not in ("year", "organ") or leaves_nothing_out(texts[chosen]):
            continue
        others = [text for n, text in enumerate(texts) if n != chosen and read_name(text).label == label]
        if len(others) < ENOUGH_CHOICES or any(plain(text) in known for text in others):
            continue
        years = [year for text in others if label == "year" and (year := read_name(text).year) is not None]
        said = f"it is narrowed to {texts[chosen]} by a choice of {len(texts)}"
        # A year that is chosen may be that of publication, the next.
        yield Hint(said, min(years) - 1, max(years)) if years else Hint(said, 0, MOST_YEAR)


def _unlinked(view: View) -> Iterator[Hint]:
    """Short texts that name older entries and are no link."""
    for element in _elements(view, _SHORT):
        if len(element) or not element.text:
            continue
        text = squeeze(element.text)
        if not 0 < len(text) <= LONGEST_COLUMN_NAME or is_report_title(text):
            continue
        years = older_named(text)
        if years is not None and not _leads_somewhere(view, element):
            yield Hint(f"it names {text}, which is no link", *years)


def _offices(view: View) -> Iterator[Hint]:
    """A tree of organs of which none has an address: the list is that of one of them. Not the organs that stand beside entries."""
    names: dict[str, None] = {}
    for element in _elements(view, ("li", "span", "a", "dd")):
        text = squeeze(element.text)
        if len(element) or not 4 < len(text) <= LONGEST_COLUMN_NAME or read_name(text).label != "organ":
            continue
        row = next((each for each in islice(element.iterancestors(), 4) if each.tag in ("li", "tr", "dd")), element)
        if not any(_has_address(view, each) for each in islice(row.iter(), MAX_INNER)) and not _leads_somewhere(
            view, element
        ):
            names.setdefault(text)
    if len(names) > ENOUGH_CHOICES:
        yield Hint(f"it names {len(names)} organs that are no links, {next(iter(names))} first", 0, MOST_YEAR)


def _has_address(view: View, element: etree._Element) -> bool:
    return element.tag == "a" and view.absolute(element.get("href") or "") is not None


def _leads_somewhere(view: View, element: etree._Element) -> bool:
    """Whether it is a link with an address or stands in one, or listens to a press by a handler of its own."""
    return any(_has_address(view, each) for each in (element, *islice(element.iterancestors(), 3)))


def _told(view: View) -> Iterator[Hint]:
    """Sentences that send their reader elsewhere for older entries."""
    for element in _elements(view, _SAYING):
        text = _short_text(element, MAX_SENTENCE)
        if len(text) < LEAST_SENTENCE:
            continue
        for sentence in _SENTENCE.split(text):
            years = older_told(sentence)
            if years is not None:
                yield Hint(f"it says: {sentence.strip()}", *years)


def _stuck(view: View, page: Page) -> Iterator[Hint]:
    """A way to the next page that looks as if it led there and has no address, where nothing else leads on and no number of
    pages is said."""
    if any(link.kind in ("pager", "api") for link in page.links):
        return
    if page.list_state is not None and page.list_state.total_pages is not None:
        return
    yield from _fractions(view)
    counted = page.list_state is not None and page.list_state.total_entries is not None
    dead: list[str] = []
    for element in _elements(view, _TURNING):
        said = _wording(element)
        if element.tag in ("a", "button") and MORE.match(plain(said)) and said and not _is_off(element):
            # Beside a list that counts its entries it is a menu's.
            if not counted and not _has_address(view, element):
                yield Hint(f"its {said} leads nowhere", 0, MOST_YEAR)
                return
            continue
        if element.tag in ("a", "button") and said.isdigit() and not _is_off(element):
            dead += [said] if view.absolute(element.get("href") or "") is None else []
            if dead[-2:] in (["1", "2"], ["2", "3"]):
                yield Hint("its numbers of pages lead nowhere", 0, MOST_YEAR)
                return
        if "页" not in said or len(said) > MAX_NEXT or not FOLLOWING.match(plain(said)) or _is_off(element):
            continue
        if element.tag in ("span", "li") and not element.get("onclick") and not element.get("data-page"):
            continue
        if element.tag != "a" or view.absolute(element.get("href") or "") is None:
            yield Hint(f"its {said} leads nowhere", 0, MOST_YEAR)
            return


def _fractions(view: View) -> Iterator[Hint]:
    """The page and how many there are, as a pager of buttons shows it: 1/3."""
    leaves = (each.text for each in _elements(view, ("span", "em", "b", "i", "div", "li", "td", "p")) if not len(each))
    found = {(int(shown.group(1)), int(shown.group(2))) for text in leaves if (shown := _FRACTION.match(text or ""))}
    if len(found) == 1 and (shown := next(iter(found)))[0] < shown[1]:
        # Several are days of entries.
        yield Hint(f"it is page {shown[0]} of {shown[1]}", 0, MOST_YEAR)


def _wording(element: etree._Element) -> str:
    """What an element that can be pressed says, by its text, its value or the picture that it is."""
    if element.tag == "input":
        return element.get("value") or ""
    images = (each for each in islice(element.iter(), MAX_INNER) if each.tag == "img")
    pictures = (image.get("alt") or image.get("title") or "" for image in images)
    return _short_text(element, MAX_NEXT) or element.get("title") or next(pictures, "")


def _short_text(element: etree._Element, most: int) -> str:
    """The text of an element of few others; '' where it is longer. Elements nested without end cost no more."""
    pieces: list[str] = []
    size = 0
    for count, each in enumerate(element.iter()):
        if count > MAX_INNER or size > most:
            return ""
        own = each.text if isinstance(each.tag, str) else None
        after = each.tail if each is not element else None
        pieces += [piece for piece in (own, after) if piece]
        size += sum(len(piece.strip()) for piece in (own, after) if piece)
    text = squeeze("".join(pieces))
    return text if len(text) <= most else ""


def _is_off(element: etree._Element) -> bool:
    """Whether it is marked as one that cannot be pressed."""
    if element.tag == "a" and element.get("href") is None and not element.get("onclick"):
        return True
    marked = (each for each in (element, element.getparent()) if each is not None)
    return any(each.get("disabled") is not None or _OFF.search(each.get("class") or "") for each in marked)
