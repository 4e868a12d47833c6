"""A ministry's report that a place's portal put up again is not that place's."""

from __future__ import annotations

import pytest

from pipelines.errors import NotAReport
from pipelines.parsing.recognise import recognise
from tests.pipelines.parsing.made_article import PLACES, article

LINES = (
    "一、概述",
    "2015年,按照要求做好公开工作,主动公开政府信息4120条,网站发布公告300条。" * 4,
    "二、主动公开政府信息情况",
    "全年主动公开政府信息4120条。",
    "三、依申请公开政府信息情况",
    "全年收到申请215件,全部答复。",
    "四、行政复议、行政诉讼情况",
    "行政复议7件,行政诉讼2件。",
)


@pytest.mark.parametrize("name", ["交通运输部", "文化和旅游部", "审计署", "国家税务总局", "国家食品药品监督管理总局"])
def test_a_report_of_the_whole_countrys_body_is_of_no_place(name: str) -> None:
    with pytest.raises(NotAReport, match="of the whole country"):
        recognise(article(f"{name}2015年政府信息公开工作年度报告", LINES), PLACES, "510500")


@pytest.mark.parametrize("name", ["泸州市审计局", "国家税务总局泸州市税务局", "交通运输局"])
def test_a_places_own_body_is_that_places(name: str) -> None:
    found = recognise(article(f"{name}2015年政府信息公开工作年度报告", LINES), PLACES, "510500")
    assert found.jurisdiction == "510500"
