"""Tags with thousands of attributes, before libxml2 takes them: its time grows with the square of their number."""

from __future__ import annotations

import re

# Shorter pages and tags are quick whatever they hold.
LONG_MARKUP = 100_000
LONG_TAG = 10_000
MAX_ATTRIBUTES = 2_000

# A tag with its attributes as a parser takes it apart, and what stands between quotes in it.
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?|["'])*+>?""")
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
_PARTS = re.compile(r"[\s/=]")
_NAME = re.compile(r"[a-z][a-z0-9]*")


def with_few_attributes(markup: str) -> str:
    """Markup whose tags have no more attributes than MAX_ATTRIBUTES each: those with more have none. Text stays as it is."""
    if len(markup) <= LONG_MARKUP:
        return markup
    if not any(match.end() - match.start() >= LONG_TAG for match in _TAG.finditer(markup)):
        return markup
    pieces: list[str] = []
    lowered = markup.lower()
    kept = position = 0
    while (match := _TAG.search(markup, position)) is not None:
        tag, position = match.group(), match.end()
        name = tag[1:12].lower()
        if len(tag) >= LONG_TAG and len(_PARTS.findall(_QUOTED.sub('""', tag))) > MAX_ATTRIBUTES:
            pieces += [markup[kept : match.start()], f"<{_NAME.findall(name)[0]}>"]
            kept = position
        if name.startswith(("script", "style")):
            # What looks like a tag in a script is none.
            end = lowered.find(f"</{'script' if name.startswith('script') else 'style'}", position)
            if end < 0:
                break
            position = end
    return "".join((*pieces, markup[kept:]))
