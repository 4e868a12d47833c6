"""The links of a page with their surroundings, in one pass over its tree.

A link is an anchor, an area, a frame, an option or element whose script opens an address, a refresh, or a string of markup
that a script writes. What a script would compute beyond joining strings is not guessed: that is the browser's work.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qsl, quote_plus, urlsplit

from lxml import etree

from crawler.discovery.addresses import is_asset, is_file, is_image, route
from crawler.discovery.page import FoundLink
from crawler.discovery.view import MAX_MARKS, View, squeeze, text_of
from crawler.discovery.words import date_in

MAX_LINKS = 4000
MAX_SCRIPT_LINKS = 600
MAX_DATA_CALLS = 6
MAX_ITEM_TEXT = 240
SEARCH_WORDS = "政府信息公开工作年度报告"

_ITEMS = frozenset(("li", "tr", "dd", "dt"))
_BLOCKS = frozenset(("p", "div", "td", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption", "dt", "th"))
_NAMING = ("div", "span", "td", "p", "strong", "b", "em")
_TELLING = ("a", "area", "iframe", "frame", "embed", "object", "option", "form", *sorted(_HEADINGS), *_NAMING)
_TITLE_CLASS = re.compile(
    r"tit|head|(?<![a-z])hd(?![a-z])|caption|bt(?![a-z])|lanmu|(?<![a-z])lm|column|mc(?![a-z])", re.I
)
_STRING = re.compile(r"""(["'])((?:\\.|(?!\1).){1,600}?)\1""")
_ADDRESS = re.compile(
    r"^(?:https?:)?/{0,2}[\w\u4e00-\u9fff%.~:@/-]*"
    r"(?:/|\.(?:s?html?|jsp|aspx?|php|do|action|pdf|docx?|wps|xlsx?|zip|rar|ofd)|\?[\w.-]+=)[\w\u4e00-\u9fff%.~:@/?&=;,+#-]*$",
    re.I,
)
_CALL = re.compile(r"(?:javascript:)?\s*(?:return\s+)?([\w$.]{2,60})\s*\(([^()]{0,300})\)")
_OPENS = re.compile(
    r"(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\s*\(|window\.open\s*\(|\.src\s*=)\s*([^;\n]{1,400})"
)
_FUNCTION = re.compile(r"function\s+([\w$]{2,60})\s*\(([\w$,\s]{0,120})\)\s*\{(.{1,1500}?)\}", re.S)
_REDIRECT = re.compile(
    r"""(?<![\w.])(?:(?:window|self|top|parent|document)\.)*location(?:\.href)?\s*=\s*["']([^"'\s]{1,500})["']"""
    r"""|(?:(?:window|self|top|parent|document)\.)*location\.(?:replace|assign)\s*\(\s*["']([^"'\s]{1,500})["']"""
)
_WRITTEN = re.compile(
    r"""<a\b[^>]{0,300}?href\s*=\s*\\?(["'])([^"'<>\\]{1,500})\\?\1([^>]{0,300})>((?:(?!</a|<\\/a).){0,300})<\\?/a""",
    re.I | re.S,
)
_SHOWN = re.compile(
    r"""["']((?:https?:/)?/[^"'\s<>]{1,300}?\.(?:pdf|docx?|wps|ofd)(?:\?[^"'\s<>]{0,200})?)["']""", re.I
)
_DATA_CALL = re.compile(
    r"""(?:fetch|\$\.(?:get|post|getJSON|ajax)|axios(?:\.get|\.post)?|\.load|\.open\s*\(\s*["']GET["']\s*,|\burl\s*:)\s*\(?\s*["']([^"'\s<>]{2,400})["']"""
)
# Addresses of data by their look, wherever a script keeps them: a JSON file, a page number in the query.
_DATA_ADDRESS = re.compile(
    r"""["']((?:https?:)?/[^"'\s<>]{1,300}(?:\.json(?![\w])|[?&](?:_isJson=true|(?:page|cur(?:rent)?)_?(?:no|num|index|number|page|size)?=\d))[^"'\s<>]{0,300})["']""",
    re.I,
)
_TITLE_ATTRIBUTE = re.compile(r"""title\s*=\s*\\?["']([^"'\\]{1,200})""", re.I)
_TAG = re.compile(r"<[^>]{0,400}>")
_REFRESH = re.compile(r"""^\s*\d*\.?\d*\s*[;,]?\s*(?:url\s*=)?\s*["']?([^"']+)""", re.I)
_POSITION = re.compile(r"^(?:您?现?在?的?当?前?所?在?位置|您的位置|当前位置|所在位置|你的位置|当前栏目)是?[:：]?")
_CRUMB_SPLIT = re.compile(r"\s*(?:>+|»+|›+|→|/|＞+|-{1,2}&gt;|\|)\s*")
_CRUMB_CLASS = re.compile(
    r"crumb|(?:^|[^a-z])(?:pos|position|location|dqwz|weizhi|wz|local|currentpath|sitepath)", re.I
)


@lru_cache(maxsize=4096)
def _is_title_class(label: str) -> bool:
    return bool(_TITLE_CLASS.search(label))


@lru_cache(maxsize=4096)
def _is_crumb_class(label: str) -> bool:
    return bool(_CRUMB_CLASS.search(label))


def refresh_target(view: View) -> str | None:
    """Where the page sends its visitor by <meta http-equiv=refresh>, at once or after a few seconds."""
    if view.tree is None:
        return None
    for element in view.tree.iter("meta"):
        if (element.get("http-equiv") or "").strip().lower() == "refresh":
            match = _REFRESH.match(element.get("content") or "")
            if match:
                return view.absolute(match.group(1))
    return None


def script_target(view: View) -> str | None:
    """Where a script sends the visitor as soon as the page is loaded, if that is a plain string."""
    for match in _REDIRECT.finditer(view.scripts[:20_000]):
        url = view.absolute(match.group(1) or match.group(2))
        if url is not None and url.split("#")[0] != view.url.split("#")[0]:
            return url
    return None


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


def collect(view: View) -> tuple[FoundLink, ...]:
    """Every link of the page in its order, at most MAX_LINKS; the same address twice only with another text."""
    tree = view.tree
    if tree is None:
        return ()
    found: list[FoundLink] = []
    seen: set[tuple[str, str]] = set()
    functions: dict[str, tuple[list[str], str]] | None = None
    heading = ""
    known = Surroundings()
    own = view.url.split("#")[0]

    def add(link: FoundLink) -> None:
        key = (link.url, link.text)
        if key not in seen and (link.url.split("#")[0] != own or route(link.url)) and not is_asset(link.url):
            seen.add(key)
            found.append(link)

    # Where nothing listens for a click, most elements need not be looked at.
    elements = tree.iter() if "onclick" in view.lowered or len(view.text) > MAX_MARKS else tree.iter(*_TELLING)
    for element in elements:
        if len(found) >= MAX_LINKS:
            break
        tag = element.tag
        if tag in _HEADINGS:
            text = squeeze(text_of(element)) if len(element) < 12 else ""
            if 1 < len(text) <= 60:
                heading = text
        elif tag in _NAMING and element.text and len(element) < 4:
            label = element.get("class") or element.get("id")
            if label and _is_title_class(label):
                text = squeeze(text_of(element))
                if 1 < len(text) <= 40:
                    heading = text
        if tag in ("a", "area"):
            href = element.get("href") or ""
            scripted = href.lstrip()[:11].lower() == "javascript:"
            targets: list[str] = []
            if href and not scripted:
                url = view.absolute(href)
                if url is not None:
                    targets.append(url)
            if not targets:
                script = html.unescape(element.get("onclick") or "") or (href if scripted else "")
                if script:
                    if functions is None:
                        functions = _functions(view.scripts)
                    targets.extend(_script_targets(view, script, functions))
                for name in ("data-href", "data-url", "data-link"):
                    value = element.get(name)
                    url = view.absolute(value) if value else None
                    if url is not None:
                        targets.append(url)
            for url in targets:
                add(_anchor(element, url, heading, known))
        elif tag in ("iframe", "frame"):
            url = view.absolute(element.get("src") or element.get("data-src") or "")
            url = view.absolute(_viewed(url)) if url is not None else None
            if url is not None:
                kind = "attachment" if is_file(url) else "frame"
                add(FoundLink(url, squeeze(element.get("title") or element.get("name")), kind=kind, heading=heading))  # type: ignore[arg-type]
        elif tag in ("embed", "object"):
            url = view.absolute(element.get("src") or element.get("data") or "")
            if url is not None and not is_image(url):
                add(FoundLink(url, "", kind="attachment" if is_file(url) else "frame", heading=heading))
        elif tag == "option":
            value = element.get("value") or ""
            if "/" in value or "." in value:
                url = view.absolute(value) if _ADDRESS.match(value.strip()) else None
                if url is not None:
                    add(FoundLink(url, squeeze(element.text), heading=heading, group="option"))
        elif tag == "form":
            link = _search_form(view, element)
            if link is not None:
                add(link)
        else:
            script = element.get("onclick")
            if script:
                if functions is None:
                    functions = _functions(view.scripts)
                for url in _script_targets(view, html.unescape(script), functions):
                    add(_anchor(element, url, heading, known))
    for link in (*_written_by_script(view), *_shown_files(view)):
        add(link)
    return tuple(found)


@dataclass
class Surroundings:
    """What was read around links already: many links share their list entry and its structure."""

    texts: dict[etree._Element, str] = field(default_factory=dict)
    groups: dict[etree._Element, str] = field(default_factory=dict)


def _anchor(element: etree._Element, url: str, heading: str, known: Surroundings) -> FoundLink:
    text = squeeze(text_of(element))[:300]
    title = squeeze(element.get("title"))[:300]
    if not text:
        for image in element.iter("img"):
            text = squeeze(image.get("alt") or image.get("title"))
            break
    context = _item_text(element, known.texts)
    kind = "attachment" if is_file(url) else "image" if is_image(url) else "link"
    return FoundLink(
        url=url,
        text=text,
        title=title,
        context=context,
        kind=kind,  # type: ignore[arg-type]
        published=date_in(context) if context else None,
        heading=heading,
        group=_group(element, known.groups),
    )


def _item_text(element: etree._Element, texts: dict[etree._Element, str]) -> str:
    """The text of the list entry a link stands in: the nearest li, tr, dd; else its own block, if that is short."""
    block = None
    node = element
    for _ in range(5):
        parent = node.getparent()
        if (
            parent is None
            or not isinstance(parent.tag, str)
            or parent.tag in ("body", "ul", "ol", "table", "tbody", "dl")
        ):
            break
        node = parent
        if node.tag in _ITEMS:
            block = node
            break
        if block is None and node.tag in _BLOCKS:
            block = node
    if block is None:
        return ""
    known = texts.get(block)
    if known is None:
        whole = text_of(block)
        known = texts[block] = squeeze(whole) if len(whole) <= 2 * MAX_ITEM_TEXT else ""
    return known if len(known) <= MAX_ITEM_TEXT else ""


def _group(element: etree._Element, groups: dict[etree._Element, str]) -> str:
    """The structure around a link, without what differs from entry to entry."""
    names = []
    node = element.getparent()
    for _ in range(4):
        if node is None or not isinstance(node.tag, str) or node.tag == "body":
            break
        known = groups.get(node)
        if known is None:
            label = node.get("id") or (node.get("class") or "").split(" ")[0]
            known = f"{node.tag}.{label}" if label and node.tag not in _ITEMS else node.tag
            groups[node] = known
        names.append(known)
        node = node.getparent()
    return "/".join(reversed(names))


def _functions(scripts: str) -> dict[str, tuple[list[str], str]]:
    """Functions of the page that open an address: name -> parameters, the expression of the address."""
    found: dict[str, tuple[list[str], str]] = {}
    for match in _FUNCTION.finditer(scripts[:200_000]):
        opens = _OPENS.search(match.group(3))
        if opens:
            parameters = [name.strip() for name in match.group(2).split(",") if name.strip()]
            found[match.group(1)] = (parameters, opens.group(1))
    return found


def _script_targets(view: View, script: str, functions: dict[str, tuple[list[str], str]]) -> Iterator[str]:
    """The addresses that a handler opens: strings in it that look like one, or what its function makes of them."""
    for match in _CALL.finditer(script[:1000]):
        known = functions.get(match.group(1))
        if known:
            arguments = [piece.strip().strip("\"'") for piece in match.group(2).split(",")]
            url = _evaluate(view, known[1], dict(zip(known[0], arguments, strict=False)))
            if url is not None:
                yield url
                return
    for match in _STRING.finditer(script[:1000]):
        text = match.group(2).replace("\\/", "/")
        if _ADDRESS.match(text):
            url = view.absolute(text)
            if url is not None:
                yield url
                return


def _evaluate(view: View, expression: str, values: dict[str, str]) -> str | None:
    """A sum of strings and parameters; None when it is anything else."""
    pieces = []
    if expression.count("(") < expression.count(")"):
        expression = expression[: expression.rfind(")")]
    expression = re.split(r",(?=(?:[^\"']*[\"'][^\"']*[\"'])*[^\"']*$)", expression)[0]
    for piece in expression.split("+"):
        piece = piece.strip()
        if len(piece) >= 2 and piece[0] in "\"'" and piece[-1] == piece[0]:
            pieces.append(piece[1:-1])
        elif piece in values:
            pieces.append(values[piece])
        else:
            return None
    joined = "".join(pieces)
    return view.absolute(joined) if joined else None


def _written_by_script(view: View) -> Iterator[FoundLink]:
    """Links in the strings of markup that scripts write."""
    scripts = view.scripts
    if "<a" not in scripts and "<A" not in scripts:
        return
    for count, match in enumerate(_WRITTEN.finditer(scripts)):
        if count >= MAX_SCRIPT_LINKS:
            return
        url = view.absolute(html.unescape(match.group(2)))
        if url is None or "{" in match.group(2) or match.group(3).lstrip("\\'\" ").startswith("+"):
            continue
        title = _TITLE_ATTRIBUTE.search(match.group(3))
        text = squeeze(html.unescape(_TAG.sub("", match.group(4))))
        if "'+" in text or '"+' in text or "{{" in text:
            text = ""
        after = squeeze(_TAG.sub(" ", scripts[match.end() : match.end() + 80]))
        yield FoundLink(
            url,
            text,
            squeeze(title.group(1)) if title else "",
            context=text,
            kind="attachment" if is_file(url) else "script",
            published=date_in(after),
            group="script",
        )


def _shown_files(view: View) -> Iterator[FoundLink]:
    """Files that a viewer in the page shows: a path to a file as a string in its script."""
    for count, match in enumerate(_SHOWN.finditer(view.scripts)):
        url = view.absolute(html.unescape(match.group(1)))
        if url is not None and count < 20:
            yield FoundLink(url, "", kind="attachment", group="viewer")


def data_calls(view: View) -> tuple[FoundLink, ...]:
    """Plain addresses that the page's script asks for data: fetch('/list.json?page=1'), $.get('/x'), url: '/x'."""
    found: dict[str, FoundLink] = {}
    for match in (*_DATA_CALL.finditer(view.scripts), *_DATA_ADDRESS.finditer(view.scripts)):
        after = view.scripts[match.end() : match.end() + 4].lstrip()
        url = view.absolute(html.unescape(match.group(1)))
        if url is not None and not after.startswith("+") and not is_asset(url) and not is_image(url):
            found.setdefault(url, FoundLink(url, "", kind="api", group="guess"))
    return tuple(found.values())[:MAX_DATA_CALLS]


def _viewed(url: str) -> str:
    """The file that a viewer's address carries in its query (viewer.html?file=/x.pdf), else the address itself."""
    for name, value in parse_qsl(urlsplit(url).query):
        if name.lower() in ("file", "url", "src", "path", "pdf", "furl") and is_file(value):
            return value
    return url


def _search_form(view: View, form: etree._Element) -> FoundLink | None:
    """A site's search, filled in: a form with exactly one text field whose names say search."""
    action = view.absolute(form.get("action") or "")
    if action is None:
        return None
    fields: list[tuple[str, str]] = []
    text_field = None
    for count, control in enumerate(form.iter("input", "select", "textarea")):
        if count > 30:
            return None
        name = control.get("name")
        kind = (control.get("type") or "text").lower()
        if kind == "password" or control.tag == "textarea":
            return None
        if not name:
            continue
        if control.tag == "input" and kind in ("text", "search"):
            if text_field is not None:
                return None
            text_field = name
        elif kind == "hidden":
            fields.append((name, control.get("value") or ""))
    if text_field is None:
        return None
    label = f"{action} {text_field} {form.get('id') or ''} {form.get('name') or ''} {form.get('class') or ''}".lower()
    if not re.search(
        r"search|query|keyword|(?<![a-z])(?:q|wd|kw|key|word|sousuo|ss|jiansuo)(?![a-z])|searchword", label
    ):
        return None
    charset = view.charset if view.charset == "gb18030" else "utf-8"
    fields.append((text_field, SEARCH_WORDS))
    encoded = "&".join(
        f"{quote_plus(name)}={quote_plus(value, encoding=charset, errors='replace')}" for name, value in fields
    )
    if (form.get("method") or "get").lower() == "post":
        headers = (("Content-Type", "application/x-www-form-urlencoded"),)
        return FoundLink(action, "search", kind="search", method="POST", body=encoded.encode("ascii"), headers=headers)
    return FoundLink(action.split("?")[0] + "?" + encoded, "search", kind="search")
