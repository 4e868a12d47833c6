"""The pictures of a page whose article is pictures: those of the article, in the order in which they stand on it.

Told by position: the images of one structure that stand most together, below the page's title and outside of its head, foot
and menus. What is a code to scan, an emblem or a button by its markup is left out; what only its pixels tell
(pipelines/readers/together.py) is left out when the pictures are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from crawler.discovery.page import FoundLink
from crawler.discovery.view import View, squeeze
from pipelines.blocks import BodyHint

# How the address of a picture begins that the page itself holds.
INLINE_PICTURE = b"data:image/"
# More pictures than a report has pages.
MAX_PICTURES = 60
# Pixels of declared width below which a picture is no page.
LEAST_DECLARED = 200
_SOURCES = (
    "data-original",
    "data-src",
    "data-lazy-src",
    "data-lazy",
    "data-url",
    "data-echo",
    "lazy-src",
    "original",
    "_src",
)
_PLACEHOLDER = re.compile(
    r"^data:|(?:blank|loading|lazy|placeholder|grey|gray|spacer|transparent|space|pixel)[^/]{0,12}\.\w{3,4}$", re.I
)
_NO_PICTURE = re.compile(r"\.(?:svg|ico|css|js)(?:$|[?#])", re.I)
# By name or description: codes, emblems, buttons, icons of files, counters.
_DECORATION = re.compile(
    r"二[维維][码碼]|扫一扫|掃一掃|扫码|微信|微博|公众号|标识|国徽|党徽|徽标|图标|打印|分享|无障碍|适老|长者|返回顶部|qr_?code|qrcode|erweima|ewm"
    r"|logo|icon|(?:^|[/_.-])(?:bg|btn|button|arrow|share|weixin|wechat|weibo|banner|top|foot|print|close|dot|line|ico)(?:[\d_.-]|$)"
    r"|/(?:filetypeimages|icons?|skin|theme|template)s?/",
    re.I,
)
_FRAME = frozenset(("header", "footer", "nav", "aside", "form", "select", "button", "noscript"))
_FRAME_NAME = re.compile(
    r"[\w-]*(?:header|footer|nav|menu|sidebar|crumbs?|copyright|share|qr_?code|ewm|toolbar)|head|top|foot|bottom|logo|banner|side|left|right"
    r"|friend\w*|links?",
    re.I,
)
_PIXELS = re.compile(r"^\s*(\d{1,5})(?:px)?\s*$", re.I)
_STYLED = re.compile(r"(?:^|[;\s])(width|height)\s*:\s*(\d{1,5})(?:\.\d+)?px", re.I)
_CONTAINERS = frozenset(("div", "td", "article", "section", "main", "center", "body", "ul", "ol", "dd", "fieldset"))


def pictures_of(view: View, hint: BodyHint, titles: tuple[str, ...]) -> tuple[FoundLink, ...]:
    """The pictures in their order; none when there are more than MAX_PICTURES, since then they are no report's."""
    if view.tree is None:
        return ()
    roots = [node for path in hint.body for node in view.tree.xpath(path) if isinstance(node, etree._Element)][:1]
    if roots:
        found = list(_pictures_in(view, roots[0]))
    else:
        found = _most_together(list(_pictures_in(view, view.tree)), _below_title(view, titles))
    urls: dict[str, FoundLink] = {}
    for _, link in found:
        urls.setdefault(link.url, link)
    return tuple(urls.values()) if len(urls) <= MAX_PICTURES else ()


def _pictures_in(view: View, root: etree._Element) -> Iterator[tuple[etree._Element, FoundLink]]:
    for element in root.iter("img"):
        source = _source(element)
        url = view.absolute(source) if source else None
        if url is None or _NO_PICTURE.search(url) or _is_decoration(element, url, root):
            continue
        yield element, FoundLink(url, squeeze(element.get("alt") or element.get("title"))[:300], kind="image")


def _source(element: etree._Element) -> str:
    """The picture's own address where a script puts it in only when it is scrolled to."""
    plain = (element.get("src") or "").strip()
    if plain and not _PLACEHOLDER.search(plain.split("?")[0]):
        return plain
    return next((value.strip() for name in _SOURCES if (value := element.get(name)) and value.strip()), "")


def _is_decoration(element: etree._Element, url: str, root: etree._Element) -> bool:
    said = " ".join(
        (url.rpartition("/")[2], element.get("alt") or "", element.get("title") or "", element.get("class") or "")
    )
    if _DECORATION.search(said) or _DECORATION.search(url.partition("://")[2].partition("/")[2]):
        return True
    if any(size < LEAST_DECLARED for size in _declared(element)):
        return True
    node = element.getparent()
    while node is not None and node is not root:
        if node.tag in _FRAME or any(
            map(_FRAME_NAME.fullmatch, f"{node.get('class') or ''} {node.get('id') or ''}".split())
        ):
            return True
        if node.tag == "a" and _leads_away(node, element):
            return True
        node = node.getparent()
    return False


def _leads_away(anchor: etree._Element, image: etree._Element) -> bool:
    """Whether a picture is the button of a link; one that leads to a picture, itself in full size say, is no button."""
    target = (anchor.get("href") or "").strip()
    if not target or target.startswith("#") or target.lower().startswith("javascript:"):
        return False
    return re.search(r"\.(?:jpe?g|png|gif|bmp|webp)(?:$|[?#])", target, re.I) is None and target != image.get("src")


def _declared(element: etree._Element) -> Iterator[int]:
    """Width as it is declared, in pixels, and height where no width is."""
    sizes = {name: int(match[1]) for name in ("width", "height") if (match := _PIXELS.match(element.get(name) or ""))}
    sizes |= {match[1].lower(): int(match[2]) for match in _STYLED.finditer(element.get("style") or "")}
    if "width" in sizes:
        yield sizes["width"]
    elif "height" in sizes and sizes["height"] < LEAST_DECLARED // 4:
        yield sizes["height"]


def _below_title(view: View, titles: tuple[str, ...]) -> int:
    """The place, counted in elements, of the last element that says the title alone; 0 where none does."""
    assert view.tree is not None
    wanted = {squeeze(title).replace(" ", "") for title in titles[:3]}
    place = 0
    for number, element in enumerate(view.tree.iter("*")):
        if element.tag in ("title", "script", "style", "option"):
            continue
        text = element.text
        if text and text.strip() and squeeze(text).replace(" ", "") in wanted:
            place = number
    return place


def _most_together(found: list[tuple[etree._Element, FoundLink]], title: int) -> list[tuple[etree._Element, FoundLink]]:
    """Of all pictures of a page those of one container: the one with most of them below the title."""
    if not found:
        return []
    root = found[0][0].getroottree().getroot()
    order = {element: number for number, element in enumerate(root.iter("*"))}
    below = [pair for pair in found if order.get(pair[0], 0) >= title]
    groups: dict[etree._Element, list[tuple[etree._Element, FoundLink]]] = {}
    for pair in below:
        groups.setdefault(_container(pair[0]), []).append(pair)
    best = max(groups.values(), key=len, default=[])
    if len(best) == 1 and len(groups) > 1:
        # A picture a container: those whose containers are of one kind, side by side.
        kinds: dict[tuple[object, ...], list[tuple[etree._Element, FoundLink]]] = {}
        for container, pairs in groups.items():
            kinds.setdefault((container.getparent(), container.tag, container.get("class")), []).extend(pairs)
        best = max(kinds.values(), key=len)
    return best


def _container(element: etree._Element) -> etree._Element:
    node = element.getparent()
    while node is not None and node.getparent() is not None and node.tag not in _CONTAINERS:
        node = node.getparent()
    return node if node is not None else element
