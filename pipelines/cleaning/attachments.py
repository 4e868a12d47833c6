"""Which files go with the article: told by extension or by markup, in its element and the column around it."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from lxml import etree

from pipelines.blocks import Block, Document, Link, Paragraph
from pipelines.cleaning.body import Body
from pipelines.readers import html_links
from pipelines.readers.whitespace import visible

FILE = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|od[ts]|et|rtf|ofd|zip|rar|7z|txt|jpe?g|png|tiff?)$", re.IGNORECASE)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|od[ts]|et|rtf|ofd|zip|rar|7z)\b", re.IGNORECASE)
_NAMED_SO = re.compile(r"附件|下[载載]|download|attach|fujian", re.IGNORECASE)
_DOWNLOAD_ADDRESS = re.compile(
    r"/(?:download|attach(?:ment)?|file)[./?]|downfile|filename=|fileid=|attachid=", re.IGNORECASE
)
_LABEL = re.compile(
    r"^(?:附件|附|附件下载|附件列表|相关附件|附表|文件下载|下载)?[\s0-9０-９一二三四五六七八九十]*[:：、.．]*$"
)
# The column around an article has few links; one with more is the whole page.
COLUMN_LINKS = 80
COLUMN_LEVELS = 4


def find(document: Document, body: Body, url: str) -> tuple[Link, ...]:
    """Files linked from the article or beside it, frames and embeds in it, and files that a viewer script names."""
    links: list[Link] = []
    for element in body.elements:
        links.extend(html_links.links_below(_column(element), url))
    known = {link.url for link in links}
    links.extend(link for link in document.links if link.kind == "embed" and link.url not in known)
    marked = {address for element in body.elements for address in _marked(_column(element), url)}
    return tuple(link for link in links if link.url != url and (_is_file(link) or link.url in marked))


def is_listing(paragraph: Paragraph, attachments: tuple[Link, ...]) -> bool:
    """Whether a line is nothing but links to attachments, with 附件 before them."""
    if not paragraph.linked and not _DOCUMENT.search(paragraph.text):
        return False
    left = visible(paragraph.text)
    for text in sorted({visible(link.text) for link in attachments if link.text}, key=len, reverse=True):
        left = left.replace(text, "")
    return _LABEL.match(left) is not None and left != visible(paragraph.text)


def drop_listings(
    blocks: tuple[Block, ...], attachments: tuple[Link, ...]
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks without the lines that only list attachments, and those lines."""
    listings = tuple(block for block in blocks if isinstance(block, Paragraph) and is_listing(block, attachments))
    gone = set(map(id, listings))
    alone = tuple(
        block
        for block in blocks
        if listings
        and isinstance(block, Paragraph)
        and id(block) not in gone
        and re.fullmatch(r"(?:附件|相关附件)[:：]?", visible(block.text))
    )
    gone.update(map(id, alone))
    return tuple(block for block in blocks if id(block) not in gone), (*listings, *alone)


def _is_file(link: Link) -> bool:
    if link.kind == "refresh":
        return False
    try:
        parts = urlsplit(link.url)
    except ValueError:
        return False
    if FILE.search(unquote(parts.path)) or _DOCUMENT.search(unquote(parts.query)):
        return True
    if link.kind in ("frame", "embed", "script"):
        return link.kind == "embed"
    return bool(_DOCUMENT.search(link.text) or (_NAMED_SO.search(link.text) and _DOWNLOAD_ADDRESS.search(link.url)))


def _marked(element: etree._Element, url: str) -> set[str]:
    """Addresses whose markup says that they are attachments: `download`, or a class that does."""
    found = set()
    for anchor in element.iter("a"):
        if anchor.get("download") is not None or _NAMED_SO.search(anchor.get("class") or ""):
            address = html_links.absolute(anchor.get("href") or "", url)
            if address:
                found.add(address)
    return found


def _column(element: etree._Element) -> etree._Element:
    column = element
    for _ in range(COLUMN_LEVELS):
        above = column.getparent()
        if above is None or above.tag in ("body", "html") or len(above.findall(".//a")) > COLUMN_LINKS:
            break
        column = above
    return column
