"""Stage 3b, pictures (图片): tables that an article shows as pictures become tables of it.

    with_tables(article, captured) -> Article

A picture is read where a ruled table with the labels of the report's form is in it; a photograph, a chart, a code to scan stays a
picture. What was read is marked (`ocr`) and stands in the picture's place: a figure of it has the doubt of a scan's figure, and
those of the words around it do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from pipelines.blocks import Article, Block, Cell, Image, Paragraph, Place, TableBlock
from pipelines.cleaning.boilerplate import report_markers
from pipelines.errors import UnsupportedDocument

# Labels of the form that a picture must show for its text to be a part of the report.
LEAST_LABELS = 2


def with_tables(article: Article, captured: Mapping[str, bytes]) -> Article:
    """The article with its pictures read that are tables; `captured` are bytes of pictures by address, besides those that the
    source holds itself. NeedsTime where who reads is in a hurry."""
    if article.ocr or not any(_body(block, captured) for block in article.blocks):
        return article
    from pipelines.readers.ocr_tables import may_hold_table, within_bounds

    bodies = [body for block in article.blocks if (body := _body(block, captured)) and may_hold_table(body)]
    known = frozenset(map(id, within_bounds(bodies)))
    blocks: list[Block] = []
    notes: list[str] = []
    for readable, run in groupby(article.blocks, lambda block: id(_body(block, captured)) in known):
        images = [block for block in run if not readable or isinstance(block, Image)]
        blocks.extend(_read(images, captured, notes) if readable else images)
    return replace(article, blocks=tuple(blocks), flags=(*article.flags, *notes))


def _body(block: Block, captured: Mapping[str, bytes]) -> bytes | None:
    if not isinstance(block, Image):
        return None
    return block.body or (captured.get(block.url) if block.url else None)


def _read(images: Sequence[Block], captured: Mapping[str, bytes], notes: list[str]) -> Iterator[Block]:
    """Pictures that follow each other: as what is read of them, or as they are."""
    from pipelines.readers.ocr_tables import read_tables

    where = ", ".join(_where(image) for image in images)
    bodies = [body for image in images if (body := _body(image, captured)) is not None]
    try:
        found = read_tables(bodies)
    except UnsupportedDocument as error:
        notes.append(f"a table in a picture is not read ({where}): {error}")
        yield from images
        return
    if sum(report_markers(block) for block in found if isinstance(block, TableBlock)) < LEAST_LABELS:
        yield from images
        return
    notes.append(f"a table in a picture, read by OCR ({where})")
    place = Place(path=images[0].place.path) if isinstance(images[0], Image) else Place()
    yield from (_placed(block, place) for block in found)


def _where(image: Block) -> str:
    return (image.url or image.place.path or "without a name") if isinstance(image, Image) else ""


def _placed(block: Block, place: Place) -> Block:
    """A block of a picture as one of the article: places on the picture are none in the source."""
    if isinstance(block, TableBlock):
        cells: tuple[Cell, ...] = tuple(replace(cell, place=place) for cell in block.cells)
        return replace(block, cells=cells, place=place, ocr=True)
    return replace(block, place=place, ocr=True) if isinstance(block, Paragraph) else block
