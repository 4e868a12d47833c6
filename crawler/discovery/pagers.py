"""Pagers and totals of list pages, whatever system made them: links that say next or bear page numbers, script calls that
get a number of pages with a file name, and what the page prints of its totals."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from crawler.discovery.components import read_component
from crawler.discovery.page import FoundLink, Listing, ListState
from crawler.discovery.pagewords import CURRENT, ENTRIES, MAX_TEXT, NEXT, NUMBER, PAGES, PREVIOUS, last
from crawler.discovery.postbacks import postback
from crawler.discovery.scripts import further_calls
from crawler.discovery.turning import Call, counted, next_page, parameters
from crawler.discovery.view import View, text_of
from crawler.discovery.words import plain, year_in

MAX_PAGES = 200
# The longest text of a link to another page of a list, blanks between its characters included.
MAX_SAID = 60
# The longest wording of a link to another page of a list.
MAX_WORDING = 10
_COUNTS = re.compile(r"page|cur$|^(?:pn|p|paged)$|(?<![a-z])p$|[a-z]\d+p$|index$|pno$", re.I)
_ON_DEMAND = ("加载更多", "点击加载更多", "查看更多", "显示更多", "loadmore")
# Calls that write a pager; those whose arguments say how many pages there are were read already.
_MAKES_PAGER = re.compile(
    r"""(?<!function )\b(?:(?:show|create|write|make|draw|init|build|load|render|set)_?[Pp]ag(?:e|er|es|ing|ination)(?:HTML|Html|Nav|List|Bar|s)?"""
    r"""|[pP]ag(?:er|ing|ination)|laypage(?:\.render)?|createPageHTML)\s*\("""
)
# What every such call has, found faster.
_CALLS_PAGER = re.compile(r"[Pp]ag\w{1,40}(?:\.render)?\s*\(")
# createPageHTML(5, 0, "index", "html"), createPageHTML('page_div',10,1,'list','shtml',200) and their like.
_CALL = re.compile(
    r"""[Pp]ag(?:e|ing|er|ination)\w{0,30}\s*\(\s*(?:["'][\w#.-]{1,40}["']\s*,\s*)?(\d{1,5})\s*,\s*(\d{1,5})\s*,\s*"""
    r"""["']([\w./-]{0,80})["']\s*,\s*["']\.?(\w{2,6})["']\s*(?:,\s*(\d{1,7}))?"""
)
# A call of any name that is handed numbers, a file's name and its ending, in whatever order: pageList(67, 12, 1, "index", "html").
_HANDED = re.compile(r"""(?:^|[\s;{}>])[\w$.]{1,40}\s?\(([^()\n]{8,160})\)""")
_ENDING = re.compile(r"""["']\.?(?:s?html?|jsp|aspx?|php)["']""")
_NUMBERS = re.compile(r"""(?:^|,)((?:\s{0,8}["']?\d{1,6}["']?\s{0,8}(?:,|$)){2,4})""")
# What elements are called that a pager is put into, and calls so named with the numbers that they are handed.
_PAGERS_PLACE = re.compile(
    r"(?<![a-z])(?:pag(?:e|er|es|ing|ination)(?:_?(?:bar|list|nav|num|div|box|html))?|fen_?ye|fan_?ye|lay_?page)(?![a-z])",
    re.I,
)
_PAGERS_NUMBERS = re.compile(
    r"(?:[Pp]ag|[Ff]en_?[Yy]e|[Ff]an_?[Yy]e)\w{0,20}\(\s{0,4}(\d{1,5})\s{0,4},\s{0,4}(\d{1,5})\s{0,4}[,)]"
)
MOST_PLACES = 40
# Scripts that listen how far a page is scrolled, and scripts that ask for anything.
_SCROLLED = ("IntersectionObserver", "onscroll", "'scroll'", '"scroll"', ".scroll(", "infinite", "Infinite")
_ASKS = re.compile(r"XMLHttpRequest|fetch\(|\$\.(?:ajax|get|post|getJSON)|axios|\.load\(")
# Scripts that may have written a pager.
_WRITES = re.compile(r"innerHTML|document\.write|\.html\(|\.append|insertAdjacentHTML")
_COUNTED = ("条", "篇", "项", "记录", "件", "则")
_PUT_BEHIND = re.compile(
    r"""location\.(?:pathname|href)\s{0,4}\+\s{0,4}["']\?(\w{0,12}[Pp]age\w{0,8}|p|pn)=["']\s{0,4}\+"""
)
_WRITTEN_TOTAL = re.compile(
    r"""\b(?:total_?pages?|page_?count|count_?page|page_?total|pages?_?num|pagenums|totalpagenum)["']?\s*[:=]\s*["']?(\d{1,5})""",
    re.I,
)


def read_pager(view: View, links: tuple[FoundLink, ...]) -> Listing | None:
    """The pager of a page, or None when it has none."""
    by_call = _pager_call(view) or read_component(view)
    if by_call is not None:
        return by_call
    visible = view.visible[-MAX_TEXT:]
    more = tuple(_as_pager(link) for link in _pager_links(view, links))
    pages = last(PAGES, visible) if "页" in visible else None
    entries = last(ENTRIES, visible) if any(word in visible for word in _COUNTED) else None
    current = last(CURRENT, visible) if pages is not None else None
    posted = postback(view)
    if posted is not None:
        more = (posted,)
    if pages is None and not more:
        pages = _written_total(view.scripts)
    if not more and pages is not None and pages > 1 and "__viewstate" not in view.lowered:
        more = _by_parameter(view.url, pages) or further_calls(view) or _named_parameter(view) or _guesses(view, pages)
    unread = _unread(view, pages) if not more else ""
    if (
        more
        and all(link.group == "guess" for link in more)
        and not view.answer.rendered
        and (_WRITES.search(view.scripts) or _CALLS_PAGER.search(view.scripts))
    ):
        unread = "where its further pages are is a guess"
    if not more and pages is None and entries is None and not unread:
        return None
    return Listing(more, ListState(entries, pages, current or _page_of(view.url), unread=unread))


def is_turning(text: str) -> bool:
    """Whether a text is that of a link to another page of a list."""
    wording = plain(text)
    return bool(NEXT.match(wording) or NUMBER.match(wording))


def turns_back(link: FoundLink) -> bool:
    """Whether a form is sent for a page that was seen: the first, the one before."""
    return link.method != "GET" and PREVIOUS.match(plain(link.text or link.title)) is not None


class _Address:
    """A page's own address, to know others of the same list by it: all parameters alike but the one that counts pages, or the
    page's number put behind its own name."""

    def __init__(self, url: str) -> None:
        self._path, self._given = self._parts(url)

    @staticmethod
    def _parts(url: str) -> tuple[str, dict[str, str]]:
        return url.partition("#")[0].partition("?")[0], dict(parameters(Call(url)))

    def turns(self, link: FoundLink) -> bool:
        if "?" not in link.url or link.kind not in ("link", "script"):
            return False
        path, given = self._parts(link.url)
        if path != self._path:
            return False
        differing = [name for name in given if given[name] != self._given.get(name)]
        if not differing or not set(self._given) <= set(given):
            return False
        counting = [name for name in differing if _COUNTS.search(name) and given[name].isdigit()]
        # What else differs must be absent from the first page's own address.
        others = [name for name in differing if name not in counting]
        return len(counting) == 1 and int(given[counting[0]]) <= MAX_PAGES and not any(n in self._given for n in others)

    def is_numbered(self, link: FoundLink) -> bool:
        """Whether a link that bears a number leads to this page's name with that number, or the one before, behind it:
        list.html and list_2.html, /nb/ and /nb/index_1.html; or to the number alone beside it, /nb/2.html. One such link is a pager
        of two pages."""
        number = int(NUMBER.match(plain(link.text or link.title)).group(1))  # type: ignore[union-attr]
        folder, _, name = self._parts(link.url)[0].rpartition("/")
        if (
            folder == self._path.rpartition("/")[0]
            and re.fullmatch(rf"{number}\.\w{{2,5}}", name)
            and "?" not in link.url
        ):
            return True
        stem = re.escape(re.sub(r"(?:index)?(?:\.\w{2,5})?$", "", self._path))
        found = re.fullmatch(rf"{stem}(?:index|list)?[_-]?(\d{{1,3}})(?:\.\w{{2,5}}|/)?", self._parts(link.url)[0])
        return found is not None and "?" not in link.url and int(found.group(1)) in (number, number - 1)


def _unread(view: View, pages: int | None) -> str:
    """Why further pages, if there are any, cannot be told: a script makes the pager, of numbers that it has from elsewhere."""
    if pages != 1 and _CALLS_PAGER.search(view.scripts) and _MAKES_PAGER.search(view.scripts):
        return "its pager is made by script"
    if pages is None and not view.answer.rendered and _hands_pages_over(view.scripts):
        return "its pager is made by script"
    if pages is None and any(mark in view.scripts for mark in _SCROLLED) and _ASKS.search(view.scripts):
        return "more of it comes when it is scrolled"
    if view.tree is not None and any(word in view.text for word in _ON_DEMAND):
        for element in view.tree.iter("a", "button", "div", "span", "p"):
            if (
                not len(element)
                and plain(text_of(element)) in _ON_DEMAND
                and not (element.get("href") or "").strip("#")
            ):
                return "more of it comes when a button is pressed"
    return ""


def is_awaited(view: View) -> bool:
    """Whether a page has an empty place for a pager that a script is to fill, and no call says that there is but one page."""
    if view.tree is None or view.answer.rendered or not view.tree.xpath("boolean(//script[@src])"):
        return False
    if any(int(a) <= 1 and int(b) <= 1 for a, b in _PAGERS_NUMBERS.findall(view.scripts)):
        return False
    looked = 0
    for element in view.tree.iter("div", "ul", "p", "td", "nav", "span"):
        name = f"{element.get('id') or ''} {element.get('class') or ''}"
        if len(name) > 120 or not _PAGERS_PLACE.search(name):
            continue
        looked += 1
        if looked > MOST_PLACES:
            return False
        if not len(element) and not (element.text or "").strip():
            return True
    return False


def _hands_pages_over(scripts: str) -> bool:
    """Whether a script hands how many pages or entries there are, more than one page's, to a function that it has from
    elsewhere, with the name and the ending that their addresses have."""
    if _ENDING.search(scripts) is None:
        return False
    for match in _HANDED.finditer(scripts):
        numbers = _NUMBERS.search(match.group(1)) if _ENDING.search(match.group(1)) else None
        if numbers is None:
            continue
        first, *others = (int(number) for number in re.findall(r"\d+", numbers.group(1)))
        # Of pages and the one shown, either is first; of entries, those on a page and the page, those in all.
        if first > max(1, *others) or (len(others) == 1 and others[0] > 1):
            return True
    return False


def _as_pager(link: FoundLink) -> FoundLink:
    return replace(link, kind="pager", context="", published=None)


def _pager_links(view: View, links: tuple[FoundLink, ...]) -> list[FoundLink]:
    """Links worded as a pager's, or that are the page's own address with another page number. Bare numbers count only beside a next, or two together, in one structure."""
    named: list[FoundLink] = []
    numbered: dict[str, list[FoundLink]] = {}
    groups: set[str] = set()
    own = _Address(view.url)
    for link in links:
        said = link.text or link.title
        if len(said) > MAX_SAID and not 0 < len(link.title) <= MAX_SAID:
            continue
        text = plain(said)
        if NEXT.match(text) or NEXT.match(plain(link.title)):
            named.append(link)
            groups.add(link.group)
        elif PREVIOUS.match(text) and text not in ("首页",):
            groups.add(link.group)
        elif len(text) <= MAX_WORDING and year_in(text) is None and own.turns(link):
            named.append(link)
            groups.add(link.group)
        elif not text and link.kind == "script" and counted(Call(link.url))[0] is not None:
            # Without a word, in what a script holds: where the list's next group comes from.
            named.append(link)
        elif NUMBER.match(text):
            numbered.setdefault(link.group, []).append(link)
    found = {(link.url, link.body): link for link in named}
    for group, members in numbered.items():
        if group in groups or len(members) >= 2:
            for link in members:
                if not 1990 < int(NUMBER.match(plain(link.text or link.title)).group(1)) < 2100:  # type: ignore[union-attr]
                    found.setdefault((link.url, link.body), link)
        elif own.is_numbered(members[0]):
            found.setdefault((members[0].url, members[0].body), members[0])
    kept = {key: link for link in links if found.get(key := (link.url, link.body)) is link}
    return list(kept.values())[:MAX_PAGES]


def _pager_call(view: View) -> Listing | None:
    scripts = view.scripts
    if "ag" not in scripts:
        return None
    for match in _CALL.finditer(scripts):
        total, current, name, extension = int(match.group(1)), int(match.group(2)), match.group(3), match.group(4)
        entries = int(match.group(5)) if match.group(5) else None
        if total > 10_000 or current > max(total, 1):
            continue
        return Listing(
            numbered_pages(view, total, current, name, extension),
            ListState(entries, max(total, 1), page_number(view.url, current)),
        )
    return None


def page_number(url: str, current: int) -> int:
    """The page counted from 1, by the pager's own count: pagers that start from 0 say so on their first page."""
    suffix = re.search(r"_(\d{1,5})\.\w+$", urlsplit(url).path)
    if suffix is None:
        return 1
    return int(suffix.group(1)) + (1 if int(suffix.group(1)) == current else 0)


def numbered_pages(view: View, total: int, current: int, name: str, extension: str) -> tuple[FoundLink, ...]:
    """index_1.html ... of a list of `total` pages. A pager that counts from 0 on its first page has page k + 1 at _k; one
    that counts from 1 has page k at _k, or at _(k - 1) on some sites: then both ends are asked for."""
    if total <= 1:
        return ()
    suffix = re.search(r"_(\d{1,5})\.\w+$", urlsplit(view.url).path)
    if suffix is not None:
        zero_based = int(suffix.group(1)) != current or current < total - 1
        first, last = 1, total - 1 if zero_based and int(suffix.group(1)) == current and current < total else total
    elif current == 0:
        first, last = 1, total - 1
    else:
        first, last = 1, total
    pages = []
    for number in [*range(2, last + 1), 1] if current and suffix is None else range(first, last + 1):
        url = view.absolute(f"{name or 'index'}_{number}.{extension}")
        if url is not None and url != view.url:
            pages.append(FoundLink(url, str(number), kind="pager"))
        if len(pages) >= MAX_PAGES:
            break
    return tuple(pages)


def _by_parameter(url: str, pages: int) -> tuple[FoundLink, ...]:
    """The next page of a list whose address has a page number as parameter."""
    call = Call(url)
    number, _ = counted(call)
    turned = next_page(call, 0) if number is not None and number < pages else None
    return (turned.as_link("next", kind="pager"),) if turned is not None else ()


def _named_parameter(view: View) -> tuple[FoundLink, ...]:
    """The second page where a script puts the number of a page behind the page's own address: location.pathname + '?page=' + n."""
    named = _PUT_BEHIND.search(view.scripts)
    url = view.absolute(f"{view.url.partition('#')[0].partition('?')[0]}?{named.group(1)}=2") if named else None
    return (FoundLink(url, "2", kind="pager"),) if url is not None and url != view.url else ()


def _written_total(scripts: str) -> int | None:
    """The number of pages that a pager's script is given, under any of its usual names."""
    squeezed = scripts.lower().replace("_", "")
    if not any(
        word in squeezed for word in ("totalpage", "pagecount", "countpage", "pagetotal", "pagenum", "pagesnum")
    ):
        return None
    values = [int(match.group(1)) for match in _WRITTEN_TOTAL.finditer(scripts)]
    return max(values) if values and max(values) < 10_000 else None


def _guesses(view: View, pages: int) -> tuple[FoundLink, ...]:
    """Where the next page of a numbered list may be, when nothing links to it: the name with the next number, or on a
    first page with _2, _1 and a bare 2. A wrong guess costs one request each."""
    path = urlsplit(view.url).path
    name = path.rsplit("/", 1)[1]
    numbered = re.match(r"^(.*?[_-]|)(\d{1,4})(\.\w{2,6})$", name)
    if numbered:
        number = int(numbered.group(2))
        if number >= pages:
            return ()
        names = [f"{numbered.group(1)}{number + 1}{numbered.group(3)}"]
    else:
        stem, _, extension = name.partition(".")
        stem, extension = stem or "index", extension or "html"
        names = [f"{stem}_2.{extension}", f"{stem}_1.{extension}", f"2.{extension}"]
    links = (view.absolute(guess) for guess in names)
    return tuple(FoundLink(url, "", kind="pager", group="guess") for url in links if url is not None)


def _page_of(url: str) -> int | None:
    return counted(Call(url))[0]
