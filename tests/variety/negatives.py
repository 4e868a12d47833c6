"""Documents on neighbouring subjects that are no annual report on information disclosure."""

from __future__ import annotations

import random

from tests.variety import sampling, tables
from tests.variety.rendering import Part
from tests.variety.truth import Truth

Made = tuple[Truth, list[Part]]


def _truth(seed: int, title: str, year: int) -> Truth:
    return Truth(seed, "", year, "510500", "泸州市", "", title, f"{year + 1}-02-11")


def notice(rng: random.Random, seed: int) -> Made:
    """Asks the offices to write their reports."""
    y = rng.randint(2009, 2024)
    title = f"关于做好{y}年政府信息公开工作年度报告编制和发布工作的通知"
    return _truth(seed, title, y), [
        "各县（区）人民政府，市级各部门：",
        f"为做好{y}年政府信息公开工作年度报告编制发布工作，现将有关事项通知如下：",
        "一、编制内容",
        "年度报告应当包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项。",
        "二、时间要求",
        f"各单位应于{y + 1}年1月31日前通过政府网站公布本机关{y}年政府信息公开工作年度报告，报送件一式3份。",
        "三、有关要求",
        "要如实填报政府信息公开申请数量，不得漏报、瞒报。",
    ]


def interpretation(rng: random.Random, seed: int) -> Made:
    """A picture of a report, in news style."""
    y = rng.randint(2015, 2024)
    return _truth(seed, f"一图读懂泸州市{y}年政府信息公开工作年度报告", y), [
        "来源：市政府办公室",
        f"近日，我市发布了{y}年政府信息公开工作年度报告。",
    ]


def work_points(rng: random.Random, seed: int) -> Made:
    y = rng.randint(2012, 2024)
    return _truth(seed, f"泸州市{y}年政务公开工作要点", y), [
        "为贯彻落实国务院办公厅政务公开工作要点，制定本要点。",
        "一、加强主动公开",
        "推进重点领域信息公开，全年主动公开政府信息不少于10000条。",
        "二、做好依申请公开",
        "规范办理政府信息公开申请，法定期限内答复率达到100%。",
        "三、加强组织保障",
        "将政务公开工作纳入年度绩效考核，分值权重不低于4%。",
    ]


def budget(rng: random.Random, seed: int) -> Made:
    y = rng.randint(2014, 2024)
    grid: tables.Grid = [[tables.GridCell(c) for c in ("科目", "单位", "金额")]]
    for name in ("一般公共服务支出", "教育支出", "卫生健康支出", "合计"):
        grid.append([tables.GridCell(c) for c in (name, "万元", str(rng.randint(10, 9000)))])
    return _truth(seed, f"泸州市财政局{y}年部门决算信息公开", y), [
        "一、部门概况",
        "主要职能为贯彻执行财税法律法规。",
        "二、决算情况",
        f"{y}年收入总计{rng.randint(100, 9000)}万元。",
        grid,
    ]


def law_report(rng: random.Random, seed: int) -> Made:
    """Another yearly report that every body publishes at the same time."""
    y = rng.randint(2015, 2024)
    return _truth(seed, f"泸州市{y}年法治政府建设年度报告", y), [
        "一、主要工作情况",
        f"{y}年，审查规范性文件{rng.randint(10, 90)}件，办理行政复议案件{rng.randint(10, 900)}件，行政诉讼案件{rng.randint(10, 90)}件。",
        "推进政务公开，主动公开政府信息5000条，收到政府信息公开申请30件。",
        "二、存在的问题",
        "行政执法规范化水平有待提升。",
        "三、下一步打算",
        "深化行政执法体制改革。",
    ]


def website_report(rng: random.Random, seed: int) -> Made:
    y = rng.randint(2018, 2024)
    grid: tables.Grid = [
        [tables.GridCell(a), tables.GridCell(b)]
        for a, b in (
            ("网站名称", "泸州市人民政府门户网站"),
            ("独立用户访问总量（单位：个）", str(rng.randint(1000, 90000))),
            ("信息发布总数（单位：条）", str(rng.randint(1000, 90000))),
            ("政策文件信息更新量（单位：条）", str(rng.randint(10, 900))),
            ("征集调查期数（单位：期）", str(rng.randint(1, 30))),
            ("在线访谈期数（单位：期）", str(rng.randint(1, 30))),
        )
    ]
    return _truth(seed, f"泸州市人民政府门户网站{y}年度工作报表（{y}年度）", y), ["政府网站工作年度报表", grid]


def template(rng: random.Random, seed: int) -> Made:
    """The form itself, not filled in."""
    form = rng.choice(("2019", "2021"))
    truth = _truth(seed, "政府信息公开工作年度报告（格式模板）", 2021)
    typist = tables.Typist(Truth(seed, form, 2021, "510500", "泸州市", "", "", ""), rng)
    groups = sampling.outcome_groups(form, rng)
    values = sampling.applications(rng, groups) | sampling.cases(rng) | sampling.article20(rng, form)
    grids = [
        *tables.article20(typist, values, form),
        tables.applications(typist, values, groups),
        *tables.cases(typist, values),
    ]
    for grid in grids:
        for row in grid:
            for cell in row:
                if cell.text.strip() and not any("\u4e00" <= c <= "\u9fff" for c in cell.text):
                    cell.text = ""
    return truth, ["XX市（县）人民政府XXXX年政府信息公开工作年度报告", "一、总体情况", "（概述）", *grids]


def guide(rng: random.Random, seed: int) -> Made:
    return _truth(seed, "泸州市人民政府信息公开指南", 2020), [
        "为了更好地提供政府信息公开服务，编制本指南。",
        "一、主动公开",
        "本机关主动公开的政府信息范围参见目录，政府信息公开工作年度报告在门户网站公布。",
        "二、依申请公开",
        "公民、法人或者其他组织可以当面、信函、网络提出申请，本机关在20个工作日内答复。",
        "三、监督和救济",
        "可以依法申请行政复议或者提起行政诉讼。联系电话：0830-3112345。",
    ]


def news(rng: random.Random, seed: int) -> Made:
    y = rng.randint(2014, 2023)
    return _truth(seed, f"我市召开{y}年度政府信息公开工作会议", y), [
        f"本报讯　{y + 1}年3月2日，全市政府信息公开工作会议召开，会议通报了{y}年工作情况。",
        f"据介绍，{y}年全市主动公开政府信息{rng.randint(1000, 90000)}条，受理依申请公开{rng.randint(10, 900)}件。",
        "会议要求，各级各部门要进一步提高认识。（记者 张三）",
    ]


NEGATIVES = (notice, interpretation, work_points, budget, law_report, website_report, template, guide, news)
