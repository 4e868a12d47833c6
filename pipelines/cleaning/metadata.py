"""What the page prints of itself: `label: value` in lines, in tables, and in pairs of lines.

The labels are ../data/metadata_labels.csv, in Simplified characters; a label without a key only ends the value before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from pipelines.blocks import Block, PageBreak, Paragraph, TableBlock
from pipelines.cleaning.tables import rows
from pipelines.cleaning.title import same_title
from pipelines.readers.whitespace import visible
from pipelines.script import to_simplified

# Colons as typed: ASCII, full width, small, ratio, modifier, presentation forms.
COLONS = ":：﹕∶︰꞉ː˸"
LONGEST_VALUE = 120
LONGEST_LABEL = 40
MOST_CELLS = 80
GLUED = 3
SHORTEST_BARE = 3
HEAD = 4  # paragraphs of an article in which its own number may stand
LEAST_HEADS = 3
_SENTENCE = re.compile("[。；！？]")
LONGEST_INFO_LINE = 200
_ENDS_VALUE = re.compile("[|｜]|\\s{2,}|[【［]|　|\\s[/／]\\s")
_NOTHING = frozenset(
    ("无", "無", "无号", "無號", "暂无", "暫無", "-", "--", "—", "/")
)  # printed where there is no value
_DOCUMENT_NUMBER = re.compile("[\u4e00-\u9fff]{1,12}[〔\\[（(【](?:19|20)[0-9]{2}[〕\\]）)】]第?[0-9]{1,4}号")
# Who signed the document, on its number's line.
_SIGNER = re.compile(rf"签发人?[{COLONS}][\u4e00-\u9fff·]{{0,10}}$")
# A tool of the page behind a value, whose own colon or choices stand elsewhere: 来源：某镇 字体【大 中 小】.
_TOOL_BEHIND = re.compile(r"\s+(?:字体|字號|字号|字體|字体大小|分享到?|打印本?页?|收藏)$")
_STRIP = " \t\u3000\xa0·•|｜[]【】［］,，;；" + COLONS


_NUMBERS = frozenset(("document_number", "index_number"))
_OTHER_LABEL = re.compile(rf"[\u4e00-\u9fff\s]{{2,8}}[{COLONS}](?!//)")


def labelled(text: str) -> dict[str, str]:
    """The labelled values of one line; the first of a key counts."""
    matches = list(_labels_in(text))
    found: dict[str, str] = {}
    for index, match in enumerate(matches):
        key = _keys()[to_simplified(visible(match.group("label")))]
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        raw = text[match.end() : end]
        value = _closed(_TOOL_BEHIND.sub("", _ENDS_VALUE.split(raw.strip(_STRIP))[0].strip(_STRIP)))
        if key and _is_value(value) and not _of_another(key, raw.strip(_STRIP)):
            found.setdefault(key, value)
    return found


def _is_value(text: str) -> bool:
    return 0 < len(text) <= LONGEST_VALUE and text not in _NOTHING


def _of_another(key: str, raw: str) -> bool:
    """Whether what stands behind a blank label is another's: a label alone, or before a number's place one with its value."""
    label = _OTHER_LABEL.match(raw.strip())
    return label is not None and (key in _NUMBERS or not raw.strip()[label.end() :].strip())


def _closed(value: str) -> str:
    """A value without the bracket that closes its whole line: （责任编辑：李四）."""
    ends = value[-1:] in ("）", ")") and not re.search("[（(]", value)
    return value[:-1].rstrip() if ends else value


def is_info_line(text: str) -> bool:
    """Whether a line is nothing but labelled values."""
    if len(text) > LONGEST_INFO_LINE:
        return False
    first = next(iter(_labels_in(text)), None)
    return first is not None and not visible(text[: first.start()]).strip("•·【[（(-—|")


def is_label(text: str) -> bool:
    """Whether a text is a label and nothing else."""
    return _label_of(text) is not None


def is_metadata_table(table: TableBlock) -> bool:
    """Whether a table lists labels and values of the document (索引号, 发布机构, ...) and nothing else."""
    if len(table.cells) > MOST_CELLS:
        return False
    labels = sum(1 for cell in table.cells if _label_of(cell.text) is not None or is_info_line(cell.text))
    return labels >= 2 and labels * 3 >= sum(1 for cell in table.cells if cell.text)


def read(blocks: Sequence[Block], title: str | None) -> dict[str, str]:
    """All labelled values in these blocks, by key; the title behind a blank label (文号) is no value of it."""
    found: dict[str, str] = {}
    waiting: str | None = None
    for block in blocks:
        if isinstance(block, TableBlock):
            waiting = None
            for key, value in _of_table(block):
                found.setdefault(key, value)
            continue
        if not isinstance(block, Paragraph):
            continue
        key_alone = _label_of(block.text)
        follows = waiting and key_alone is None and not labelled(block.text) and len(block.text) <= LONGEST_VALUE
        follows = follows and not (waiting and _of_another(waiting, block.text))
        if waiting and follows and _is_value(block.text.strip(_STRIP)) and not same_title(block.text, title):
            found.setdefault(waiting, block.text.strip(_STRIP))
        waiting = key_alone
        if len(block.text) <= LONGEST_INFO_LINE * 2:
            for key, value in labelled(block.text).items():
                found.setdefault(key, value)
    for index in glued(blocks):
        block = blocks[index]
        pair = _glued(block.text) if isinstance(block, Paragraph) else None
        if pair is not None and pair[0] and _is_value(pair[1]):
            found.setdefault(*pair)
    return found


def glued(blocks: Sequence[Block]) -> list[int]:
    """The places of lines that are a label and its value with nothing between, where several follow each other."""
    found: list[int] = []
    run: list[int] = []
    for index, block in enumerate((*blocks, PageBreak(0))):
        if isinstance(block, Paragraph) and _glued(block.text) is not None:
            run.append(index)
        else:
            found += run if len(run) >= GLUED else []
            run = []
    return found


def number_alone(blocks: Iterable[Block]) -> str | None:
    """The document's number where it stands on a line of its own, without a label (泸市府办函〔2021〕12号)."""
    for block in blocks:
        if not isinstance(block, Paragraph) or block.linked:
            continue
        line = _SIGNER.sub("", to_simplified(visible(block.text))).strip("（）()")
        if _DOCUMENT_NUMBER.fullmatch(line):
            return re.split("\\s*(?:签|簽)[发發]", block.text.strip().strip("（）()"))[0]
    return None


def _of_table(table: TableBlock) -> Iterable[tuple[str, str]]:
    by_row: dict[int, list[str]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell.text)
    labels_above: list[str] = []
    for texts in by_row.values():
        keys = [_label_of(text) for text in texts]
        if len(labels_above) == len(texts) and not any(key is not None for key in keys):
            for above, text in zip(labels_above, texts, strict=True):
                value = text.replace("\n", " ").strip(_STRIP)
                if above and _is_value(value):
                    yield above, value
        heads = sum(key is not None for key in keys)
        labels_above = [key or "" for key in keys]
        # A row of heads over a row of values may name things that nobody told us of.
        if heads == len(texts) > 1 or (heads >= LEAST_HEADS and 2 * heads > len(texts)):
            continue
        labels_above = []
        for index, text in enumerate(texts):
            key = _label_of(text)
            if key is not None and index + 1 < len(texts):
                value = texts[index + 1].replace("\n", " ").strip(_STRIP)
                if key and _is_value(value) and _label_of(value) is None and not _of_another(key, texts[index + 1]):
                    yield key, value
            else:
                yield from labelled(text.replace("\n", "  ")).items()


def _glued(text: str) -> tuple[str, str] | None:
    """A short line that is a label and its value with nothing between them: 索引号11330000/2024-5; a blank value is ''."""
    if len(text) > LONGEST_LABEL * 2 or _SENTENCE.search(text):
        return None
    match = _bare().match(to_simplified(text))
    if match is None or text.startswith(tuple(COLONS), match.end()):
        return None
    return _keys()[visible(to_simplified(match["label"]))], text[match.end() :].strip(_STRIP)


def _label_of(text: str) -> str | None:
    """The key of a text that is a label and nothing else; '' for one without a key."""
    if len(text) > LONGEST_LABEL:
        return None
    return _keys().get(to_simplified(visible(text)).strip("【】[]" + COLONS))


def _labels_in(text: str) -> Iterable[re.Match[str]]:
    """Labels with their colon: at a boundary, or anywhere once one has been seen (spans put side by side).

    A line that begins with a label and holds several, none with a colon, is a box whose cells run together.
    """
    plain = to_simplified(text)
    found: list[re.Match[str]] = []
    for match in _pattern().finditer(plain):
        before = plain[match.start() - 1] if match.start() else " "
        if match[0][-1] in "】]" and before not in "【[":
            continue
        if found or before.isdigit() or before in " \t\u3000\xa0\n•·【[［（(|｜,，;；>》\"'":
            found.append(match)
    if not found and len(text) <= LONGEST_INFO_LINE and not _SENTENCE.search(plain) and _bare().match(plain):
        glued = list(_bare().finditer(plain))
        found = glued if len(glued) >= GLUED else []
    return found


@cache
def _keys() -> dict[str, str]:
    return {to_simplified(row["label"]): row["key"] for row in rows("metadata_labels.csv")}


@cache
def _pattern() -> re.Pattern[str]:
    """A label with its colon, in brackets (【发布日期】), or before a day (发布时间 2014年3月13日)."""
    return re.compile(
        rf"(?P<label>{_alternatives(1)})\s{{0,4}}(?:[】\]]?[{COLONS}]|[】\]](?=[^】\]])|\s{{1,4}}(?=(?:19|20)[0-9]{{2}}[-年/.]))"
    )


@cache
def _bare() -> re.Pattern[str]:
    """Labels that are no words of a sentence, without a colon."""
    return re.compile(rf"(?P<label>{_alternatives(SHORTEST_BARE)}|文\s{{0,4}}号)")


def _alternatives(shortest: int) -> str:
    labels = sorted((label for label in _keys() if len(label) >= shortest), key=len, reverse=True)
    return "|".join(r"\s{0,4}".join(re.escape(character) for character in label) for label in labels)
