"""Articles that a page carries as a string in its script (a JSON value with markup) and shows only once the script ran."""

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
_LITERAL = re.compile(rf'"((?:[^"\\\r\n]|\\.){{{MIN_LITERAL},}})"')
_MARKUP = re.compile(r"</?(?:p|div|span|table|tr|td|br|section|article|h[1-6])\b[^<>]*>", re.IGNORECASE)


def fragments(tree: etree._Element) -> Iterator[str]:
    """The markup of such articles, the page's scripts in order."""
    left = MAX_SCRIPT_CHARACTERS
    for script in tree.iter("script"):
        code = script.text or ""
        left -= len(code)
        if left < 0:
            return
        if len(code) < MIN_LITERAL or script.get("src"):
            continue
        for match in _LITERAL.finditer(code):
            markup = _markup(match.group(1))
            if markup is not None:
                yield markup


def _markup(literal: str) -> str | None:
    """A string literal's markup, None if it holds none, or hardly any text."""
    try:
        value = json.loads(f'"{literal}"', strict=False)
    except ValueError:
        return None
    if "&lt;" in value and "<" not in value:
        value = html.unescape(value)
    if not _MARKUP.search(value):
        return None
    text = visible(_MARKUP.sub("", value))
    return value if len(text) >= MIN_VISIBLE and any("\u4e00" <= character <= "\u9fff" for character in text) else None
