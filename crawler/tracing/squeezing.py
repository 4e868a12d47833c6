"""Text without what prints nothing, so that the archived bytes and the report's text can be laid side by side."""

from __future__ import annotations

import html
import re

# Digits that the markup raises and the report's text prints raised.
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SPACE = re.compile(r"\s+")
# Characters that print nothing: zero widths, soft hyphens, marks of direction.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def squeeze(text: str) -> str:
    """The characters that print, markup's entities as what they mean, raised digits as plain ones."""
    return _INVISIBLE.sub("", _SPACE.sub("", html.unescape(text))).translate(_RAISED)
