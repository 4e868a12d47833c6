"""The article of a page and nothing else of it: which characters are kept, beside trafilatura and resiliparse.

Characters that print are counted as often as they stand there: recall is the share of the article's that a reader keeps, precision
the share of the article's in what it keeps. The pages are made ones, whose parts are known, or those of a folder with articles
typed by hand: MANIFEST.jsonl with `file`, `page_url` and the `body` that a family would name, gold_text/NAME.txt.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import trafilatura
from resiliparse.extract.html2text import extract_plain_text

from pipelines.blocks import Article, BodyHint, Paragraph, TableBlock
from pipelines.charset import decode
from pipelines.clean import clean
from pipelines.document import read_document
from pipelines.readers.whitespace import visible
from tests.variety.making import make
from tests.variety.rendering import web_page

MADE = 40
_FORMS = ("2019", "2021", "2014", "free")


@dataclass(frozen=True, slots=True)
class _Page:
    body: bytes
    url: str
    article: str


def run(gold: Path | None, show: Callable[[str], None]) -> None:
    """Each reader over all pages: recall, precision, and of how many pages it lost nothing."""
    pages = list(_made() if gold is None else _of_folder(gold))
    readers: dict[str, Callable[[_Page], str]] = {
        "ours": _ours,
        "trafilatura": lambda page: trafilatura.extract(decode(page.body).text) or "",
        "resiliparse": lambda page: extract_plain_text(decode(page.body).text, main_content=True),
    }
    print(f"\nText: the articles of {len(pages)} pages, characters that print")
    for name, reader in readers.items():
        show(f"text by {name}")
        kept = wanted = common = whole = 0
        for page in pages:
            found, article = characters(reader(page)), characters(page.article)
            kept, wanted = kept + found.total(), wanted + article.total()
            common += (found & article).total()
            whole += not article - found
        recall, precision = common / (wanted or 1), common / (kept or 1)
        print(f"{name:24}recall {recall:7.4f}   precision {precision:7.4f}   whole {whole:4} of {len(pages)}")
    print("target                  recall 1.0000   precision 0.98")


def characters(text: str) -> Counter[str]:
    """How often each character that prints stands in a text, bars between cells left out."""
    return Counter(visible(text).replace("|", ""))


def text_of(article: Article) -> str:
    """What an article holds: its paragraphs and the cells of its tables, one behind the other."""
    texts = []
    for block in article.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        elif isinstance(block, TableBlock):
            texts += [cell.text for cell in block.cells]
    return "".join(texts)


def _ours(page: _Page) -> str:
    return text_of(clean(read_document(page.body, url=page.url), BodyHint(), url=page.url))


def _made() -> Iterator[_Page]:
    for seed in range(MADE // len(_FORMS)):
        for form in _FORMS:
            truth, parts = make(seed, form)
            grids = (part for part in parts if not isinstance(part, str))
            cells = (cell.text for grid in grids for row in grid for cell in row if not cell.hidden)
            article = "".join((*(part for part in parts if isinstance(part, str)), *cells))
            yield _Page(web_page(truth, parts, random.Random(seed)), "http://127.0.0.1/report.html", article)


def _of_folder(folder: Path) -> Iterator[_Page]:
    for line in (folder / "MANIFEST.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        article = folder / "gold_text" / f"{Path(entry['file']).stem}.txt"
        if article.is_file():
            url = entry.get("page_url", "http://127.0.0.1/page.html")
            yield _Page((folder / entry["file"]).read_bytes(), url, article.read_text("utf-8"))
