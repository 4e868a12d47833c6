"""Labels told as a reader would tell them."""

from __future__ import annotations

import pytest

from pipelines.parsing.labels import Labels, read_label

ROWS = Labels(
    {
        "予以公开": "granted",
        "不予公开": "refused",
        "其他法律行政法规禁止公开": "prohibited",
        "本机关不掌握相关政府信息": "not held",
        "政务微博公开政府信息数": "weibo",
        "政务微信公开政府信息数": "wechat",
    }
)


@pytest.mark.parametrize(
    "text",
    [
        "（一）予以公开",
        "(一)予以公開",
        "1.予以公开",
        "1、予以公开",
        "⑴予以公开",
        "予 以\n公 开",
        "予以公开（全部）",
        "　予以公开：",
        "其中：予以公开",
    ],
)
def test_numbering_blanks_brackets_and_script_make_no_difference(text: str) -> None:
    found = ROWS.find(read_label(text))
    assert found is not None
    assert (found.meaning, found.exact) == ("granted", True)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("2.其他法律行政止公开", "prohibited"),
        ("其他法律行政法规禁止公", "prohibited"),
        ("本机关不掌握", "not held"),
        ("本机关不掌握相关政府信患", "not held"),
        ("政务微博公府信息数", "weibo"),
    ],
)
def test_a_label_that_lost_characters_is_still_told(text: str, meaning: str) -> None:
    found = ROWS.find(read_label(text))
    assert found is not None
    assert (found.meaning, found.exact) == (meaning, False)


@pytest.mark.parametrize("text", ["予公开", "公开", "政务微公开政府信息数", "主动公开", "", "123"])
def test_a_label_that_could_be_several_or_none_is_not(text: str) -> None:
    assert ROWS.find(read_label(text)) is None


def test_a_label_names_its_unit_and_number() -> None:
    assert read_label("4.专项经费（万元）").unit == "万元"
    assert read_label("本年收费金额（单位：元）").unit == "元"
    assert read_label("三、（三）不予公开").number == "三"


def test_words_of_the_mirrors_are_the_mainlands() -> None:
    assert read_label("行政規範性檔案").core == "行政规范性文件"
