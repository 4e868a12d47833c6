"""Where a page stands in its site: the names of its breadcrumb and of the column that it declares."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.discovery.view import View, squeeze, text_of

_POSITION = re.compile(r"^(?:您?现?在?的?当?前?所?在?位置|您的位置|当前位置|所在位置|你的位置|当前栏目)是?[:：]?")
_CRUMB_SPLIT = re.compile(r"\s*(?:>+|»+|›+|→|/|＞+|-{1,2}&gt;|\|)\s*")
_CRUMB_CLASS = re.compile(
    r"crumb|(?:^|[^a-z])(?:pos|position|location|dqwz|weizhi|wz|local|currentpath|sitepath)", re.I
)


def columns_of(view: View) -> tuple[str, ...]:
    """The names of where a page stands, outermost first: its breadcrumb, then the column it declares."""
    names: list[str] = []
    crumb = _breadcrumb(view)
    if crumb:
        for piece in _CRUMB_SPLIT.split(crumb):
            piece = squeeze(piece)
            if 1 < len(piece) <= 40 and piece not in names:
                names.append(piece)
    for key in ("columnname", "columntype"):
        declared = view.meta.get(key, "")
        if 1 < len(declared) <= 60 and declared not in names:
            names.append(declared)
            break
    return tuple(names[-6:])


def _breadcrumb(view: View) -> str:
    tree = view.tree
    if tree is None:
        return ""
    places = tree.xpath("//body//text()[contains(., '位置')]")[:12] if "位置" in view.text else []
    for text in places:
        element = text.getparent()
        if element is None or element.tag in ("script", "style", "a"):
            continue
        for _ in range(3):
            whole = squeeze(text_of(element))
            if len(whole) > 200:
                break
            stripped = _POSITION.sub("", whole)
            if stripped != whole and len(stripped) > 2:
                return stripped
            element = element.getparent()
            if element is None:
                break
    for element in tree.iter("div", "ul", "ol", "nav", "p", "span", "td", "h3"):
        label = (element.get("class") or "") + " " + (element.get("id") or "")
        if len(label) > 1 and _is_crumb_class(label):
            pieces = [squeeze(piece) for piece in element.itertext()]
            pieces = [piece for piece in pieces if piece and piece not in (">", "»", "/", "›")]
            if 1 < len(pieces) <= 12 and sum(map(len, pieces)) <= 160:
                return ">".join(_POSITION.sub("", piece) for piece in pieces)
    return ""


@lru_cache(maxsize=4096)
def _is_crumb_class(label: str) -> bool:
    return bool(_CRUMB_CLASS.search(label))
