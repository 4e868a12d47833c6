"""Articles that a page carries outside its visible text and shows only once its script ran: as a string in a script (a JSON
value with markup, `document.write`), as a template, in a text area."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

from lxml import etree

from pipelines.readers.whitespace import visible

MAX_SCRIPT_CHARACTERS = 8_000_000
MIN_LITERAL = 120
MIN_VISIBLE = 60
_DOUBLE = re.compile(rf'"((?:[^"\\\r\n]|\\.){{{MIN_LITERAL},}})"')
_SINGLE = re.compile(rf"'((?:[^'\\\r\n]|\\.){{{MIN_LITERAL},}})'")
_BARE_QUOTE = re.compile(r'(?<!\\)"')
_MARKUP = re.compile(r"</?(?:p|div|span|table|tr|td|br|section|article|h[1-6])\b[^<>]*>", re.IGNORECASE)
_TEMPLATE = re.compile("html|template", re.IGNORECASE)


def fragments(tree: etree._Element) -> Iterator[str]:
    """The markup of such articles, in the page's order."""
    left = MAX_SCRIPT_CHARACTERS
    for element in tree.iter("script", "textarea"):
        text = element.text or ""
        left -= len(text)
        if left < 0:
            return
        if len(text) < MIN_LITERAL or element.get("src"):
            continue
        if element.tag == "textarea" or _TEMPLATE.search(element.get("type") or ""):
            candidates = [text]
        else:
            candidates = [value for value in _literals(text) if value]
        yield from (markup for value in candidates if (markup := _markup(value)) is not None)


def _literals(code: str) -> Iterator[str]:
    """The long string literals of a script, unescaped."""
    for match in _DOUBLE.finditer(code):
        yield _unescaped(match.group(1))
    for match in _SINGLE.finditer(code):
        yield _unescaped(_BARE_QUOTE.sub('\\\\"', match.group(1).replace("\\'", "'")))


def _unescaped(literal: str) -> str:
    """A literal's value; '' for one with escapes that are not JSON's."""
    try:
        value = json.loads(f'"{literal}"', strict=False)
    except ValueError:
        return ""
    return str(value)


def _markup(value: str) -> str | None:
    """The markup that a text holds, None if it holds none, or hardly any words."""
    if "&lt;" in value and "<" not in value:
        value = html.unescape(value)
    if not _MARKUP.search(value):
        return None
    text = visible(_MARKUP.sub("", value))
    return value if len(text) >= MIN_VISIBLE and any("\u4e00" <= character <= "\u9fff" for character in text) else None
