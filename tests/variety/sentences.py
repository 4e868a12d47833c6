"""Narrative around the tables: sentences that restate figures, and sentences that must not be taken for figures."""

from __future__ import annotations

import random
from decimal import Decimal

from tests.variety.truth import Truth

TRAPS = (
    "市政府门户网站全年更新信息{n}条，其中市财政局报送{m}条。",
    "“{place}发布”微信公众号推送信息{n}条，阅读量{m}万次。",
    "全年受理12345热线诉求{n}件，办结率99.8%。",
    "根据《国务院办公厅关于印发政务公开工作要点的通知》（国办发〔2019〕{m}号）要求，各单位在{m}个工作日内完成整改。",
    "公开财政预决算信息{n}条、重大建设项目信息{m}条。",
    "较上年增长{m}.5%，比去年多{n}件。",
    "本报告电子版可在政府门户网站下载，如有疑问请联系（电话：0830-31{n}）。",
    "组织全市{m}个部门开展自查，抽查网站{m}家次。",
)


def decimal_words(value: Decimal, unit: str, rng: random.Random) -> tuple[Decimal, str]:
    """A count as printed, sometimes in 万; the value is what the words state."""
    if value >= 20000 and rng.random() < 0.6:
        short = (value / 10000).quantize(Decimal("0.01"))
        return short * 10000, f"{short.normalize():f}万{unit}"
    return value, f"{value:f}{unit}"


def overview_with_tables(truth: Truth, values: dict[tuple[str, str], Decimal], rng: random.Random) -> list[str]:
    """Prose of a 2019 or 2021 report: restates totals of the table, with traps."""

    def of(code: str) -> Decimal:
        return values[(code, "all")]

    received, carried_in, answered, out = (
        of(f"applications.{c}") for c in ("received", "carried_in", "answered", "carried_out")
    )
    lines = ["（一）主动公开情况"]
    items = Decimal(rng.randint(500, 400_000))
    stated, words = decimal_words(items, "条", rng)
    lines.append(
        rng.choice(
            (
                f"{truth.year}年，全市各级行政机关共主动公开政府信息{words}。",
                f"{truth.year}年，全市主动公开政府信息{words}，其中通过政府网站公开的占绝大部分。",
            )
        )
    )
    truth.figures[("proactive.items", "all", "year")] = stated
    lines.append("（二）依申请公开情况")
    lines.append(
        rng.choice(
            (
                f"{truth.year}年，全市共收到政府信息公开申请{received}件，上年结转{carried_in}件，办结{answered}件，结转下年度办理{out}件。",
                f"全市新收到政府信息公开申请{received}件，已答复{answered}件，其余{out}件转下年度继续办理。",
                "申请主要集中在土地征收、城乡规划、社会保障等方面。",
            )
        )
    )
    lines.extend(traps(truth, rng, rng.randint(1, 4)))
    return lines


def traps(truth: Truth, rng: random.Random, count: int) -> list[str]:
    """Sentences with numbers that are no figure of the form; the hotline's cases are a figure, but not everyone's."""
    lines = []
    for template in rng.sample(TRAPS, count):
        n = rng.randint(200, 9000)
        lines.append(template.format(n=n, m=rng.randint(3, 60), place=truth.place))
        if "12345" in template:
            truth.optional[("hotline.cases", "all", "year")] = Decimal(n)
    return lines


def free_report(truth: Truth, rng: random.Random) -> list[tuple[str, list[str]]]:
    """A report of 2008 to 2013 in words only: headings with their sentences. Fills the truth."""
    received = rng.randint(10, 9000)
    online = rng.randint(0, received)
    in_person = rng.randint(0, received - online)
    letter = received - online - in_person
    granted = rng.randint(0, received)
    partly = rng.randint(0, received - granted)
    refused = rng.randint(0, received - granted - partly)
    other = received - granted - partly - refused
    items, item_words = decimal_words(Decimal(rng.randint(300, 900_000)), "条", rng)
    unit = rng.choice(("件", "件", "宗", "条"))
    truth.state("proactive.items", items)
    truth.state("applications.received", received)
    truth.state("applications.channel.online", online)
    truth.state("applications.channel.in_person", in_person)
    truth.state("applications.channel.letter", letter)
    proactive = [
        rng.choice(
            (
                f"{truth.year}年，全市共主动公开政府信息{item_words}。",
                f"截至{truth.year}年底，全市各级行政机关本年度主动公开政府信息{item_words}。",
            )
        ),
        *traps(truth, rng, 2),
    ]
    applications = [
        rng.choice(
            (
                f"{truth.year}年，全市共收到政府信息公开申请{received}{unit}。其中，当面申请{in_person}{unit}，网络申请{online}{unit}，信函申请{letter}{unit}。",
                f"全年共受理政府信息公开申请{received}{unit}，其中：当面申请{in_person}{unit}；网上申请{online}{unit}；信函申请{letter}{unit}。",
            )
        ),
    ]
    if rng.random() < 0.7:
        applications.append(
            f"对申请的答复中，同意公开{granted}{unit}，同意部分公开{partly}{unit}，不予公开{refused}{unit}，其他情形{other}{unit}。"
        )
        truth.state("applications.outcome.granted", granted)
        truth.state("applications.outcome.granted_partly", partly)
        truth.state("applications.outcome.refused", refused)
        truth.state("applications.outcome.other", other)
    if rng.random() < 0.4:
        disputes = [f"{truth.year}年，全市未收到因政府信息公开申请行政复议、提起行政诉讼的情况。"]
        truth.optional[("review.total", "all", "year")] = Decimal(0)
        truth.optional[("litigation.total", "all", "year")] = Decimal(0)
    else:
        review, litigation = rng.randint(0, 90), rng.randint(0, 40)
        disputes = [f"{truth.year}年，全市因政府信息公开被申请行政复议{review}件，被提起行政诉讼{litigation}件。"]
        truth.state("review.total", review)
        truth.state("litigation.total", litigation)
    truth.optional[("applications.fees_collected", "all", "year")] = Decimal(0)
    return [
        (
            "一、概述",
            [f"{truth.year}年，{truth.place}认真贯彻《中华人民共和国政府信息公开条例》，各项工作平稳推进。"],
        ),
        ("二、主动公开政府信息情况", proactive),
        ("三、依申请公开政府信息情况", applications),
        (
            "四、政府信息公开收费及减免情况",
            [f"{truth.year}年，全市未收取政府信息公开相关费用。"],
        ),
        ("五、因政府信息公开申请行政复议、提起行政诉讼情况", disputes),
        (
            "六、存在的主要问题及改进措施",
            ["一是公开内容有待充实；二是队伍建设有待加强。下一步将从3个方面着手改进。"],
        ),
    ]
