"""Reports of bodies that had little to tell: one number, and words for all that there was none of."""

from __future__ import annotations

import pytest

from pipelines.parsing.recognise import recognise
from tests.pipelines.parsing.made_article import PLACES, article


@pytest.mark.parametrize(
    "nothing",
    [
        "本年度没有申请公开政府信息的情况。",
        "全年没收到此类来函。",
        "我局没有接到公民、法人提出的要求。",
        "没有因政府信息公开引起的复议。",
    ],
)
def test_one_number_and_words_for_nothing_are_no_blank_form(nothing: str) -> None:
    lines = (
        "一、概述",
        "2014年,我局重视公开工作,明确了分工,指定专人保管材料,按程序审查后再行发布。" * 6,
        "二、主动公开政府信息情况",
        "2014年各类信息合计发布193条。",
        "三、依申请公开政府信息情况",
        nothing,
        "四、行政复议、行政诉讼情况",
        "情况同上。",
    )
    found = recognise(article("泸州市水务局2014年政府信息公开年度报告", lines), PLACES, "510500")
    assert (found.complete, found.year) == (True, 2014)
