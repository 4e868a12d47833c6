"""What is layout and what is text: folding that changes no visible character.

Runs of spaces, tabs and line ends are the source's layout: one space, or nothing where a source line broke between two wide
characters (CSS Text 3, section 4.1.3). Characters that print nothing (zero width, soft hyphen, marks of direction) go.
Unbreakable and ideographic spaces inside a line are the author's and stay; around a line they are its indent.
"""

from __future__ import annotations

import re

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]")
_WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6“”‘’…—"
_BREAK_BETWEEN_WIDE = re.compile(f"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n\f\v]*(?=[{_WIDE}])")
_LAYOUT = re.compile("[ \t\r\n\f\v]{2,}|[\t\r\n\f\v]")


def fold(text: str) -> str:
    """One line of text with its layout folded and its ends stripped."""
    text = _INVISIBLE.sub("", text)
    if "\n" in text or "\r" in text:
        text = _BREAK_BETWEEN_WIDE.sub("", text)
    return _LAYOUT.sub(" ", text).strip()


def visible(text: str) -> str:
    """The characters of `text` that print: what coverage and comparisons count."""
    return "".join(_INVISIBLE.sub("", text).split())
