"""Which lines are the page's, and which never are."""

from __future__ import annotations

import pytest

from pipelines.cleaning.boilerplate import reason


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("【字体：大 中 小】", "font size"),
        ("字号：[ 大 | 中 | 小 ] 打印本页", "font size"),
        ("扫一扫在手机打开当前页", "QR caption"),
        ("扫一扫在手机上查看当前页面", "QR caption"),
        ("用微信扫描二维码", None),
        ("分享到：", "share box"),
        ("分享到 微信 新浪微博 QQ空间", "share box"),
        ("打印 | 关闭", "print and close"),
        ("【字体：大 中 小】【打印】【关闭】", "font size"),
        ("阅读次数：9　【打印】　分享到：", "visit counter"),
        ("【打印】　全年共收到申请3件", None),
        ("【打印本页】 【关闭窗口】", "print and close"),
        ("浏览次数：1024", "visit counter"),
        ("您现在的位置：首页 > 政府信息公开 > 年报", "breadcrumb"),
        ("首页>政府信息公开>年报", "breadcrumb"),
        ("- 3 -", "page number"),
        ("第3页 共8页", "page number"),
        ("请点击下载附件：2020年年报.pdf", "stub"),
        ("附件下载", "stub"),
    ],
)
def test_a_tool_is_known_anywhere(line: str, why: str | None) -> None:
    assert reason(line, "any") == why


@pytest.mark.parametrize(
    "line",
    [
        "上一篇：2019年政府信息公开工作年度报告",
        "下一条：没有了",
        "责任编辑：张三",
        "相关链接：",
        "相关词条",
        "聯絡我們",
        "版权所有：某市人民政府",
        "主办：某市人民政府办公室 承办：某市大数据局",
        "某ICP备05000001号-1 某公网安备 51050002000001号",
    ],
)
def test_what_follows_articles_is_known_in_the_tail(line: str) -> None:
    assert reason(line, "tail", "cut") is not None


@pytest.mark.parametrize(
    "line",
    [
        "无", "0", "-51", "+2", "大", "中小", "其他", "总计", "举报", "（无）", "没有", "条", "一、概述", "2018年", "上一年项目数量", "本年新公开数量",
        "主办涉及政府信息公开的行政复议3件。", "发布政策解读稿520篇,通过微博微信回应事件1976次。", "微信公众号", "文件下载量", "点击量达10万次",
        "六、其他需要报告的事项", "详见附表。", "关闭不合格网站12个。", "页面浏览量1024万次", "上年结转政府信息公开申请数量", "来源",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "联系电话：0830-1234567", "相关信息公开申请12件", "推荐", "1/2",
        "—— —— —— 0 —— —— ——", "— — — — 0 — —", "- - 0 0 - - -", "- - - 7 - - -",
    ],
)  # fmt: skip
def test_a_report_s_own_line_is_never_taken_for_the_page_s(line: str) -> None:
    assert reason(line, "any", "tail", "cut") is None


def test_a_hostile_line_costs_no_time() -> None:
    assert reason("大中小" * 50 + "x", "any") is None
    assert reason("首页" + ">a" * 70 + "。", "any") is None
