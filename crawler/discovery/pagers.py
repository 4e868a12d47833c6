"""Pagers and totals of list pages, whatever system made them: links that say next or bear page numbers, script calls that
get a number of pages with a file name, and what the page prints of its totals."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.discovery.page import FoundLink, Listing, ListState
from crawler.discovery.view import View, squeeze, text_of
from crawler.discovery.words import plain

MAX_PAGES = 200
MAX_TEXT = 8_000
# Bytes of a form that is posted back; the state of real lists has some ten thousand.
MAX_FORM = 500_000

_NEXT = re.compile(
    r"^[\[【<(（]?(?:下一?页|下页|后一?页|后页|翻页|next(?:page)?|nextpage|尾页|末页|最后一?页|last|end|>{1,2}|»|›|＞|→)[\]】>)）]?$",
    re.I,
)
_PREVIOUS = re.compile(
    r"^[\[【<(（]?(?:首页|第一页|上一?页|前一?页|前页|prev(?:ious)?|first|<{1,2}|«|‹|＜|←)[\]】>)）]?$", re.I
)
_FOLLOWING = re.compile(r"^[\[【<(（]?(?:下一?页|下页|后一?页|后页|next(?:page)?|>|»|›|＞|→)[\]】>)）]?$", re.I)
_POSTBACK = re.compile(r"""__doPostBack\(\s*["']([^"']{1,200})["']\s*,\s*["']([^"']{0,200})["']\s*\)""")
_NUMBER = re.compile(r"^[\[【(（第]?(\d{1,4})[\]】)）页]?$")
_PAGES = re.compile(
    r"(?:共计?|总共|合计|总页数|总计|共有)[:：]?\s*(\d{1,5})\s*页|(?:第\s*\d{1,5}\s*页?|^|[^\d/])\s*\d{1,5}\s*/\s*(?:共)?\s*(\d{1,5})\s*页|总页数[:：]?\s*(\d{1,5})"
)
_ENTRIES = re.compile(
    r"(?:共计?|总共|合计|总计|共有|总记录数|总条数|记录数)[:：]?\s*(\d{1,6})\s*(?:条|篇|项|个?记录|件|则)|总记录数[:：]?\s*(\d{1,6})|总条数[:：]?\s*(\d{1,6})"
)
_CURRENT = re.compile(r"第\s*(\d{1,5})\s*页|当前(?:第)?\s*(\d{1,5})\s*页|(?:^|[^\d/])(\d{1,5})\s*/\s*\d{1,5}\s*页")
# createPageHTML(5, 0, "index", "html"), createPageHTML('page_div',10,1,'list','shtml',200) and their like.
_CALL = re.compile(
    r"""[Pp]ag(?:e|ing|er|ination)\w{0,30}\s*\(\s*(?:["'][\w#.-]{1,40}["']\s*,\s*)?(\d{1,5})\s*,\s*(\d{1,5})\s*,\s*"""
    r"""["']([\w./-]{0,80})["']\s*,\s*["']\.?(\w{2,6})["']\s*(?:,\s*(\d{1,7}))?"""
)
_COUNTED = ("条", "篇", "项", "记录", "件", "则")
_WRITTEN_TOTAL = re.compile(
    r"""\b(?:total_?pages?|page_?count|count_?page|page_?total|pages?_?num|pagenums|totalpagenum)["']?\s*[:=]\s*["']?(\d{1,5})""",
    re.I,
)
_PAGE_PARAMETER = re.compile(
    r"^(?:page|pageno|pagenum|pageindex|page_no|page_index|curpage|cur_page|currentpage|currpage|pn|p|_page|pageid|pagenumber|nowpage)$",
    re.I,
)


def postback(view: View) -> FoundLink | None:
    """The next page of an ASP.NET list, whose pager posts the page's whole form back: __doPostBack('pager', '2'). Only the
    next: every page carries a state of its own, so the same page asked for from two pages would look like two."""
    if "__dopostback" not in view.lowered or view.tree is None:
        return None
    for form in view.tree.iter("form"):
        fields = {
            name: control.get("value") or ""
            for control in form.iter("input")
            if (name := control.get("name")) and (control.get("type") or "text").lower() in ("hidden", "text")
        }
        if "__VIEWSTATE" not in fields:
            continue
        url = view.absolute(form.get("action") or view.url)
        numbered: dict[int, tuple[str, str]] = {}
        named = None
        for anchor in form.iter("a"):
            match = _POSTBACK.search(f"{anchor.get('href') or ''} {anchor.get('onclick') or ''}")
            if match is None:
                continue
            text = plain(squeeze(text_of(anchor)))
            number = _NUMBER.match(text)
            if number:
                numbered[int(number.group(1))] = (match.group(1), match.group(2))
            elif _FOLLOWING.match(text):
                named = (match.group(1), match.group(2))
        printed = _last(_CURRENT, view.visible[-MAX_TEXT:])
        current = printed or next(number for number in range(1, len(numbered) + 2) if number not in numbered)
        target = named or numbered.get(current + 1)
        if target is None or url is None:
            continue
        fields |= {"__EVENTTARGET": target[0], "__EVENTARGUMENT": target[1]}
        body = urlencode(fields, encoding="gb18030" if view.charset == "gb18030" else "utf-8", errors="replace")
        if len(body) <= MAX_FORM:
            headers = (("Content-Type", "application/x-www-form-urlencoded"),)
            return FoundLink(
                url, str(current + 1), kind="pager", method="POST", body=body.encode("ascii"), headers=headers
            )
    return None


def read_pager(view: View, links: tuple[FoundLink, ...]) -> Listing | None:
    """The pager of a page, or None when it has none."""
    by_call = _pager_call(view)
    if by_call is not None:
        return by_call
    visible = view.visible[-MAX_TEXT:]
    more = tuple(_as_pager(link) for link in _pager_links(links))
    pages = _last(_PAGES, visible) if "页" in visible else None
    entries = _last(_ENTRIES, visible) if any(word in visible for word in _COUNTED) else None
    current = _last(_CURRENT, visible) if pages is not None else None
    posted = postback(view)
    if posted is not None:
        more = (posted,)
    if pages is None and not more:
        pages = _written_total(view.scripts)
    if not more and pages is None and entries is None:
        return None
    if not more and pages is not None and pages > 1 and "__viewstate" not in view.lowered:
        more = _by_parameter(view.url, pages) or _guesses(view, pages)
    return Listing(more, ListState(entries, pages, current or _page_of(view.url)))


def _as_pager(link: FoundLink) -> FoundLink:
    return FoundLink(link.url, link.text, link.title, kind="pager", group=link.group, heading=link.heading)


def _pager_links(links: tuple[FoundLink, ...]) -> list[FoundLink]:
    """Links worded as a pager's. Bare numbers count only beside a next, or two together, in one structure."""
    named: list[FoundLink] = []
    numbered: dict[str, list[FoundLink]] = {}
    groups: set[str] = set()
    for link in links:
        text = plain(link.text or link.title)
        if _NEXT.match(text) or _NEXT.match(plain(link.title)):
            named.append(link)
            groups.add(link.group)
        elif _PREVIOUS.match(text) and text not in ("首页",):
            groups.add(link.group)
        elif _NUMBER.match(text):
            numbered.setdefault(link.group, []).append(link)
    found = {link.url: link for link in named}
    for group, members in numbered.items():
        if group in groups or len(members) >= 2:
            for link in members:
                if not 1990 < int(_NUMBER.match(plain(link.text or link.title)).group(1)) < 2100:  # type: ignore[union-attr]
                    found.setdefault(link.url, link)
    return list(found.values())[:MAX_PAGES]


def _last(pattern: re.Pattern[str], text: str) -> int | None:
    """The pattern's last match with a number: a pager stands below its list."""
    value = None
    for match in pattern.finditer(text):
        number = next((group for group in match.groups() if group), None)
        if number is not None:
            value = int(number)
    return value


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
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for index, (name, value) in enumerate(pairs):
        if _PAGE_PARAMETER.match(name) and value.isdigit() and int(value) < pages:
            changed = [*pairs[:index], (name, str(int(value) + 1)), *pairs[index + 1 :]]
            following = urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(changed), ""))
            return (FoundLink(following, "next", kind="pager"),)
    return ()


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


def following(url: str) -> FoundLink | None:
    """The next page of a data address that counts its pages in a parameter; None when it has none."""
    found = _by_parameter(url, 100_000)
    return found[0] if found else None


def _page_of(url: str) -> int | None:
    for name, value in parse_qsl(urlsplit(url).query):
        if _PAGE_PARAMETER.match(name) and value.isdigit():
            return int(value)
    return None
