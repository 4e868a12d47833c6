"""OFD, read again: the words of its pages' XML by their tags and places, in lines."""

from __future__ import annotations

import re
import zipfile

from crawler.tracing.source import Source
from crawler.tracing.squeezing import squeeze

_OBJECT = re.compile(r"<(?:\w+:)?TextObject\b([^>]*)>(.*?)</(?:\w+:)?TextObject>", re.DOTALL)
_CODE = re.compile(r"<(?:\w+:)?TextCode\b[^>]*>([^<]*)<")
_BOUNDARY = re.compile(r"""\bBoundary\s*=\s*["']\s*(\S+)\s+(\S+)\s""")
# What shows more than its text: images, and groups that are drawn from elsewhere.
_MORE = re.compile(r"<(?:\w+:)?(?:ImageObject|CompositeObject)\b")
_CONTENT = re.compile(r"content\.xml$", re.IGNORECASE)
_DIGITS = re.compile(r"(\d+)")
_MOST = 32 << 20  # bytes of a page that is unpacked
_MOST_PAGES = 400
# Millimetres: what begins so near in height is one line.
_LINE = 1.0


def of_ofd(package: zipfile.ZipFile) -> Source:
    """The words of all pages, in the order of the file and once more in that of the lines. Words in pictures are for OCR."""
    names = sorted((name for name in package.namelist() if _CONTENT.search(name)), key=_in_order)
    drawn, lined, partly = "", "", len(names) > _MOST_PAGES
    for name in names[:_MOST_PAGES]:
        with package.open(name) as file:
            markup = file.read(_MOST).decode("utf-8", "replace")
        partly = partly or _MORE.search(markup) is not None
        runs = [(_place(found[1]), "".join(_CODE.findall(found[2]))) for found in _OBJECT.finditer(markup)]
        drawn += "".join(text for _, text in runs)
        lined += "".join(text for _, text in sorted(runs, key=lambda run: run[0]))
    return Source(squeeze(drawn) + "\n" + squeeze(lined), [], partly=partly)


def _in_order(name: str) -> list[tuple[int, str]]:
    """Page_10 after Page_9."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in _DIGITS.split(name)]


def _place(attributes: str) -> tuple[float, float]:
    found = _BOUNDARY.search(attributes)
    try:
        return (round(float(found[2]) / _LINE), float(found[1])) if found is not None else (0.0, 0.0)
    except (ValueError, OverflowError):
        return 0.0, 0.0
