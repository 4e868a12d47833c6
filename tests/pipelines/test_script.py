"""Simplified and Traditional script, for matching."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipelines import script


@given(st.text(max_size=200))
def test_simplifying_keeps_the_length(text: str) -> None:
    assert len(script.to_simplified(text)) == len(text)


def test_characters_are_simplified_one_by_one() -> None:
    assert script.to_simplified("瀘州市政府信息公開工作年度報告") == "泸州市政府信息公开工作年度报告"
    assert script.to_simplified("规章") == "规章"


def test_signs_of_radicals_are_the_letters_they_look_like() -> None:
    assert script.to_simplified("⼀、⼈⺠政府⾏政复议") == "一、人民政府行政复议"
    assert script.to_mainland("⾏政档案") == "行政档案"
    assert script.of("⼈⺠政府⾏政") == "Hans"


def test_words_of_the_mirrors_become_the_mainlands() -> None:
    assert script.to_mainland("規範性檔案") == "规范性文件"
    assert script.to_mainland("市政府入口網站線上訪談") == "市政府门户网站在线访谈"
    assert script.to_mainland("市檔案館") == "市档案馆"
    assert script.to_mainland("採購專案數量") == "采购项目数量"
    assert script.to_mainland("職責許可權範圍") == "职责权限范围"


def test_exchanging_words_in_place_keeps_the_length() -> None:
    assert script.in_mainland_words("网站最佳化网际网路影片2条", "_") == "网站优化_互联网_视频2条"
    assert script.in_mainland_words("国家档案馆的档案", "_") == "国家档案馆的文件"


def test_simplified_text_keeps_its_own_words() -> None:
    assert script.to_mainland("档案") == "档案"


def test_the_script_is_told_by_its_own_characters() -> None:
    assert script.of("二〇二〇年政府信息公開") == "Hant"
    assert script.of("二〇二〇年政府信息公开") == "Hans"
    assert script.of("2020") == "Hans"
    assert script.of("以实施條例为主线，公开政府信息发布报告") == "Hans"
