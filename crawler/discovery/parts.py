"""Which files of a stub page are the body of its report together: its pictures, or files that name themselves parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from crawler.discovery.page import FoundLink

_DIGITS = {name: value for value, name in enumerate("零一二三四五六七八九十")} | {"上": 1, "中": 2}
_LAST = "下"
_EXTENSION = re.compile(r"\.(?:pdf|ofd|docx?|odt|wps|jpe?g|png|gif|bmp|tiff?|webp|html?)$", re.I)
# How a file says which part it is, at the end of its name; a year is no such number, nor is 附件1.
_ORDINAL = re.compile(
    r"(?:第\s*(?P<part>\d{1,2}|[一二三四五六七八九十])\s*(?:部分|部|页|頁|张|張|册)"
    r"|[(（]\s*(?P<bracket>\d{1,2}|[一二三四五六七八九十上中下])\s*[)）]"
    r"|(?:part|page|p)\s*[-_.]?\s*(?P<english>\d{1,2})"
    r"|之(?P<of>[一二三四五六七八九十])"
    r"|(?<=[^\d])[-_—－]\s*0?(?P<dash>\d{1,2}))\s*$",
    re.I,
)


def parts_of(files: Sequence[FoundLink], pictures: Sequence[FoundLink]) -> tuple[FoundLink, ...]:
    """The links of the body's parts in their order; none where a single file is the body, or none is for certain."""
    if not files:
        return tuple(pictures)
    return series(files)


def series(files: Sequence[FoundLink]) -> tuple[FoundLink, ...]:
    """Files that are named alike but for the number of a part, 1 to n without a gap, in the order of these numbers."""
    if len(files) < 2:
        return ()
    numbered: dict[int, FoundLink] = {}
    stems: set[str] = set()
    for link in files:
        found = next((each for name in _names(link) if (each := _numbered(name, len(files))) is not None), None)
        if found is None or found[1] in numbered:
            return ()
        stems.add(found[0])
        numbered[found[1]] = link
    if len(stems) > 1 or sorted(numbered) != list(range(1, len(files) + 1)):
        return ()
    return tuple(link for _, link in sorted(numbered.items()))


def _names(link: FoundLink) -> tuple[str, ...]:
    return link.text, link.title, unquote(PurePosixPath(urlsplit(link.url).path).name)


def _numbered(name: str, last: int) -> tuple[str, int] | None:
    """A name without its number, and the number; 下 is the last, of two parts or of three."""
    stem = _EXTENSION.sub("", name.strip())
    match = _ORDINAL.search(stem)
    if match is None:
        return None
    said = next(value for value in match.groups() if value is not None)
    number = int(said) if said.isdigit() else last if said == _LAST else _DIGITS[said]
    return stem[: match.start()].strip(), number
