"""What pages print of themselves, titles that mislead, headings in disorder."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.odd_pages import shell
from tests.odd_pages.article import TITLES, build, odd, paragraph, strong
from tests.odd_pages.facts import facts
from tests.odd_pages.scoring import Odd

MAKERS: list[Callable[[], Odd]] = []


def a_page(maker: Callable[[], Odd]) -> Callable[[], Odd]:
    MAKERS.append(maker)
    return maker


def pages() -> list[Odd]:
    made = [maker() for maker in MAKERS]
    return made + [boxed(name, seed) for seed, name in enumerate(BOXES, 60)]


PAIRS = (
    ("索引号", "index_number", "00845{seed}/2022-00017"),
    ("发布机构", "publisher", "{place}人民政府办公室"),
    ("发文字号", "document_number", "{short}府办函〔2022〕1{seed}号"),
    ("主题分类", "", "综合政务/政务公开"),
    ("成文日期", "", "{signed}"),
    ("公开日期", "", "{published}"),
    ("有效性", "", "有效"),
)


def values_of(seed: int) -> tuple[list[tuple[str, str, str]], dict[str, str]]:
    given = facts(seed)
    year, month, day = given.published.split("-")
    shown = []
    expected = {}
    for label, key, value in PAIRS:
        text = value.format(
            seed=seed,
            place=given.place,
            short=given.place[0],
            signed=f"{year}年{int(month)}月{int(day) - 2}日",
            published=f"{year}年{int(month)}月{int(day)}日",
        )
        shown.append((label, key, text))
        if key in ("index_number", "document_number"):
            expected[key] = text
    return shown, expected


def _rows_of_four(pairs: list[tuple[str, str, str]]) -> str:
    rows = ""
    for at in range(0, len(pairs), 2):
        rows += (
            "<tr>"
            + "".join(f"<td class='a'>{label}：</td><td class='b'>{text}</td>" for label, _, text in pairs[at : at + 2])
            + "</tr>"
        )
    return f"<table class='syh'>{rows}</table>"


def _th_and_td(pairs: list[tuple[str, str, str]]) -> str:
    return "<table>" + "".join(f"<tr><th>{label}</th><td>{text}</td></tr>" for label, _, text in pairs) + "</table>"


def _spans_in_one_line(pairs: list[tuple[str, str, str]]) -> str:
    return "<div class='xx'>" + "".join(f"<span>{label}：{text}</span>" for label, _, text in pairs) + "</div>"


def _definition_list(pairs: list[tuple[str, str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{label}</dt><dd>{text}</dd>" for label, _, text in pairs) + "</dl>"


def _list_with_b(pairs: list[tuple[str, str, str]]) -> str:
    return "<ul>" + "".join(f"<li><b>{label}:</b>&nbsp;{text}</li>" for label, _, text in pairs) + "</ul>"


def _lookalike_colons(pairs: list[tuple[str, str, str]]) -> str:
    colons = "∶︰﹕：ː:："
    return "".join(f"<p>{label}{colon} {text}</p>" for (label, _, text), colon in zip(pairs, colons, strict=True))


def _spaced_labels(pairs: list[tuple[str, str, str]]) -> str:
    return (
        "<table>"
        + "".join(f"<tr><td>【{'　'.join(label)}】</td><td>{text}</td></tr>" for label, _, text in pairs)
        + "</table>"
    )


def _label_row_above(pairs: list[tuple[str, str, str]]) -> str:
    return (
        "<table><tr>"
        + "".join(f"<th>{label}</th>" for label, _, _ in pairs)
        + "</tr><tr>"
        + "".join(f"<td>{text}</td>" for _, _, text in pairs)
        + "</tr></table>"
    )


def _divs_of_two(pairs: list[tuple[str, str, str]]) -> str:
    return "".join(
        f"<div class='it'><div class='l'>{label}</div><div class='r'>{text}</div></div>" for label, _, text in pairs
    )


def _bars(pairs: list[tuple[str, str, str]]) -> str:
    return "<p>" + " | ".join(f"{label}：{text}" for label, _, text in pairs) + "</p>"


BOXES = {
    "box_rows_of_four": _rows_of_four,
    "box_th_and_td": _th_and_td,
    "box_spans_in_one_line": _spans_in_one_line,
    "box_definition_list": _definition_list,
    "box_list_with_b": _list_with_b,
    "box_lookalike_colons": _lookalike_colons,
    "box_spaced_labels": _spaced_labels,
    "box_label_row_above": _label_row_above,
    "box_divs_of_two": _divs_of_two,
    "box_bars": _bars,
}


def boxed(name: str, seed: int) -> Odd:
    given = facts(seed)
    pairs, expected = values_of(seed)
    body = build(given)
    article = BOXES[name](pairs) + shell.heading(given.title) + body.html
    return odd(name, given, body, page=shell.page(article, title=f"{given.title}-某某市政务网"), metadata=expected)


# ---- titles, years, issuers


@a_page
def title_element_lies() -> Odd:
    given = facts(71)
    body = build(given)
    page = shell.page(
        shell.heading(given.title) + shell.dateline(given.published) + body.html,
        title="信息公开年报_某某市政务网",
        head='<meta name="ArticleTitle" content="">',
    )
    return odd("title_element_lies", given, body, page=page)


@a_page
def title_in_the_article_is_cut_in_lines() -> Odd:
    given = facts(72)
    body = build(given)
    page = shell.page(
        f"<div class='bt-2'>{given.government}<br/>{given.year}年政府信息公开工作年度报告</div>"
        + f"<p style='text-align:center'>（{given.published[:4]}年{int(given.published[5:7])}月{int(given.published[8:])}日）</p>"
        + body.html,
        title=f"{given.government} 公开年报",
        head=f'<meta name="PubDate" content="{given.published} 10:22:31">',
    )
    return odd("title_in_the_article_is_cut_in_lines", given, body, page=page)


@a_page
def year_told_by_the_period_only() -> Odd:
    given = facts(73)
    body = build(given)
    title = f"{given.place}政府信息公开年度报告"
    page = shell.page(shell.heading(title) + shell.dateline(given.published) + body.html, title=title)
    return odd("year_told_by_the_period_only", given, body, page=page, title=title)


@a_page
def year_told_by_prose_only() -> Odd:
    given = facts(74)
    body = build(given)
    body.marked = [
        each.replace(f"编制{given.year}年度报告。所列数据的统计期限为{given.year}年1月1日至12月31日。", "编制本报告。")
        for each in body.marked
    ]
    title = f"{given.government}政府信息公开工作年度报告"
    page = shell.page(shell.heading(title) + shell.dateline(given.published) + body.html, title=title)
    return odd("year_told_by_prose_only", given, body, page=page, title=title, words=(), digits=None)


@a_page
def title_with_the_year_of_publication() -> Odd:
    """“（2022年公布）” in the title beside the year reported on."""
    given = facts(75)
    body = build(given)
    title = f"{given.government}政府信息公开工作年度报告（{given.year}年度）"
    page = shell.page(
        shell.heading(title) + shell.dateline(given.published) + body.html,
        title=f"{given.year + 1}年公布：{title}",
    )
    return odd("title_with_the_year_of_publication", given, body, page=page, title=title)


@a_page
def chinese_numeral_year() -> Odd:
    given = facts(76)
    body = build(given)
    digits = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))
    title = f"{given.government}{''.join(digits[each] for each in str(given.year))}年政府信息公开工作年度报告"
    signed = "".join(digits[each] for each in str(given.year + 1)) + "年一月二十八日"
    body.add(
        f"<p style='text-align:right'>{given.government}</p><p style='text-align:right'>{signed}</p>",
        given.government,
        signed,
    )
    page = shell.page(shell.heading(title) + shell.dateline(given.published) + body.html, title=title)
    return odd(
        "chinese_numeral_year", given, body, page=page, title=title, metadata={"signed": f"{given.year + 1}-01-28"}
    )


@a_page
def department_told_by_the_signature() -> Odd:
    given = facts(77)
    body = build(given)
    title = f"{given.year}年政府信息公开工作年度报告"
    body.add(
        f"<p align=right>{given.place}财政局</p><p align=right>{given.year + 1}年1月21日</p>",
        f"{given.place}财政局",
        f"{given.year + 1}年1月21日",
    )
    page = shell.page(
        shell.heading(title) + shell.dateline(given.published) + body.html, title=f"{title}-{given.place}财政局"
    )
    return odd("department_told_by_the_signature", given, body, page=page, title=title, issuer=f"{given.place}财政局")


@a_page
def department_told_by_the_box() -> Odd:
    given = facts(78)
    body = build(given)
    title = f"{given.year}年度政府信息公开工作年度报告"
    box = f"<table><tr><td>发布机构</td><td>{given.place}自然资源和规划局</td><td>发布日期</td><td>{given.published}</td></tr></table>"
    page = shell.page(box + shell.heading(title) + body.html, title=title)
    return odd(
        "department_told_by_the_box", given, body, page=page, title=title, issuer=f"{given.place}自然资源和规划局"
    )


@a_page
def office_signs_the_governments_report() -> Odd:
    given = facts(79)
    body = build(given)
    body.add(f"<p align=right>{given.place}人民政府办公室</p>", f"{given.place}人民政府办公室")
    return odd("office_signs_the_governments_report", given, body)


# ---- headings


@a_page
def headings_lost() -> Odd:
    given = facts(80)
    body = build(given, head=lambda text: "")
    lost = {f"{number}、{title}" for number, title in TITLES}
    body.printed = [text for text in body.printed if text not in lost]
    return odd("headings_lost", given, body, sections=())


@a_page
def headings_renumbered() -> Odd:
    given = facts(81)
    titles = (
        ("一", "总体情况"),
        ("二", "主动公开政府信息情况"),
        ("二", "收到和处理政府信息公开申请情况"),
        ("三", "政府信息公开行政复议、行政诉讼情况"),
        ("四", "存在的主要问题及改进情况"),
        ("六", "其他需要报告的事项"),
    )
    body = build(given, titles=titles)
    return odd("headings_renumbered", given, body, sections=titles)


@a_page
def headings_in_tables() -> Odd:
    given = facts(82)
    body = build(given, head=lambda text: f"<table><tr><td><b>{text}</b></td></tr></table>")
    return odd("headings_in_tables", given, body)


@a_page
def headings_run_into_their_text() -> Odd:
    given = facts(83)
    body = build(given)
    joined: list[str] = []
    for each in body.marked:
        if (
            joined
            and joined[-1].startswith("<p><strong>")
            and each.startswith("<p>")
            and not each.startswith("<p><strong>")
        ):
            joined[-1] = joined[-1].replace("</strong></p>", "。</strong>") + each.removeprefix("<p>")
        else:
            joined.append(each)
    body.marked = joined
    return odd("headings_run_into_their_text", given, body)


@a_page
def headings_with_the_number_apart() -> Odd:
    given = facts(84)

    def head(text: str) -> str:
        number, title = text.split("、", 1)
        return f"<h3><i class='no'>{number}、</i><span>{title[:4]}</span><span>{title[4:]}</span></h3>"

    return odd("headings_with_the_number_apart", given, build(given, head=head))


@a_page
def headings_as_images() -> Odd:
    given = facts(85)
    body = build(given, head=lambda text: f'<p><img src="/t/{len(text)}.png" alt="{text}"></p>')
    return odd("headings_as_images", given, body, words=(), digits=None, sections=())


@a_page
def headings_printed_twice() -> Odd:
    """A table of contents before the report."""
    given = facts(86)
    body = build(given)
    contents = "<p>目　录</p>" + "".join(paragraph(f"{number}、{title}") for number, title in TITLES)
    page = shell.page(
        shell.heading(given.title) + shell.dateline(given.published) + contents + body.html, title=given.title
    )
    return odd("headings_printed_twice", given, body, page=page, digits=None)


@a_page
def paragraphs_by_breaks_only() -> Odd:
    given = facts(87)
    body = build(given, wrap=lambda text: f"　　{escape(text)}<br>", head=lambda text: f"　　<b>{text}</b><br/>")
    return odd("paragraphs_by_breaks_only", given, body)


@a_page
def arabic_numbered_headings() -> Odd:
    given = facts(88)
    body = build(given, head=lambda text: strong(text))
    numbers = dict(zip("一二三四五六", "123456", strict=True))
    body = build(given, titles=tuple((numbers[number], title) for number, title in TITLES))
    return odd("arabic_numbered_headings", given, body, sections=())
