"""Which lines of a plain text are its pages': their numbers, and the head that runs over them.

    page_lines(lines) -> the places of such lines

A number that stands alone is mostly a cell of a flattened table. It is a page's only where it is marked as one (- 3 -, 第3页,
3/12), where it counts on with the pages that form feeds end, or where it fills the one gap that marked numbers leave. A value
that merely looks like the number of a page stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

_DASHES = "-—–－―─·•~～"
_MARKED = re.compile(
    rf"^(?:[{_DASHES}]+\s*(\d{{1,3}})\s*[{_DASHES}]+|第\s*(\d{{1,3}})\s*页(?:[,，/\s]*共\s*\d{{1,3}}\s*页)?)$"
)
_OF_ALL = re.compile(r"^(?:第\s*)?(\d{1,3})\s*[/／]\s*(?:共\s*)?(\d{1,3})\s*页?$")
_BARE = re.compile(r"^[1-9]\d{0,2}$")
_LEAST_PAGES = 3  # that bare numbers must count, where nothing but form feeds tells pages
_LEAST_LINES = 8  # of a page
_REPEATED = 3  # pages over which a head runs
FEED = "\f"


def page_lines(lines: Sequence[str]) -> frozenset[int]:
    """The places, from 0, of the lines that are the pages' and not the text's."""
    texts = [line.replace(FEED, " ").strip() for line in lines]
    marked = dict(_marked(texts))
    pages = _fed(lines, texts)
    found = set(marked) | _edges(pages, texts) | _heads(pages, texts)
    bare = {place: int(text) for place, text in enumerate(texts) if _BARE.match(text) and place not in found}
    return frozenset(found | _between(marked, bare) | _counted(bare))


def _marked(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Lines marked as a page's number, with the number; 3/12 is one only where it counts on to the same end."""
    of_all: dict[int, list[tuple[int, int]]] = {}
    for place, text in enumerate(texts):
        if match := _MARKED.match(text):
            yield place, int(match[1] or match[2])
        elif match := _OF_ALL.match(text):
            of_all.setdefault(int(match[2]), []).append((place, int(match[1])))
    for total, found in of_all.items():
        counts_on = all(after[1] == before[1] + 1 for before, after in pairwise(found))
        if len(found) > 1 and counts_on and found[-1][1] <= total:
            yield from found


def _fed(lines: Sequence[str], texts: Sequence[str]) -> list[list[int]]:
    """The printed lines of each page, where form feeds divide the text into pages."""
    pages: list[list[int]] = [[]]
    for place, line in enumerate(lines):
        if FEED in line and pages[-1]:
            pages.append([])
        if texts[place]:
            pages[-1].append(place)
    return [page for page in pages if page] if len(pages) > 1 else []


def _edges(pages: Sequence[Sequence[int]], texts: Sequence[str]) -> set[int]:
    """The bare numbers at the foot, or at the head, of pages that count on with them."""
    for edge in (-1, 0):
        numbers = {index: int(texts[page[edge]]) for index, page in enumerate(pages) if _BARE.match(texts[page[edge]])}
        steps = Counter(number - index for index, number in numbers.items()).most_common(1)
        for first, often in steps:
            if often >= _LEAST_PAGES or (first == 1 and often == len(pages)):
                return {pages[index][edge] for index, number in numbers.items() if number - index == first}
    return set()


def _heads(pages: Sequence[Sequence[int]], texts: Sequence[str]) -> set[int]:
    """The first lines of pages that repeat the same words over several; the first of them is the text's, as its title is."""
    first = [page[0] for page in pages]
    often = Counter(texts[place] for place in first)
    repeated = [place for place in first if often[texts[place]] >= _REPEATED and not texts[place].isdigit()]
    return set(repeated[1:])


def _between(marked: dict[int, int], bare: dict[int, int]) -> set[int]:
    """The bare numbers that alone can fill a gap between two marked ones."""
    found: set[int] = set()
    for (before, low), (after, high) in pairwise(sorted(marked.items())):
        wanted = range(low + 1, high)
        if not 0 < len(wanted) <= _LEAST_PAGES:
            continue
        fitting = [place for place, number in bare.items() if before < place < after and number in wanted]
        if [bare[place] for place in fitting] == list(wanted):
            found.update(fitting)
    return found


def _counted(bare: dict[int, int]) -> set[int]:
    """All bare numbers of a text whose only ones they are, where they count its pages from the first on."""
    numbers = list(bare.values())
    places = list(bare)
    far = all(after - before >= _LEAST_LINES for before, after in pairwise(places))
    counts = (
        len(numbers) >= _LEAST_PAGES
        and numbers[0] <= 2
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )
    return set(places) if far and counts else set()
