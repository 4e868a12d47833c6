"""Rows of a paper's lines: a label above, beside and below its values is one, its number in order is no value."""

from __future__ import annotations

from tests.pipelines.parsing.test_flat_gaps import figures

HEAD = "序号 统计指标 单位 统计数"
FIRST = ("1 一、主动公开情况 —", "（一）主动公开政府信息数（不同", "2 条 732", "渠道和方式公开相同信息计1条）")
NEXT = ("3 其中：主动公开规范性文件数 条 549", "4 制发规范性文件总数 件 2")
CHANNELS = ("（二）通过不同渠道和方式公开政", "5 —", "府信息的情况", "6 1.政府公报公开政府信息数 条 31")


def test_a_label_around_its_unit_and_value_is_one() -> None:
    found = figures([HEAD, *FIRST, *NEXT, *CHANNELS])
    assert found["proactive.items", "all"] == 732
    assert found["proactive.normative_documents_disclosed", "all"] == 549
    assert found["proactive.channel.gazette", "all"] == 31


def test_the_number_of_a_row_is_no_part_of_its_label_and_no_value() -> None:
    lines = ["56 （一）政府信息公开工作专门机构", "数", "个 7", "57 （二）设置政府信息公开查阅点数 个 13"]
    found = figures([HEAD, *FIRST, *NEXT, "55 八、机构建设和保障经费情况 —", *lines])
    assert found["institution.offices", "all"] == 7
    assert found["institution.reading_points", "all"] == 13


def test_a_value_counted_in_another_unit_is_not_given_to_the_label_around_it() -> None:
    lines = ["（一）政府信息公开工作专门", "件 36", "机构数", "（二）设置政府信息公开查阅点数 个 13"]
    found = figures(["统计指标 单位 统计数", "一、主动公开情况 —", *NEXT, "八、机构建设和保障经费情况 —", *lines])
    assert found.get(("institution.offices", "all")) is None


def test_a_piece_that_could_belong_to_two_rows_belongs_to_none() -> None:
    lines = ["1.当面申", "件 4", "请数", "件 5", "2.传真申请数 件 6"]
    found = figures(["统计指标 单位 统计数", "三、依申请公开情况 —", "（一）收到申请数 件 15", *lines])
    assert found["applications.received", "all"] == 15
    assert found.get(("applications.channel.in_person", "all")) in (None, 4)


def test_tables_beside_each_other_are_not_put_together() -> None:
    head = "统计指标 单位 统计数 统计指标 单位 统计数"
    found = figures([head, "（一）主动公开政", "府信息数 条 8 其中：涉及国", "家秘密 件 2", "涉及商业秘密 件 572"])
    assert found.get(("proactive.items", "all")) is None
