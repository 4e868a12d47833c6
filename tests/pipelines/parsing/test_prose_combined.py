"""One figure told in all the ways that its parts can be put together: a time, who, how, what was done, of what, and how many.

A sample of the combinations, always the same; where one is not read, the words that all such sentences share are what is not known.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from storage.report import Issuer
from tests.pipelines.parsing.made_text import told

TIMES = (
    "2016年，", "2016年度，", "2016年", "全年", "本年度，", "本年度", "一年来，", "今年以来，", "年内", "报告期内，",
    "2016年1月1日至12月31日，", "2016年全年", "",
)  # fmt: skip
BODIES = {
    Issuer(kind="department", name="泸县水务局"): ("我局", "本机关", "县水务局", "泸县水务局", "我单位", "本局", ""),
    Issuer(kind="other", name="泸县石桥镇人民政府"): ("我镇", "石桥镇", "石桥镇人民政府", "镇政府", "全镇", "本镇", ""),
    Issuer(kind="government", name="泸县人民政府"): ("我县", "全县", "本县", "泸县", "全县各级行政机关", ""),
}
SAMPLE = 25


@dataclass(frozen=True)
class Said:
    """`code` with `value`, under a heading: how, what was done, of what, how many."""

    code: str
    value: int
    heading: str
    how: tuple[str, ...]
    done: tuple[str, ...]
    what: tuple[str, ...]
    count: tuple[str, ...]


DISCLOSED = "二、主动公开政府信息情况"
APPLIED = "三、依申请公开政府信息情况"
CASES = "四、行政复议和行政诉讼情况"
FEES = "五、收费及减免情况"
SAYINGS = (
    Said(
        "proactive.items", 236, DISCLOSED, ("", "共", "共计", "总计", "总共", "一共", "合计", "已", "依法", "及时"),
        ("主动公开", "公开", "向社会公开", "对外公开", "主动向社会公开"),
        ("政府信息", "各类政府信息", "各类信息", "政务信息", "政府信息数", "政府信息数量"),
        ("236条", "共236条", "共计236条", "总计236条", "合计236条", "为236条", "达236条"),
    ),
    Said(
        "applications.received", 17, APPLIED, ("", "共", "共计", "总计", "总共", "一共", "合计", "已"),
        ("收到", "受理", "接到", "接收", "收到并受理", "接收到"),
        (
            "政府信息公开申请", "依申请公开申请", "公民、法人和其他组织提出的政府信息公开申请", "依申请公开政府信息",
            "政府信息公开的申请", "依申请公开事项", "政府信息依申请公开",
        ),
        ("17件", "共17件", "共计17件", "17宗", "17份", "17例", "17项", "17件次"),
    ),
    Said(
        "applications.received", 0, APPLIED, ("", "尚"), ("未收到", "没有收到", "未接到", "没有接到", "未受理", "无", "未曾收到"),
        (
            "政府信息公开申请", "依申请公开", "公民、法人和其他组织的政府信息公开申请", "依申请公开事项",
            "公民、法人或者其他组织要求公开政府信息的申请", "任何政府信息公开申请", "群众提出的政府信息公开申请",
        ),
        ("",),
    ),
    Said(
        "review.total", 0, CASES, ("",), ("未发生", "没有发生", "无", "没有", "未出现", "不存在"),
        (
            "因政府信息公开申请行政复议、提起行政诉讼的情况", "行政复议、行政诉讼", "涉及政府信息公开的行政复议、行政诉讼案件",
            "因政府信息公开引起的行政复议和行政诉讼", "针对政府信息公开的行政复议和行政诉讼",
        ),
        ("",),
    ),
    Said(
        "applications.fees_collected", 0, FEES, ("",), ("未收取", "没有收取", "未收取任何", "未向申请人收取", "未产生"),
        ("费用", "依申请公开费用", "检索、复制、邮寄等费用", "政府信息公开费用", "信息处理费", "相关费用"),
        ("",),
    ),
)  # fmt: skip


def sentences(saying: Said) -> Iterator[tuple[Issuer, str]]:
    chance = random.Random(saying.code + saying.done[0])
    for _ in range(SAMPLE):
        issuer = chance.choice(list(BODIES))
        time, who = chance.choice(TIMES), chance.choice(BODIES[issuer])
        opening = who + time if who and time and not time.endswith("，") and chance.random() < 0.5 else time + who
        said = "".join(chance.choice(words) for words in (saying.how, saying.done, saying.what, saying.count))
        yield issuer, f"{opening}{said}。"


@pytest.mark.parametrize("saying", SAYINGS, ids=lambda saying: f"{saying.code}={saying.value}")
def test_a_figure_is_read_however_its_sentence_is_put_together(saying: Said) -> None:
    unread = [
        sentence
        for issuer, sentence in sentences(saying)
        if told(saying.heading, sentence, issuer, year=2016).get(saying.code) != saying.value
    ]
    assert unread == []


CHANNELS = {
    "proactive.channel.website": ("政府网站", "门户网站", "官方网站", "县政府门户网站"),
    "proactive.channel.weibo": ("微博", "政务微博", "官方微博", "新浪微博"),
    "proactive.channel.wechat": ("微信", "政务微信", "微信公众号", "官方微信"),
}
DOING = ("公开", "发布", "公开信息", "主动公开", "公布", "")


@pytest.mark.parametrize("code", CHANNELS)
def test_channels_that_one_body_lists_behind_its_total_are_read_whatever_they_add_up_to(code: str) -> None:
    for name in CHANNELS[code]:
        for doing in DOING:
            other = "公告栏" if code.endswith("website") else "政府网站"
            sentence = f"2016年，我局主动公开政府信息236条，其中{other}公开19条，通过{name}{doing}117条，占49.6%。"
            assert told(DISCLOSED, sentence, year=2016).get(code) == 117, sentence


@pytest.mark.parametrize(
    "listed",
    [
        "其中“水润泸县”微信公众号发布117条",  # one account's pushes are not it
        "其中业务股室公开19条，微信公众号117条",  # the first part has another name
        "其中微信公众号发布317条",  # more than all
        "微信公众号发布117条",  # not said to be a part
    ],
)
def test_what_is_not_listed_as_a_channel_of_the_total_is_none(listed: str) -> None:
    read = told(DISCLOSED, f"2016年，我局主动公开政府信息236条，{listed}。", year=2016)
    assert read.get("proactive.channel.wechat") is None


def test_parts_with_other_names_add_up_with_those_that_have_a_figure() -> None:
    read = told(
        DISCLOSED,
        "2016年，我局主动公开政府信息63条，其中局官网发布信息31条，微信公众号24条，抖音号5条，今日头条3条。",
        year=2016,
    )
    assert (read["proactive.channel.website"], read["proactive.channel.wechat"]) == (31, 24)


def test_shares_between_a_count_and_what_is_said_of_all_of_it_do_not_part_them() -> None:
    read = told(
        APPLIED,
        "2016年，我局受理政府信息公开申请29件，其中网络申请25件，占86.2%，信函申请4件，占13.8%，全部按时办结。",
        year=2016,
    )
    assert (read["applications.closed"], read["applications.closed.on_time"]) == (29, 29)
