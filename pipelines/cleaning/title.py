"""What the article is called: the whole heading, without a site's suffix or a list's ellipsis."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.blocks import Block, BodyHint, Document, Paragraph
from pipelines.cleaning import boilerplate
from pipelines.readers.whitespace import fold, visible

LONGEST_TITLE = 120
LONGEST_HEADING_LINE = 60
LONGEST_COLUMN_NAME = 16
FIRST_LINES = 60
# How far above the article its title may stand.
NEAR_LINES = 15
_META_NAMES = ("articletitle", "article_title", "og:title", "ecms.title", "doctitle")
_TAG = re.compile(r"<[^<>]{1,80}>")
_SEPARATOR = re.compile(r"\s*(?:[-–—_|｜－]|--|——|>>|»)\s*")
_SITE_WORDS = re.compile(r"(?:网|网站|门户|平台|政府|频道|網|網站|首页|公开|公开栏|专栏|专题|局|厅|委|办公室)$")
_SITE_ENDS = ("政府网", "政府网站", "门户网站", "政务网", "信息网", "官方网站", "人民政府网")
_YEAR = re.compile("[12][0-9]{3}|[〇○零一二三四五六七八九]{4}")
# A day as machines write it, behind a heading.
_STAMP = re.compile(
    r"(?<=[^0-9\s])[\s(（\[]*20[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}(?:\s+[0-9]{1,2}:[0-9:.]+)?[)）\]]*$"
)
# What a box of labelled values calls it: 信息标题：…
_LABEL = re.compile(r"^(?:信息|文章|公文|文件)?(?:标\s*题|名\s*称|標\s*題|名\s*稱)\s*[:：]\s*")
_CUT_OFF = re.compile(r"(?:\.{2,}|…+)\s*$")
_REPORT = re.compile(
    r"(?:年度?|工作|信息公[开開]|政[务務]公[开開]).{0,12}(?:年度)?[报報]告?|信息公[开開].{0,6}年[报報]|年[报報]$"
)
_ABOUT = re.compile(r"信息公[开開]|政[务務]公[开開]|公[开開]年[报報]|年度[报報]告")
_SENTENCE_END = re.compile("[。；！？]")
_BODY_NAME_ALONE = re.compile(r".{0,30}(?:政府|办公室|辦公室|局|厅|廳|委员会|委員會|委|处|院|中心|关于|關於)$")


def same_title(text: str, title: str | None) -> bool:
    """Whether a line is the title, whole or cut off."""
    if title is None:
        return False
    line, whole = visible(_CUT_OFF.sub("", text)), visible(title)
    return line == whole or (len(line) >= 8 and _CUT_OFF.search(text) is not None and whole.startswith(line))


def find(document: Document, hinted: str | None, headings: Iterable[Paragraph], body: tuple[Block, ...]) -> str | None:
    """The title from, in this order: the family's XPath, page metadata, the headings above the article, the article's own
    first lines, `<title>`. A cut-off one is completed by any other that it begins."""
    heads = list(headings)
    candidates = [
        hinted,
        *(_without_site(_unmarked(value), document.meta, only_named=True) for value in _meta_titles(document.meta)),
        _printed_tag(document, (*heads, *body)),
        *_headings(heads, document.title),
        own_title(tuple(block for block in heads[-NEAR_LINES:] if not block.linked and _YEAR.search(block.text))),
        own_title(body),
        # What a file calls itself inside is often its model's name.
        _without_site(document.title, document.meta)
        if document.medium == "page" or is_of_report(document.title)
        else None,
    ]
    titles = [
        title
        for candidate in candidates
        if candidate and (title := _LABEL.sub("", _STAMP.sub("", fold(candidate)))) and len(title) <= LONGEST_TITLE
    ]
    if not titles:
        return None
    chosen = _named_whole(titles)
    if _CUT_OFF.search(chosen):
        begin = visible(_CUT_OFF.sub("", chosen))
        longer = [text for text in (*titles[1:], *(block.text for block in heads)) if visible(text).startswith(begin)]
        whole = [text for text in longer if not _CUT_OFF.search(text)]
        chosen = whole[0] if whole else _CUT_OFF.sub("", chosen)
    return chosen


def _printed_tag(document: Document, blocks: Iterable[Block]) -> str | None:
    """The title that `<title>` gives, where a line of the page is that title and nothing else."""
    tag = _without_site(document.title, document.meta)
    if tag is None or not is_of_report(tag) or not _YEAR.search(tag):
        return None
    wanted = visible(tag)
    printed = (block.text for block in blocks if isinstance(block, Paragraph) and len(block.text) < 3 * LONGEST_TITLE)
    return next((text for text in printed if visible(text) == wanted), None)


def _named_whole(titles: list[str]) -> str:
    """The first title; where that is a column's name (年度报告), the first that holds it and says whose and of which year."""
    first = titles[0]
    if _YEAR.search(first) or len(visible(first)) > LONGEST_COLUMN_NAME:
        return first
    whole = (title for title in titles[1:] if visible(first) in visible(title) and _YEAR.search(title))
    return next((title for title in whole if is_of_report(title)), first)


def is_of_report(title: str | None) -> bool:
    """Whether a title is one of an annual report on information disclosure."""
    return title is not None and _REPORT.search(title) is not None and _ABOUT.search(title) is not None


def _headings(heads: list[Paragraph], tag: str | None) -> list[str]:
    """The page's headings that may be the article's: one that `<title>` repeats first, then the higher, then the nearer."""
    whole: list[tuple[Paragraph, str]] = []
    for block in heads:
        if whole and block.heading is not None and block.place == whole[-1][0].place:
            # One heading broken over lines.
            whole[-1] = (block, whole[-1][1] + block.text)
        else:
            whole.append((block, block.text))
    ranked = []
    for place, (block, text) in enumerate(reversed(whole)):
        if block.heading is None or block.heading > 3 or boilerplate.report_markers(block):
            continue
        if boilerplate.reason(text, "any", "cut", "mirror") is None:
            repeated = len(visible(text)) > 4 and visible(text) in visible(tag or "")
            ranked.append((not repeated, block.heading, place, text))
    return [text for *_, text in sorted(ranked)]


def own_title(body: tuple[Block, ...]) -> str | None:
    """The first title-like line of a document, joined with a line that only names the body before it."""
    lines = [block.text for block in body[:FIRST_LINES] if isinstance(block, Paragraph)]
    for index, line in enumerate(lines):
        if len(visible(line)) > LONGEST_HEADING_LINE or _SENTENCE_END.search(line):
            if len(visible(line)) > LONGEST_HEADING_LINE * 2:
                return None
            continue
        if line.startswith(("《", "•", "·")) or not (_REPORT.search(line) and _ABOUT.search(line)):
            continue
        before = lines[index - 1] if index else ""
        if before and not _names_a_body(line) and _BODY_NAME_ALONE.fullmatch(before):
            return before + line
        return line
    return None


def _names_a_body(line: str) -> bool:
    return re.match(r"[^0-9〇○二]{2,}(?:政府|局|厅|委|办|市|县|区|省|院|中心)", line) is not None


def hinted_title(hint: BodyHint, texts: Iterable[str]) -> str | None:
    """The first non-empty of the texts that a family's title XPaths gave."""
    return next((folded for text in texts if (folded := fold(_unmarked(text)))), None) if hint.title else None


def _meta_titles(meta: dict[str, str]) -> list[str]:
    by_name = {name.lower(): value for name, value in meta.items()}
    return [by_name[name] for name in _META_NAMES if by_name.get(name)]


def _unmarked(text: str) -> str:
    """Metadata may carry the heading's markup (`<br/>`, `&nbsp;`)."""
    return _TAG.sub("", text.replace("&nbsp;", " ").replace("&lt;br/&gt;", "").replace("&lt;br&gt;", ""))


def _without_site(title: str | None, meta: dict[str, str], only_named: bool = False) -> str | None:
    """A title without the site's and column's names after or before a dash.

    Page metadata hold the article's title already: there only the site's very name goes (`only_named`).
    """
    if not title:
        return None
    names = {visible(value) for name, value in meta.items() if name.lower() in ("sitename", "columnname")} - {""}
    parts = [part for part in _SEPARATOR.split(title) if part]

    def is_site(part: str) -> bool:
        return visible(part) in names or visible(part).endswith(_SITE_ENDS) or (not only_named and _is_site(part))

    whole = [part for part in parts if is_of_report(part) and _YEAR.search(part)]
    if len(whole) == 1:
        return whole[0]
    while len(parts) > 1 and is_site(parts[-1]):
        parts.pop()
    while len(parts) > 1 and is_site(parts[0]):
        parts.pop(0)
    if not parts:
        return title
    start = title.find(parts[0])
    return title[start : title.rfind(parts[-1]) + len(parts[-1])]


def _is_site(part: str) -> bool:
    return _SITE_WORDS.search(visible(part)) is not None and not (_ABOUT.search(part) and _YEAR.search(part))
