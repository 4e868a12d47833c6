"""The clause before, where a number's own clause only goes on with it (开展在线访谈,共66期)."""

from __future__ import annotations

import re

from pipelines.parsing.prose.paragraphs import Paragraph
from pipelines.parsing.prose.patterns import QUOTES
from pipelines.parsing.prose.rules import words
from pipelines.parsing.prose.subjects import Subjects

_SHARE = re.compile(
    r"(?P<of>[^占]{2,30})占(?:比|了|到|约)*(?:[^占]{0,10}(?:%|成|分之[^占]{1,3})|绝?大多数|绝?大部分|多数|首位|第一位)"
)
_ABOUT = re.compile(r"(?:在|就)?(?P<of>[\u4e00-\u9fff]{2,14}?)(?:的)?(?:制发|制定|工作)?(?:方面|情况)")


_CHANNEL = re.compile(
    "(?:此外|同时|另外|其中|并且|还|,|(?:20[0-9]{2}年度?|全年|本年度))*(?:[我本][\u4e00-\u9fff]{1,3}?)?"
    "(?P<of>(?:通过|利用|依托|运用|借助|在)[\u4e00-\u9fff]{1,16}?(?:网站|官网|政务网|信息网))"
    "(?:这一|主要|第一)*(?:平台|渠道|阵地|载体)?上?"
)
_PUBLISHED = re.compile("(?:共|累计|全年|及时|主动|向社会|对外)*(?:公开|发布|公布|推送)[^0-9]{0,70}")


def with_its_channel(paragraph: Paragraph, lo: int, phrase: str) -> str:
    """A clause that says what was published, with the one before that says where, and nothing else (通过局网站,公开信息96条)."""
    if not lo or paragraph.plain[lo - 1] != "," or _PUBLISHED.fullmatch(phrase) is None:
        return phrase
    start = paragraph.clause_start(lo - 1)
    channel = _CHANNEL.fullmatch(QUOTES.sub("", paragraph.plain[start : lo - 1].replace("\x01", "")))
    return channel["of"] + phrase if channel is not None else phrase


def with_what_it_continues(paragraph: Paragraph, lo: int, phrase: str, subjects: Subjects) -> str:
    """A clause that only counts (开展在线访谈,共66期) with the clause it counts for; one behind a label, with the label.

    A number alone in a bracket goes with what stands before that (网上申请(21件)). `lo` is where `phrase` begins.
    """
    if not lo or any(number.kind != "percent" and lo - 1 <= number.end <= lo for number in paragraph.numbers):
        return phrase
    mark = paragraph.plain[lo - 1]
    if mark not in ",:(" or (mark == "(" and (phrase or not paragraph.closes(lo))):
        return phrase
    start = paragraph.clause_start(lo - 1)
    before = QUOTES.sub("", paragraph.plain[start : lo - 1].replace("\x01", ""))
    told = [n for n in paragraph.numbers if start <= n.start < lo and n.kind in ("count", "percent")]
    share = _SHARE.fullmatch(before) if all(number.kind == "percent" for number in told) else None
    if share is not None and mark == ",":
        before = share["of"]  # 予以公开占四成,为19件
    elif told:
        return phrase
    core, scope = subjects.stages(phrase)[-1]
    counts = not core if mark in ":(" else words().only_counts.fullmatch(phrase) is not None
    named = [stage for stage, _ in subjects.stages(before)]
    counting = len(named) > 1 and named[-1] and named[-2].startswith(named[-1])
    label = named[-2] if counting else named[-1]  # 公开数量:全年512条 is not 公开:512条
    if not core and scope is None and counts:
        return before + phrase if not phrase or mark == "," else label
    if mark == ":" and words().label.fullmatch(label):
        return label + core
    about = _ABOUT.fullmatch(before) if mark == "," else None
    if about is not None and core:
        return about["of"] + core  # 在规范性文件方面,今年共制发72件
    return phrase
