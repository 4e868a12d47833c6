"""A report by seed and form: whose it is, its figures, its sentences and its tables, with the truth."""

from __future__ import annotations

import random
from decimal import Decimal

from tests.variety import facts, phrases, prose, sampling, tables
from tests.variety.rendering import Part
from tests.variety.truth import Truth

FORMS = ("2019", "2021", "2014", "annex", "free")
YEARS = {
    "2019": (2019, 2020),
    "2021": (2021, 2025),
    "2014": (2014, 2018),
    "annex": (2009, 2018),
    "free": (2008, 2018),
}
PREFECTURES = (
    ("510500", "泸州市"),
    ("320800", "淮安市"),
    ("421300", "随州市"),
    ("370200", "青岛市"),
    ("441900", "东莞市"),
    ("340100", "合肥市"),
)
COUNTIES = (("340102", "瑶海区"), ("510502", "江阳区"), ("370202", "市南区"))
BUREAUS = ("财政局", "教育局", "自然资源局", "水务局", "市场监督管理局", "人民政府办公室")
TITLES = (
    "{g}{y}年政府信息公开工作年度报告",
    "{p}{y}年政府信息公开工作年度报告",
    "{y}年{g}信息公开年度报告",
    "{p}{y}年度政府信息公开工作报告",
    "{g}关于{y}年政府信息公开工作情况的报告",
    "{y}年度{p}政府信息公开工作年度报告",
    "{g}政府信息公开工作{y}年年度报告",
    "{p}{y}年政府信息公开年报",
    "{g}{y}年政府信息公开工作年度报告（更正）",
)


def begin(seed: int, form: str, rng: random.Random) -> tuple[Truth, tuple[str, ...]]:
    """Whose report it is: mostly a prefecture's government, else a county's or a department's."""
    year = rng.randint(*YEARS[form])
    draw = rng.random()
    if draw < 0.6:
        code, place = rng.choice(PREFECTURES)
        issuer, own, subjects = f"{place}人民政府", place, phrases.SUBJECTS_GOVERNMENT
    elif draw < 0.78:
        code, place = rng.choice(COUNTIES)
        issuer, own, subjects = f"{place}人民政府", place, phrases.SUBJECTS_COUNTY
    else:
        code, place = rng.choice(PREFECTURES)
        issuer = own = f"{place}{rng.choice(BUREAUS)}"
        subjects = phrases.SUBJECTS_OFFICE
    title = rng.choice(TITLES).format(g=issuer, p=own, y=year)
    published = f"{year + 1}-0{rng.randint(1, 3)}-{rng.randint(10, 28)}"
    return Truth(seed, form, year, code, place, issuer, title, published), subjects


def make(seed: int, form: str) -> tuple[Truth, list[Part]]:
    """A report's truth and its parts, by seed: the same on every machine."""
    rng = random.Random(f"{form}/{seed}")
    truth, subjects = begin(seed, form, rng)
    if form == "free":
        parts = in_words(truth, rng, subjects)
        truth.form = "free"
    elif form in ("2014", "annex"):
        parts = with_statistics(truth, rng, subjects)
    else:
        parts = with_tables(truth, rng, subjects)
    return truth, parts


def contradict(truth: Truth, lines: list[str], rng: random.Random) -> None:
    """Say a figure a second time, and differently: neither can be taken."""
    key = ("applications.received", "all", "year")
    if key in truth.figures and not truth.tables and rng.random() < 0.05:
        value = truth.figures.pop(key)
        lines.append(f"综上，{truth.year}年共收到政府信息公开申请{value + rng.randint(1, 9)}件。")
        truth.irregularities.append("contradiction")


def in_words(truth: Truth, rng: random.Random, subjects: tuple[str, ...]) -> list[Part]:
    """A report up to 2018 without tables."""
    writer = prose.Writer(truth, facts.sample(rng, new=False), rng, subjects)
    about = prose.section
    y, place = truth.year, truth.place
    parts: list[Part] = [
        f"根据《中华人民共和国政府信息公开条例》（以下简称《条例》）规定，现公布{y}年政府信息公开工作年度报告。"
        f"本报告中所列数据的统计期限从{y}年1月1日起，至{y}年12月31日止。",
        "一、概述",
        rng.choice(
            (
                f"{y}年，{place}认真贯彻《条例》，各项工作平稳推进。",
                f"{y}年，在上级的正确领导下，围绕中心、服务大局，扎实推进政府信息公开工作。",
            )
        ),
        *about(writer, ("institution", "training"), 0.5, 1),
        "二、主动公开政府信息情况",
        *about(writer, ("items",), 0.95, 2),
    ]
    said = {key[0] for key in truth.figures}
    if not any(code.startswith("proactive.channel") for code in said):
        parts += about(writer, ("channels",), 0.5, 0)
    parts += about(writer, ("normative", "gazette", "press", "interviews", "interpretations", "hot", "consult"), 0.4, 3)
    parts += about(writer, ("proposals", "accounts", "hotline"), 0.3, 1)
    parts.append("三、依申请公开政府信息情况")
    if rng.random() < 0.1:
        parts.append(writer.fill(rng.choice(phrases.NO_APPLICATIONS)))
    else:
        lines = about(writer, ("received", "closed", "outcomes_old", "days"), 0.8, 2)
        contradict(truth, lines, rng)
        parts += lines
    parts += ["四、政府信息公开收费及减免情况", *about(writer, ("fees",), 0.8, 0)]
    parts += ["五、因政府信息公开申请行政复议、提起行政诉讼情况", *about(writer, ("disputes", "complaints"), 0.85, 1)]
    parts += [
        "六、存在的主要问题及改进措施",
        "一是公开内容有待充实；二是队伍建设有待加强。下一步将从3个方面着手改进。",
    ]
    return parts


def with_statistics(truth: Truth, rng: random.Random, subjects: tuple[str, ...]) -> list[Part]:
    """The national statistics form of 2014, or a province's own table before it, after some words."""
    truth.tables = True
    typist = tables.Typist(truth, rng)
    typist.unit_in_cell = False
    faulty = rng.random() < 0.25 and not (typist.blank_zero or typist.dash_zero)
    if truth.form == "2014":
        values, before = sampling.statistics_2014(rng), sampling.statistics_2014(rng)
        if faulty:
            tables.plant_fault(truth, values, rng, [("review.total", "all"), ("applications.answered", "all")])
        table = tables.statistics_2014(typist, values, before)
        caption = "附件：政府信息公开情况统计表"
    else:
        values, before = sampling.provincial(rng), sampling.provincial(rng)
        # A total above its parts proves no fault here: the table prints not every outcome.
        table = tables.provincial_annex(typist, values, before)
        caption = rng.choice(("附表", "附表：政府信息公开情况统计表", f"{truth.year}年政府信息公开情况统计表"))
        truth.form = "free"
    stated = {(code, applicant, "year"): value for (code, applicant), value in values.items()}
    writer = prose.Writer(truth, {} if truth.faults else stated, rng, subjects)
    lines = prose.section(writer, ("items", "received", "disputes", "interpretations"), 0.4, 4)
    return [
        "一、概述",
        f"{truth.year}年，{truth.place}各级行政机关依法推进政府信息公开。",
        "二、公开情况",
        *lines,
        caption,
        table,
    ]


def with_tables(truth: Truth, rng: random.Random, subjects: tuple[str, ...]) -> list[Part]:
    """A report since 2019: words, then the official tables."""
    truth.tables = True
    form = truth.form
    typist = tables.Typist(truth, rng)
    faulty = rng.random() < 0.25 and not (typist.blank_zero or typist.dash_zero or typist.rows_deleted)
    groups = sampling.outcome_groups(form, rng)
    values = sampling.applications(rng, groups) | sampling.cases(rng) | sampling.article20(rng, form)
    if faulty:
        candidates = [
            ("applications.answered", "natural_person"),
            ("review.total", "all"),
            ("litigation.after_review.total", "all"),
            ("applications.carried_out", "natural_person"),
        ]
        if not typist.no_total:
            candidates.append(("applications.received", "all"))
        tables.plant_fault(truth, values, rng, candidates)
    article20 = tables.article20(typist, values, form)
    received = tables.applications(typist, values, groups)
    cases = tables.cases(typist, values)
    middle: list[Part] = [received]
    if typist.last_year:
        # Last year's table beside this year's, for comparison.
        other = tables.applications(typist, values, groups, fake=True)
        mine, theirs = (
            f"{truth.year}年收到和处理政府信息公开申请情况表",
            f"{truth.year - 1}年收到和处理政府信息公开申请情况表",
        )
        middle = [mine, received, theirs, other] if rng.random() < 0.6 else [theirs, other, mine, received]
    stated = {(code, applicant, "year"): value for (code, applicant), value in values.items()}
    known = dict(facts.sample(rng, new=True))
    for key in list(known):
        if key[0].startswith(("applications.", "review.", "litigation.", "regulations.", "normative_documents.")):
            del known[key]
    if not truth.faults:
        for code in ("received", "carried_in", "answered", "carried_out"):
            known[(f"applications.{code}", "all", "year")] = stated[(f"applications.{code}", "all", "year")]
        for group in (
            "refused",
            "unable",
            "not_processed",
            "other",
        ):
            known[(f"applications.outcome.{group}", "all", "year")] = sum(
                (
                    v
                    for (c, a), v in values.items()
                    if a == "all" and f"{c}.".startswith(f"applications.outcome.{group}.")
                ),
                Decimal(0),
            )
        for code in ("applications.outcome.granted", "applications.outcome.granted_partly", "review.total"):
            known[(code, "all", "year")] = stated[(code, "all", "year")]
        known[("litigation.total", "all", "year")] = (
            stated[("litigation.direct.total", "all", "year")]
            + stated[("litigation.after_review.total", "all", "year")]
        )
        known[("applications.accepted_total", "all", "year")] = (
            known[("applications.received", "all", "year")] + known[("applications.carried_in", "all", "year")]
        )
    writer = prose.Writer(truth, known, rng, subjects)
    overview = [
        "（一）主动公开情况",
        *prose.section(writer, ("items", "gazette", "press", "interviews", "interpretations", "hot"), 0.5, 2),
        "（二）依申请公开情况",
        *prose.section(writer, ("received_in", "outcomes_new", "disputes"), 0.5, 2),
        "（三）平台建设情况",
        *prose.section(writer, ("accounts", "hotline", "consult", "proposals"), 0.4, 2),
    ]
    return [
        "一、总体情况",
        *overview,
        "二、主动公开政府信息情况",
        *article20,
        "三、收到和处理政府信息公开申请情况",
        *middle,
        "四、政府信息公开行政复议、行政诉讼情况",
        *cases,
        "五、存在的主要问题及改进情况",
        "公开的针对性还需加强，下一步将加大培训力度。",
        "六、其他需要报告的事项",
        writer.fill(rng.choice(phrases.LAST_WORDS)),
    ]
