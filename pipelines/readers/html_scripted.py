"""Articles that a page carries outside its visible text and shows only once its script ran: as a string in a script (a JSON
value with markup, `document.write`), in a record of XML, as a template, in a text area, a hidden field or an attribute for
scripts (data-...), in the document of a frame, for browsers without scripts or frames; or that it prints as markup for its script to turn into elements.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator

from lxml import etree

from pipelines.readers.html_sight import UNSEEN, is_hidden
from pipelines.readers.whitespace import visible

MAX_SCRIPT_CHARACTERS = 8_000_000
MIN_LITERAL = 120
MIN_VISIBLE = 60
LEAST_PIECES = 3
_CARRIERS = ("script", "textarea", "template", "noscript", "noframes", "input", "iframe")
_MIN_LINES = 200  # visible characters of sentences without markup that make a text area an article's
_ATTRIBUTES = etree.XPath(f"//*[@*[starts-with(name(), 'data-') and string-length() >= {MIN_LITERAL}]]")
_DOUBLE = re.compile(rf'"((?:[^"\\\r\n]|\\.){{{MIN_LITERAL},}})"')
_SINGLE = re.compile(rf"'((?:[^'\\\r\n]|\\.){{{MIN_LITERAL},}})'")
_PIECE = re.compile(
    r"""(?:\bdocument\.write(?:ln)?\s*\(|\+=|\.push\s*\()\s*(?:"(?P<double>(?:[^"\\\r\n]|\\.)*)"|'(?P<single>(?:[^'\\\r\n]|\\.)*)')"""
)
_BARE_QUOTE = re.compile(r'(?<!\\)"')
_ESCAPE = re.compile(r"\\(?:x(?P<code>[0-9a-fA-F]{2})|(?P<bare>')|.)", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_MARKUP = re.compile(r"</?(?:p|div|span|table|tr|td|br|section|article|h[1-6])\b[^<>]*>", re.IGNORECASE)
_TEMPLATE = re.compile("html|template", re.IGNORECASE)
_PRINTED = etree.XPath(
    "//text()[contains(., '</p>') or contains(., '</P>') or contains(., '</td>') or contains(., '</TD>')"
    " or contains(., '</div>')][not(ancestor::script or ancestor::style or ancestor::textarea or ancestor::noscript)]"
)


def fragments(tree: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The markup of such articles and what carries it, in the page's order, each once."""
    left = MAX_SCRIPT_CHARACTERS
    seen: set[str] = set()
    for element in tree.iter(*_CARRIERS):
        text = _carried(element)
        left -= len(text)
        if left < 0:
            return
        if len(text) < MIN_LITERAL:
            continue
        candidates = [value for value in _literals(text) if value] if _is_code(element) else [text]
        candidates += _CDATA.findall(text) if element.tag == "script" else []
        for value in candidates:
            markup = _markup(value) or (_lines(value) if element.tag == "textarea" else None)
            if markup is not None and markup not in seen:
                seen.add(markup)
                yield element, markup
    for element, value in _of_attributes(tree):
        markup = _markup(value)
        if markup is not None and markup not in seen:
            seen.add(markup)
            yield element, markup


def _of_attributes(tree: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Markup in attributes that scripts read."""
    found = _ATTRIBUTES(tree)
    for element in found if isinstance(found, list) else ():
        if not isinstance(element, etree._Element):
            continue
        for name, value in element.items():
            if str(name).startswith("data-") and MIN_LITERAL <= len(value) <= MAX_SCRIPT_CHARACTERS:
                yield element, str(value)


def place(carrier: etree._Element, tree: etree._Element) -> etree._Element:
    """A new element for what is carried, where it will be seen: right after its carrier, else at the page's end."""
    holder = etree.Element("div")
    body = tree.find(".//body")
    end = body if body is not None else tree
    above = list(carrier.iterancestors())
    if end not in above or any(element.tag in UNSEEN or is_hidden(element) for element in above):
        end.append(holder)
    else:
        holder.tail, carrier.tail = carrier.tail, None
        carrier.addnext(holder)
    return holder


def size(markup: str) -> int:
    """How many visible characters a fragment holds."""
    return len(visible(_MARKUP.sub("", markup)))


def show_printed(tree: etree._Element, parse: Callable[[str], etree._Element]) -> bool:
    """Puts elements where the page prints their markup as text. Whether there were any."""
    found = _PRINTED(tree)
    shown = False
    for text in found if isinstance(found, list) else ():
        element = text.getparent() if isinstance(text, etree._ElementUnicodeResult) else None
        markup = _markup(str(text))
        if markup is None or element is None or not isinstance(text, etree._ElementUnicodeResult):
            continue
        holder = etree.Element("div")
        holder.append(parse(markup))
        if text.is_tail:
            element.tail = None
            element.addnext(holder)
        else:
            element.text = None
            element.insert(0, holder)
        shown = True
    return shown


def _carried(element: etree._Element) -> str:
    """What an element carries that is not shown."""
    if element.tag == "input":
        return element.get("value") or "" if (element.get("type") or "").strip().lower() == "hidden" else ""
    if element.tag == "iframe":
        return element.get("srcdoc") or ""
    if element.get("src"):
        return ""
    if len(element):
        return "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    return element.text or ""


def _is_code(element: etree._Element) -> bool:
    return element.tag == "script" and not _TEMPLATE.search(element.get("type") or "")


def _literals(code: str) -> Iterator[str | None]:
    """The long string literals of a script, unescaped; pieces that it writes one after another as one."""
    pieces = [_string(match) for match in _PIECE.finditer(code)]
    if len(pieces) >= LEAST_PIECES and None not in pieces:
        yield "".join(piece for piece in pieces if piece)
        code = _PIECE.sub(" ", code)
    for match in _DOUBLE.finditer(code):
        yield _unescaped(match.group(1))
    for match in _SINGLE.finditer(code):
        yield _unquoted(match.group(1))


def _string(piece: re.Match[str]) -> str | None:
    return _unescaped(piece["double"]) if piece["double"] is not None else _unquoted(piece["single"])


def _unquoted(literal: str) -> str | None:
    """The value of a literal between single quotes."""
    return _unescaped(_BARE_QUOTE.sub('\\\\"', literal.replace("\\'", "'")))


def _unescaped(literal: str) -> str | None:
    """A literal's value; None for one with escapes that are not read here."""
    try:
        value = json.loads(f'"{_ESCAPE.sub(_as_json, literal)}"', strict=False)
    except ValueError:
        return None
    return str(value)


def _as_json(escape: re.Match[str]) -> str:
    """A script's escape as JSON has it: \\x3c is \\u003c, and a quote that JSON leaves bare is bare."""
    if escape["code"]:
        return f"\\u00{escape['code']}"
    return "'" if escape["bare"] else escape[0]


def _lines(value: str) -> str | None:
    """The lines of a text area as paragraphs, if they are sentences enough to be an article."""
    if "。" not in value or len(visible(value)) < _MIN_LINES:
        return None
    return "".join(f"<p>{html.escape(html.unescape(line))}</p>" for line in value.splitlines() if line.strip())


def _markup(value: str) -> str | None:
    """The markup that a text holds, None if it holds none, or hardly any words."""
    if "&lt;" in value and "<" not in value:
        value = html.unescape(value)
    if not _MARKUP.search(value):
        return None
    text = visible(_MARKUP.sub("", value))
    return value if len(text) >= MIN_VISIBLE and any("\u4e00" <= character <= "\u9fff" for character in text) else None
