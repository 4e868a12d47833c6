"""What made-up portals publish: reports with parts and figures, news, notices about reports, reports of other kinds."""

from __future__ import annotations

import io
import random

from docx import Document as Word

PLACE = "泸州市"
DEPARTMENTS = (
    "财政局",
    "教育和体育局",
    "公安局",
    "民政局",
    "司法局",
    "人力资源和社会保障局",
    "自然资源和规划局",
    "生态环境局",
    "住房和城乡建设局",
    "交通运输局",
    "水务局",
    "农业农村局",
    "商务会展局",
    "文化广播电视和旅游局",
    "卫生健康委员会",
    "应急管理局",
    "审计局",
    "统计局",
    "信访局",
    "医疗保障局",
)
NEWS = (
    "市领导调研城区防汛工作",
    "全市经济运行分析会在会展中心举行",
    "滨江步道二期建成开放",
    "我市新增三处城市书房",
    "春耕备耕有序推进 农资供应充足",
    "第十届酒业博览会筹备工作启动",
    "老旧小区加装电梯惠及千户",
    "高铁站前广场完成改造",
    "全民健身日活动精彩纷呈",
    "中小学校园食品安全专项检查展开",
    "公交线路优化调整十二条",
    "长江禁渔执法行动通报",
    "职业技能大赛落下帷幕",
    "社区养老服务中心揭牌",
    "夜间经济示范街区开街",
    "电子政务服务再提速",
    "工业园区新引进项目签约",
    "乡村振兴示范片建设现场会召开",
    "不动产登记实现全城通办",
    "非遗文化进校园",
    "森林草原防灭火演练举行",
    "市民云平台上线新功能",
)
ABOUT = (
    "关于做好{y}年度政府信息公开工作年度报告编制和发布工作的通知",
    "图解：{p}{y}年政府信息公开工作年度报告",
    "一图读懂{y}年{p}政府信息公开年报",
    "{p}{y}年政府信息公开工作年度报告解读",
    "我市召开{y}年政府信息公开年度报告编制培训会",
    "{y}年政务公开工作要点",
    "{p}政府信息公开年度报告发布情况通报",
    "关于报送{y}年政府信息公开年报的函的通知",
    "{y}年度政府信息公开工作年度报告格式模板",
)
OTHER_REPORTS = (
    "{p}{y}年法治政府建设年度报告",
    "政府网站工作年度报表（{y}年度）",
    "{p}{y}年国民经济和社会发展统计公报",
    "{y}年度部门决算公开",
    "关于{y}年企业年报公示的提醒",
    "{p}{y}年度环境质量状况公报",
    "{y}年政府工作报告",
    "{p}{y}年财政预算执行情况报告",
    "住房公积金{y}年年度报告",
    "{p}国有企业{y}年度报告",
)


def title(rng: random.Random, issuer: str, year: int) -> str:
    """A report's title, worded as portals word it."""
    return rng.choice(
        (
            f"{issuer}{year}年政府信息公开工作年度报告",
            f"{year}年{issuer}政府信息公开年度报告",
            f"{issuer}{year}年度政府信息公开工作报告",
            f"{issuer}关于{year}年政府信息公开工作情况的报告",
            f"{issuer}{year}年信息公开年度报告",
        )
    )


def paragraphs(rng: random.Random, issuer: str, year: int) -> list[str]:
    """A report's text: the parts that the Regulations ask for, with figures."""
    n = rng.randint
    count = n(20, 900)
    openings = (
        f"根据《中华人民共和国政府信息公开条例》的规定，现公布{issuer}{year}年政府信息公开工作年度报告。本报告中所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
        f"本报告由{issuer}按照《中华人民共和国政府信息公开条例》编制，报告期为{year}年全年。",
    )
    if year >= 2019:
        names = [
            "总体情况",
            "主动公开政府信息情况",
            "收到和处理政府信息公开申请情况",
            "政府信息公开行政复议、行政诉讼情况",
            "存在的主要问题及改进情况",
            "其他需要报告的事项",
        ]
    else:
        names = [
            "概述",
            "主动公开政府信息的情况",
            "依申请公开政府信息的情况",
            "政府信息公开的收费及减免情况",
            "因政府信息公开申请行政复议、提起行政诉讼的情况",
            "存在的主要问题和改进措施",
        ]
    bodies = [
        f"{year}年，{issuer}坚持以公开为常态、不公开为例外，完善制度，规范流程，全年召开工作推进会{n(1, 6)}次，组织培训{n(1, 9)}期。",
        f"全年主动公开政府信息{n(300, 90000)}条，其中通过门户网站公开{n(200, 300)}条，通过新媒体公开{n(50, 199)}条。",
        f"全年共收到政府信息公开申请{count}件，均在法定期限内答复，其中予以公开{count // 2}件，部分公开{count // 7}件。",
        f"全年因政府信息公开申请行政复议{n(0, 20)}件，提起行政诉讼{n(0, 9)}件，未发生纠错情形。",
        f"公开的及时性和解读的质量还需提高。{year + 1}年将加强队伍建设，扩大公开范围，做好政策解读和回应关切。",
        "按照有关规定，本年度没有收取信息处理费，没有其他需要报告的事项。",
    ]
    text = [openings[rng.randrange(2)]]
    for number, name, body in zip("一二三四五六", names, bodies, strict=True):
        text += [f"{number}、{name}", body]
    return text


def filler(rng: random.Random, lines: int) -> list[str]:
    """Sentences of news that say nothing of reports."""
    parts = ("今年以来，", "近日，", "记者从有关部门获悉，", "据介绍，", "下一步，")
    ends = (
        "各项工作取得积极进展。",
        "受到群众欢迎。",
        "预计年底前完工。",
        "将进一步提升服务水平。",
        "为发展注入新的活力。",
    )
    return [rng.choice(parts) + rng.choice(NEWS) + "，" + rng.choice(ends) for _ in range(lines)]


def word_file(heading: str, lines: list[str]) -> bytes:
    """The same as a Word file."""
    document = Word()
    document.add_heading(heading, 1)
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
