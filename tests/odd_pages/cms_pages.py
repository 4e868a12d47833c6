"""Whole pages as systems in wide use publish them: tables as editors, Word and WPS leave them, and as people spoil them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.odd_pages import cms_grids as grids
from tests.odd_pages import cms_shells as shells
from tests.odd_pages.cms_grids import Grid, Printed
from tests.odd_pages.facts import Facts, facts
from tests.odd_pages.scoring import Key, Odd

Render = Callable[[Grid], str]
Piece = tuple[str, tuple[str, ...]]

OPENING = "根据《中华人民共和国政府信息公开条例》规定，现公布本机关政府信息公开工作年度报告，欢迎监督。"
OVERVIEW = "本机关坚持以公开为常态、不公开为例外，持续完善公开制度，规范公开平台，公开质效稳步提升。"
PROBLEMS = "存在公开内容更新不够及时、解读形式较为单一等问题。下一步将加强业务培训，丰富解读形式，提升公开实效。"
OTHERS = "无其他需要报告的事项。"
HEADS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


def p(text: str) -> Piece:
    return f'<p style="text-indent:2em">{text}</p>', (text,)


def six(tables: Sequence[Piece]) -> list[Piece]:
    """The six parts, a table each under the second to fourth."""
    return [
        p(OPENING),
        p(HEADS[0]),
        p(OVERVIEW),
        *(piece for head, table in zip(HEADS[1:4], tables, strict=True) for piece in (p(head), table)),
        p(HEADS[4]),
        p(PROBLEMS),
        p(HEADS[5]),
        p(OTHERS),
    ]


def tables(made: Facts, render: Render, show: Printed = grids.plain) -> list[Piece]:
    return [(render(grid), grids.words(grid)) for grid in grids_of(made, show)]


def grids_of(made: Facts, show: Printed = grids.plain) -> list[Grid]:
    return [grids.proactive(made, show), grids.applications(made, show), grids.cases(made, show)]


def page(
    name: str,
    made: Facts,
    pieces: Sequence[Piece],
    shell: Callable[[shells.Sheet], str] = shells.trs,
    *,
    figures: dict[Key, int | float] | None = None,
    charset: str = "utf-8",
    extras: dict[str, str] | None = None,
    **more: object,
) -> Odd:
    sheet = shells.Sheet(
        made.title, made.published, made.government, "".join(markup for markup, _ in pieces), extras or {}
    )
    words = tuple(word for _, piece in pieces for word in piece)
    given: dict[str, object] = {
        "figures": dict(made.values) if figures is None else figures,
        "title": made.title,
        "published": made.published,
        "issuer": made.government,
        "words": words,
        "strangers": shells.STRANGERS,
        "whole": True,
        **more,
    }
    return Odd(name, shell(sheet).encode(charset), code=made.code, year=made.year, form=made.form, **given)  # type: ignore[arg-type]


def noughts_as(mark: str) -> Printed:
    return lambda code, applicant, value: mark if value == 0 else str(value)


def without_noughts(made: Facts) -> dict[Key, int | float]:
    return {key: value for key, value in made.values.items() if value != 0}


def trs_with_word_paste() -> Odd:
    made = facts(9101)
    return page("trs_with_word_paste", made, six(tables(made, grids.word)), shells.trs)


def ueditor_under_vsb() -> Odd:
    made = facts(9102, "2019")
    return page("ueditor_under_vsb", made, six(tables(made, grids.ueditor)), shells.vsb)


def kindeditor_under_dede() -> Odd:
    made = facts(9103)
    return page("kindeditor_under_dede", made, six(tables(made, grids.kindeditor)), shells.dede)


def wps_under_jpage() -> Odd:
    made = facts(9104, "2019")
    return page("wps_under_jpage", made, six(tables(made, grids.wps)), shells.jpage)


def old_layout_tables() -> Odd:
    made = facts(9105, "2019")
    return page(
        "old_layout_tables", made, six(tables(made, grids.bare)), shells.old_tables, charset="gb18030", published=None
    )


def each_table_in_a_layout_cell() -> Odd:
    made = facts(9106)

    def within(grid: Grid) -> str:
        return f"<table border=0 width=100%><tr><td>&nbsp;</td><td>{grids.wps(grid)}</td><td>&nbsp;</td></tr></table>"

    return page("each_table_in_a_layout_cell", made, six(tables(made, within)), shells.jpage)


def head_rows_repeated() -> Odd:
    """A table that broke over a page in Word: its head again before the second half, in the same table."""
    made = facts(9107)
    second, third, fourth = grids_of(made)
    again = [row[:] for row in third[:3]]
    # The merged cell of the outcomes is cut in two at the break, as Word cuts it.
    top, rest = third[:15], third[15:]
    height = len(third) - 6
    top[5] = [(top[5][0][0], 10, 1), *top[5][1:]]
    assert rest[0][0][0].startswith("（四）")
    rest[0] = [("三、本年度办理结果", height - 10, 1), *rest[0]]
    pieces = [(grids.word(grid), grids.words(grid)) for grid in (second, top + again + rest, fourth)]
    return page("head_rows_repeated", made, six(pieces))


def a_table_in_two() -> Odd:
    """The same break, but as two tables, the head not repeated, a page number between them."""
    made = facts(9108)
    second, third, fourth = grids_of(made)
    top, rest = [row[:] for row in third[:15]], [row[:] for row in third[15:]]
    top[5] = [(top[5][0][0], 10, 1), *top[5][1:]]
    rest[0] = [("", len(third) - 6 - 10, 1), *rest[0]]
    middle = (grids.bare(top) + "<p>—　5　—</p>" + grids.bare(rest), grids.words(top, rest))
    pieces = [(grids.bare(second), grids.words(second)), middle, (grids.bare(fourth), grids.words(fourth))]
    return page("a_table_in_two", made, six(pieces), shells.gkml, extras={"made": ""})


def a_table_in_three_with_heads() -> Odd:
    made = facts(9109, "2019")
    second, third, fourth = grids_of(made)
    head = third[:3]
    parts: list[Grid] = [third[:15], third[15:23], third[23:]]
    parts[0] = [row[:] for row in parts[0]]
    parts[0][5] = [(parts[0][5][0][0], 10, 1), *parts[0][5][1:]]
    parts[1] = [*head, [("三、本年度办理结果", len(parts[1]), 1), *parts[1][0]], *parts[1][1:]]
    width = len(grids.resolved(third)[0])
    last = parts[2]
    missing = width - sum(across for _, _, across in last[0])
    parts[2] = [*head, [("三、本年度办理结果", len(last) - 1, 1), *last[0]] if missing else last[0], *last[1:]]
    middle = ("".join(grids.ueditor(part) for part in parts), grids.words(*parts))
    pieces = [(grids.ueditor(second), grids.words(second)), middle, (grids.ueditor(fourth), grids.words(fourth))]
    return page("a_table_in_three_with_heads", made, six(pieces), shells.vsb)


def rowspans_too_long() -> Odd:
    """An editor's rowspan one too long at the last group, as deleting a row leaves it."""
    made = facts(9110)
    second, third, fourth = grids_of(made)
    wrong = [
        [(text, down + 1 if text == "三、本年度办理结果" else down, across) for text, down, across in row]
        for row in third
    ]
    wrong[-1] = [(text, down, 3 if text.startswith("四、") else across) for text, down, across in wrong[-1]]
    pieces = [(grids.kindeditor(grid), grids.words(grid)) for grid in (second, wrong, fourth)]
    return page("rowspans_too_long", made, six(pieces), shells.dede)


def colspans_too_wide() -> Odd:
    made = facts(9111)
    second, third, fourth = grids_of(made)
    wide = [[(text, down, across * 2 if across == 3 else across) for text, down, across in row] for row in second]
    pieces = [(grids.bare(grid), grids.words(grid)) for grid in (wide, third, fourth)]
    return page("colspans_too_wide", made, six(pieces), shells.modern)


def empty_rows_and_columns() -> Odd:
    made = facts(9112, "2019")
    second, third, fourth = (
        [[*row, grids.one("")] for row in grid] + [[grids.one("\xa0")] * 3] for grid in grids_of(made)
    )
    pieces = [
        (grids.word(grid), tuple(w for w in grids.words(grid) if w != "\xa0")) for grid in (second, third, fourth)
    ]
    return page("empty_rows_and_columns", made, six(pieces), shells.trs)


def a_note_in_the_table() -> Odd:
    made = facts(9113)
    second, third, fourth = grids_of(made)
    second = [*second, [("注：行政处罚含简易程序。统计口径截至12月31日，由各有关单位报送。", 1, 4)]]
    third = [*third, [("说明：表中总计含2个单位代收转办的申请，未重复计算。", 1, 10)]]
    pieces = [(grids.bare(grid), grids.words(grid)) for grid in (second, third, fourth)]
    return page("a_note_in_the_table", made, six(pieces), shells.gkml)


def units_in_cells() -> Odd:
    made = facts(9114)
    units = {"regulations": "件", "normative_documents": "件", "permits": "件", "penalties": "宗", "fees": "万元"}

    def show(code: str, applicant: str, value: int | float) -> str:
        return f"{value}{units.get(code.split('.')[0], '件')}"

    return page("units_in_cells", made, six(tables(made, grids.ueditor, show)), shells.trs)


FULL = str.maketrans("0123456789.-", "０１２３４５６７８９．－")


def full_width_digits() -> Odd:
    made = facts(9115, "2019")
    return page(
        "full_width_digits",
        made,
        six(tables(made, grids.wps, lambda code, applicant, value: str(value).translate(FULL))),
        shells.jpage,
    )


def blanks(mark: str, name: str, seed: int, shell: Callable[[shells.Sheet], str]) -> Odd:
    made = facts(seed)
    kept = dict(made.values) if mark in ("无", "0.0") else without_noughts(made)
    return page(name, made, six(tables(made, grids.kindeditor, noughts_as(mark))), shell, figures=kept)


def slashes_for_nothing() -> Odd:
    return blanks("/", "slashes_for_nothing", 9116, shells.trs)


def dashes_for_nothing() -> Odd:
    return blanks("—", "dashes_for_nothing", 9117, shells.vsb)


def full_width_dashes_for_nothing() -> Odd:
    return blanks("－", "full_width_dashes_for_nothing", 9118, shells.dede)


def none_in_words() -> Odd:
    return blanks("无", "none_in_words", 9119, shells.jpage)


def noughts_with_a_place() -> Odd:
    return blanks("0.0", "noughts_with_a_place", 9120, shells.gkml)


def thousands_apart() -> Odd:
    made = facts(9121, large=True)
    return page(
        "thousands_apart",
        made,
        six(tables(made, grids.word, lambda code, applicant, value: f"{value:,}")),
        shells.modern,
    )


def rows_of_divs() -> Odd:
    """Tables drawn by an editor for phones: a flex row each, widths as styles, a merged cell left blank below."""
    made = facts(9122)

    def render(grid: Grid) -> str:
        body = ""
        for row in grids.resolved(grid):
            cells = "".join(
                f'<div class="td" style="flex:1">{"" if at and row[at - 1] == text and not text.strip().isdigit() else text}</div>'
                for at, text in enumerate(row)
            )
            body += f'<div class="tr" style="display:flex">{cells}</div>'
        return f'<div class="tb">{body}</div>'

    odd = page("rows_of_divs", made, six(tables(made, render)), shells.modern)
    odd.nullable = set(made.values)
    odd.whole = False
    return odd


def rows_of_ul() -> Odd:
    made = facts(9123, "2019")

    def render(grid: Grid) -> str:
        return "".join(
            '<ul class="row">' + "".join(f"<li>{text}</li>" for text in row) + "</ul>" for row in grids.resolved(grid)
        )

    odd = page("rows_of_ul", made, six(tables(made, render)), shells.modern)
    odd.nullable = set(made.values)
    odd.whole = False
    return odd


def the_first_table_missing() -> Odd:
    made = facts(9124)
    _, third, fourth = grids_of(made)
    pieces: list[Piece] = [
        ("<p>本机关无规章制定权，未作出行政许可决定。</p>", ("本机关无规章制定权，未作出行政许可决定。",)),
        *((grids.bare(grid), grids.words(grid)) for grid in (third, fourth)),
    ]
    figures = {key: value for key, value in made.values.items() if key[0].startswith(("app", "rev", "lit"))}
    return page("the_first_table_missing", made, six(pieces), shells.trs, figures=figures)


def this_year_beside_last() -> Odd:
    """A comparison beside the form: 上年 and 本年; the form's own tables follow."""
    made = facts(9125)
    received = made.values[("applications.received", "all")]
    answered = made.values[("applications.answered", "all")]
    compared: Grid = [
        [grids.one(text) for text in ("项目", f"{made.year - 1}年", f"{made.year}年", "增减")],
        [grids.one(text) for text in ("新收申请（件）", str(received - 7), str(received), "7")],
        [grids.one(text) for text in ("办理答复（件）", str(answered + 5), str(answered), "-5")],
    ]
    parts = six(tables(made, grids.bare))
    parts.insert(3, (grids.bare(compared), grids.words(compared)))
    return page("this_year_beside_last", made, parts, shells.trs)


def last_years_form_below() -> Odd:
    """The form's table of the year before is shown again, for comparison, after the year's own."""
    made = facts(9126)
    other = replace(facts(9127), year=made.year - 1)
    again = grids.applications(other)
    parts = six(tables(made, grids.bare))
    at = next(index for index, (_, words) in enumerate(parts) if words == (HEADS[3],))
    parts[at:at] = [
        p(f"附：{made.year - 1}年度收到和处理政府信息公开申请情况"),
        (grids.bare(again), grids.words(again)),
    ]
    return page("last_years_form_below", made, parts, shells.gkml)


def offices_of_one_organ() -> Odd:
    """The whole's three tables, then one office's application table under its own heading: whose is whose is for a person to say."""
    made = facts(9128, "2019")
    office = replace(facts(9129, "2019"), year=made.year)
    again = grids.applications(office)
    parts = [
        *six(tables(made, grids.ueditor)),
        p("附件：市财政局收到和处理政府信息公开申请情况表"),
        (grids.ueditor(again), grids.words(again)),
    ]
    odd = page("offices_of_one_organ", made, parts, shells.vsb)
    odd.nullable = {key for key in made.values if key[0].startswith("applications.")}
    return odd


STATISTICS = (
    ("一、主动公开情况", "", None),
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "proactive.items"),
    ("其中：主动公开规范性文件数", "条", "proactive.normative_documents_disclosed"),
    ("制发规范性文件总数", "件", "proactive.normative_documents_issued"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "", None),
    ("1.政府公报公开政府信息数", "条", "proactive.channel.gazette"),
    ("2.政府网站公开政府信息数", "条", "proactive.channel.website"),
    ("3.政务微博公开政府信息数", "条", "proactive.channel.weibo"),
    ("4.政务微信公开政府信息数", "条", "proactive.channel.wechat"),
    ("5.其他方式公开政府信息数", "条", "proactive.channel.other"),
    ("二、回应解读情况", "", None),
    ("（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", "responses.hot_issues"),
    ("（二）通过不同渠道和方式回应解读的情况", "", None),
    ("1.参加或举办新闻发布会总次数", "次", "responses.press_conferences"),
    ("其中：主要负责同志参加新闻发布会次数", "次", "responses.press_conferences_led"),
    ("2.政府网站在线访谈次数", "次", "responses.online_interviews"),
    ("其中：主要负责同志参加政府网站在线访谈次数", "次", "responses.online_interviews_led"),
    ("3.政策解读稿件发布数", "篇", "responses.interpretations"),
    ("4.微博微信回应事件数", "次", "responses.weibo_wechat"),
    ("5.其他方式回应事件数", "次", "responses.other"),
    ("三、依申请公开情况", "", None),
    ("（一）收到申请数", "件", "applications.received"),
    ("1.当面申请数", "件", "applications.channel.in_person"),
    ("2.传真申请数", "件", "applications.channel.fax"),
    ("3.网络申请数", "件", "applications.channel.online"),
    ("4.信函申请数", "件", "applications.channel.letter"),
    ("（二）申请办结数", "件", "applications.closed"),
    ("1.按时办结数", "件", "applications.closed.on_time"),
    ("2.延期办结数", "件", "applications.closed.extended"),
    ("（三）申请答复数", "件", "applications.answered"),
    ("1.属于已主动公开范围数", "件", "applications.outcome.already_public"),
    ("2.同意公开答复数", "件", "applications.outcome.granted"),
    ("3.同意部分公开答复数", "件", "applications.outcome.granted_partly"),
    ("4.不同意公开答复数", "件", "applications.outcome.refused"),
    ("其中：涉及国家秘密", "件", "applications.outcome.refused.state_secret"),
    ("涉及商业秘密", "件", "applications.outcome.refused.trade_secret"),
    ("涉及个人隐私", "件", "applications.outcome.refused.privacy"),
    ("危及国家安全、公共安全、经济安全和社会稳定", "件", "applications.outcome.refused.security_and_stability"),
    ("不是《条例》所指政府信息", "件", "applications.outcome.refused.not_government_information"),
    ("法律法规规定的其他情形", "件", "applications.outcome.refused.other_legal_grounds"),
    ("5.不属于本行政机关公开数", "件", "applications.outcome.not_this_body"),
    ("6.申请信息不存在数", "件", "applications.outcome.not_existing"),
    ("7.告知作出更改补充数", "件", "applications.outcome.clarification_asked"),
    ("8.告知通过其他途径办理数", "件", "applications.outcome.redirected"),
    ("四、行政复议数量", "件", "review.total"),
    ("（一）维持具体行政行为数", "件", "review.upheld"),
    ("（二）被依法纠错数", "件", "review.corrected"),
    ("（三）其他情形数", "件", "review.other"),
    ("五、行政诉讼数量", "件", "litigation.total"),
    ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "litigation.upheld"),
    ("（二）被依法纠错数", "件", "litigation.corrected"),
    ("（三）其他情形数", "件", "litigation.other"),
    ("六、举报投诉数量", "件", "complaints.total"),
    ("七、依申请公开信息收取的费用", "万元", "applications.fees_collected"),
    ("八、机构建设和保障经费情况", "", None),
    ("（一）政府信息公开工作专门机构数", "个", "institution.offices"),
    ("（二）设置政府信息公开查阅点数", "个", "institution.reading_points"),
    ("（三）从事政府信息公开工作人员数", "人", "institution.staff"),
    ("1.专职人员数（不包括政府公报及政府网站工作人员数）", "人", "institution.staff_full_time"),
    ("2.兼职人员数", "人", "institution.staff_part_time"),
    (
        "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
        "万元",
        "institution.budget",
    ),
    ("九、政府信息公开会议和培训情况", "", None),
    ("（一）召开政府信息公开工作会议或专题会议数", "次", "training.meetings"),
    ("（二）举办各类培训班数", "次", "training.courses"),
    ("（三）接受培训人员数", "人次", "training.participants"),
)
SUMS = {
    "applications.received": ("in_person", "fax", "online", "letter"),
    "applications.closed": ("on_time", "extended"),
}


def statistics(seed: int, year: int) -> Facts:
    """A report with the statistics form of 2014: all its sums right."""
    rng = random.Random(seed)
    base = facts(seed)
    values: dict[Key, int | float] = {}
    for _, unit, code in STATISTICS:
        if code:
            values[(code, "all")] = round(rng.uniform(0.5, 30), 2) if unit == "万元" else rng.randint(0, 40)

    def total(code: str, parts: Sequence[str]) -> None:
        values[(code, "all")] = sum(values[(part, "all")] for part in parts)

    codes = [code for _, _, code in STATISTICS if code]
    total("applications.received", [code for code in codes if code.startswith("applications.channel.")])
    refused = "applications.outcome.refused"
    total(refused, [code for code in codes if code.startswith(f"{refused}.")])
    outcomes = [c for c in codes if c.startswith("applications.outcome.") and not c.startswith(f"{refused}.")]
    total("applications.answered", outcomes)
    values[("applications.closed", "all")] = values[("applications.answered", "all")]
    values[("applications.closed.extended", "all")] = rng.randint(0, 5)
    values[("applications.closed.on_time", "all")] = (
        values[("applications.closed", "all")] - values[("applications.closed.extended", "all")]
    )
    for group in ("review", "litigation"):
        total(f"{group}.total", [code for code in codes if code.startswith(f"{group}.") and code != f"{group}.total"])
    total("institution.staff", ("institution.staff_full_time", "institution.staff_part_time"))
    values[("proactive.items", "all")] = rng.randint(1000, 99999)
    values[("proactive.normative_documents_issued", "all")] = values[
        ("proactive.normative_documents_disclosed", "all")
    ] + rng.randint(0, 3)
    values[("training.participants", "all")] = rng.randint(100, 999)
    return replace(base, form="2014", year=year, published=f"{year + 1}-03-17", values=values)


def annex(made: Facts, *, codes: bool = False) -> Grid:
    """The statistics form in one table, 统计指标 | (代码) | 单位 | 统计数."""
    heads = ("统计指标", "代码", "单位", "统计数") if codes else ("统计指标", "单位", "统计数")
    rows: Grid = [[grids.one(head) for head in heads]]
    for number, (label, unit, code) in enumerate(STATISTICS, start=1):
        value = "" if code is None else str(made.values[(code, "all")])
        numbers = [f"{number:02d}"] if codes else []
        rows.append([grids.one(text) for text in (label, *numbers, unit, value)])
    return rows


def free_parts() -> list[Piece]:
    return [p(OPENING), p("一、概述"), p(OVERVIEW), p("二、存在的主要问题及改进措施"), p(PROBLEMS)]


def annex_of_2014() -> Odd:
    made = statistics(9130, 2016)
    grid = annex(made)
    parts = [*free_parts(), p("附件：政府信息公开情况统计表"), (grids.word(grid), grids.words(grid))]
    return page("annex_of_2014", made, parts, shells.trs)


def annex_with_row_numbers() -> Odd:
    made = statistics(9131, 2015)
    grid = annex(made, codes=True)
    parts = [*free_parts(), p("附件：政府信息公开情况统计表"), (grids.ueditor(grid), grids.words(grid))]
    return page("annex_with_row_numbers", made, parts, shells.gkml)


def annex_in_two_halves_side_by_side() -> Odd:
    made = statistics(9132, 2017)
    rows = annex(made)[1:]
    half = (len(rows) + 1) // 2
    left, right = rows[:half], [*rows[half:], [grids.one("")] * 3][:half]
    grid: Grid = [[grids.one(h) for h in ("统计指标", "单位", "统计数") * 2]]
    grid += [[*a, *b] for a, b in zip(left, right, strict=True)]
    parts = [*free_parts(), p("附件：政府信息公开情况统计表"), (grids.bare(grid), grids.words(grid))]
    return page("annex_in_two_halves_side_by_side", made, parts, shells.jpage)


def text_only_2008() -> Odd:
    base = facts(9133)
    made = replace(base, form="free", year=2008, published="2009-03-25", values={})
    lines = (
        "全年主动公开政府信息3516条。",
        "全年共收到政府信息公开申请27件，其中当面申请12件，网上申请15件。",
        "全年未发生因政府信息公开引起的行政复议和行政诉讼。",
    )
    figures: dict[Key, int | float] = {
        ("proactive.items", "all"): 3516,
        ("applications.received", "all"): 27,
        ("applications.channel.in_person", "all"): 12,
        ("applications.channel.online", "all"): 15,
        ("review.total", "all"): 0,
        ("litigation.total", "all"): 0,
    }
    parts = [
        p(OPENING),
        p("一、主动公开情况"),
        p(lines[0]),
        p("二、依申请公开情况"),
        p(lines[1]),
        p("三、复议诉讼情况"),
    ]
    return page("text_only_2008", made, [*parts, p(lines[2])], shells.old_tables, charset="gb18030", figures=figures)


def a_digit_a_span() -> Odd:
    made = facts(9134, large=True)

    def show(code: str, applicant: str, value: int | float) -> str:
        return "".join(f'<span style="mso-ansi-language:EN-US">{digit}</span>' for digit in str(value))

    third = grids_of(made)
    parts = six(
        [(grids.bare(grid), grids.words(clean)) for grid, clean in zip(grids_of(made, show), third, strict=True)]
    )
    return page("a_digit_a_span", made, parts, shells.trs)


PAGES = (
    trs_with_word_paste,
    ueditor_under_vsb,
    kindeditor_under_dede,
    wps_under_jpage,
    old_layout_tables,
    each_table_in_a_layout_cell,
    head_rows_repeated,
    a_table_in_two,
    a_table_in_three_with_heads,
    rowspans_too_long,
    colspans_too_wide,
    empty_rows_and_columns,
    a_note_in_the_table,
    units_in_cells,
    full_width_digits,
    slashes_for_nothing,
    dashes_for_nothing,
    full_width_dashes_for_nothing,
    none_in_words,
    noughts_with_a_place,
    thousands_apart,
    rows_of_divs,
    rows_of_ul,
    the_first_table_missing,
    this_year_beside_last,
    last_years_form_below,
    offices_of_one_organ,
    annex_of_2014,
    annex_with_row_numbers,
    annex_in_two_halves_side_by_side,
    text_only_2008,
    a_digit_a_span,
)


def pages() -> list[Odd]:
    return [make() for make in PAGES]
