"""The tables of a report as rows of cells, a cell being (text, rows, columns), and how publishing systems mark rows up.

Written apart from grids.py, so that a fault of its labels and spans is not shared. `Printed` says how a figure is shown.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.odd_pages.facts import COLUMNS, Facts

Cell = tuple[str, int, int]
Grid = list[list[Cell]]
Printed = Callable[[str, str, int | float], str]

OUTCOME_GROUPS = (
    ("（一）予以公开", ("granted",), ()),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ("granted_partly",), ()),
    (
        "（三）不予公开",
        (
            "refused.state_secret",
            "refused.prohibited_by_law",
            "refused.security_and_stability",
            "refused.third_party_rights",
            "refused.internal_affairs",
            "refused.process_information",
            "refused.enforcement_file",
            "refused.administrative_query",
        ),
        (
            "1.属于国家秘密",
            "2.其他法律行政法规禁止公开",
            "3.危及“三安全一稳定”",
            "4.保护第三方合法权益",
            "5.属于三类内部事务信息",
            "6.属于四类过程性信息",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
        ),
    ),
    (
        "（四）无法提供",
        ("unable.not_held", "unable.needs_creation", "unable.unclear_after_correction"),
        ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"),
    ),
    (
        "（五）不予处理",
        (
            "not_processed.petition",
            "not_processed.repeat",
            "not_processed.publication",
            "not_processed.excessive",
            "not_processed.confirmation",
        ),
        (
            "1.信访举报投诉类申请",
            "2.重复申请",
            "3.要求提供公开出版物",
            "4.无正当理由大量反复申请",
            "5.要求行政机关确认或重新出具已获取信息",
        ),
    ),
)
OTHER_2021 = (
    "（六）其他处理",
    ("other.correction_overdue", "other.fee_overdue", "other.remaining"),
    (
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "3.其他",
    ),
)
OTHER_2019 = ("（六）其他处理", ("other",), ())


def plain(code: str, applicant: str, value: int | float) -> str:
    return str(value)


def one(text: str) -> Cell:
    return (text, 1, 1)


def proactive(facts: Facts, show: Printed = plain) -> Grid:
    """Table two, 主动公开政府信息情况."""

    def shown(*codes: str) -> list[str]:
        return [show(code, "all", facts.values[(code, "all")]) for code in codes]

    def clause(number: str) -> list[Cell]:
        return [(f"第二十条第（{number}）项", 1, 4)]

    rows: Grid = [clause("一")]
    if facts.form == "2021":
        rows += [[one(text) for text in ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")]]
        for label, kind in (("规章", "regulations"), ("行政规范性文件", "normative_documents")):
            values = shown(f"{kind}.made", f"{kind}.repealed", f"{kind}.in_force")
            rows += [[one(label), *(one(text) for text in values)]]
        for number, head, lines in (
            ("五", "本年处理决定数量", (("行政许可", "permits.decisions"),)),
            ("六", "本年处理决定数量", (("行政处罚", "penalties.decisions"), ("行政强制", "coercion.decisions"))),
            ("八", "本年收费金额（单位：万元）", (("行政事业性收费", "fees.amount"),)),
        ):
            rows += [clause(number), [one("信息内容"), (head, 1, 3)]]
            rows += [[one(label), (shown(code)[0], 1, 3)] for label, code in lines]
        return rows
    rows += [[one(text) for text in ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量")]]
    for label, kind in (("规章", "regulations"), ("规范性文件", "normative_documents")):
        values = shown(f"{kind}.created", f"{kind}.disclosed", f"{kind}.disclosed_total")
        rows += [[one(label), *(one(text) for text in values)]]
    change = ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量")
    for number, kinds in (
        ("五", (("行政许可", "permits"), ("其他对外管理服务事项", "other_services"))),
        ("六", (("行政处罚", "penalties"), ("行政强制", "coercion"))),
    ):
        rows += [clause(number), [one(text) for text in change]]
        for label, kind in kinds:
            values = shown(f"{kind}.items_last_year", f"{kind}.items_change", f"{kind}.decisions")
            rows += [[one(label), *(one(text) for text in values)]]
    rows += [clause("八"), [one(change[0]), one(change[1]), (change[2], 1, 2)]]
    fees = shown("fees.items_last_year", "fees.items_change")
    rows += [[one("行政事业性收费"), one(fees[0]), (fees[1], 1, 2)]]
    rows += [clause("九"), [one("信息内容"), one("采购项目数量"), ("采购总金额", 1, 2)]]
    bought = shown("procurement.projects", "procurement.amount")
    rows += [[one("政府集中采购"), one(bought[0]), (f"{bought[1]}万元", 1, 2)]]
    return rows


def applications(facts: Facts, show: Printed = plain) -> Grid:
    """Table three, 收到和处理政府信息公开申请情况."""

    def values(code: str) -> list[Cell]:
        code = f"applications.{code}"
        return [one(show(code, column, facts.values[(code, column)])) for column in COLUMNS]

    rows: Grid = [
        [("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), ("申请人情况", 1, 7)],
        [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
        [one(text) for text in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")],
        [("一、本年新收政府信息公开申请数量", 1, 3), *values("received")],
        [("二、上年结转政府信息公开申请数量", 1, 3), *values("carried_in")],
    ]
    groups = (*OUTCOME_GROUPS, OTHER_2021 if facts.form == "2021" else OTHER_2019)
    height = sum(len(codes) for _, codes, _ in groups) + 1
    first: list[Cell] = [("三、本年度办理结果", height, 1)]
    for label, codes, names in groups:
        if not names:
            rows += [[*first, (label, 1, 2), *values(f"outcome.{codes[0]}")]]
        else:
            lead: list[Cell] = [(label, len(codes), 1)]
            for code, name in zip(codes, names, strict=True):
                rows += [[*first, *lead, one(name), *values(f"outcome.{code}")]]
                first, lead = [], []
        first = []
    rows += [[("（七）总计", 1, 2), *values("answered")]]
    rows += [[("四、结转下年度继续办理", 1, 3), *values("carried_out")]]
    return rows


def cases(facts: Facts, show: Printed = plain) -> Grid:
    """Table four, 政府信息公开行政复议、行政诉讼情况."""
    heads = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    parts = ("upheld", "corrected", "other", "pending", "total")
    codes = [
        f"{group}.{part}" for group in ("review", "litigation.direct", "litigation.after_review") for part in parts
    ]
    return [
        [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
        [*((head, 2, 1) for head in heads), ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
        [one(head) for head in heads * 2],
        [one(show(code, "all", facts.values[(code, "all")])) for code in codes],
    ]


def resolved(grid: Grid) -> list[list[str]]:
    """Every place of the grid with the text that stands over it."""
    taken: dict[tuple[int, int], str] = {}
    for row, line in enumerate(grid):
        column = 0
        for text, down, across in line:
            while (row, column) in taken:
                column += 1
            for below in range(down):
                for beside in range(across):
                    taken[(row + below, column + beside)] = text
    width = max(column for _, column in taken) + 1
    return [[taken.get((row, column), "") for column in range(width)] for row in range(len(grid))]


def words(*grids: Grid) -> tuple[str, ...]:
    return tuple(text for grid in grids for line in grid for text, _, _ in line)


def spans(down: int, across: int) -> str:
    return (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")


def bare(grid: Grid, attributes: str = ' border="1"') -> str:
    body = "".join(
        "<tr>" + "".join(f"<td{spans(down, across)}>{text}</td>" for text, down, across in line) + "</tr>"
        for line in grid
    )
    return f"<table{attributes}>{body}</table>"


def word(grid: Grid) -> str:
    """As Word leaves it: conditional comments, o:p, a span about every run of letters or digits."""

    def runs(text: str) -> str:
        latin = "".join(
            f'<span lang=EN-US style="font-size:10.5pt;mso-font-kerning:0pt">{letter}</span>'
            if letter.isascii()
            else letter
            for letter in text
        )
        return (
            "<p class=MsoNormal align=center style='text-align:center;mso-pagination:widow-orphan'>"
            f"<span style='font-size:10.5pt;font-family:宋体;mso-bidi-font-family:宋体'>{latin}<o:p></o:p></span></p>"
        )

    body = ""
    for number, line in enumerate(grid):
        cells = "".join(
            f"<td width=64{spans(down, across)} style='width:48.0pt;border:solid windowtext 1.0pt;mso-border-alt:"
            f"solid windowtext .5pt;padding:0cm 5.4pt 0cm 5.4pt'>{runs(text)}</td>"
            for text, down, across in line
        )
        body += f"<tr style='mso-yfti-irow:{number};height:22.7pt'>{cells}</tr>\n"
    return (
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
        "<div align=center><table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0 "
        f"style='border-collapse:collapse;mso-yfti-tbllook:1184'>{body}"
        "<![if !supportMisalignedColumns]><tr height=0>"
        + "<td width=64 style='border:none'></td>" * len(resolved(grid)[0])
        + "</tr><![endif]></table></div>"
    )


def ueditor(grid: Grid) -> str:
    """As UEditor keeps it: firstRow, paragraphs with inline sizes, br in what is empty."""
    body = ""
    for number, line in enumerate(grid):
        cells = "".join(
            f'<td width="93" valign="top" style="word-break: break-all;"{spans(down, across)}>'
            f'<p style="text-align:center"><span style="font-size:14px;font-family:宋体">{text or "<br/>"}</span></p></td>'
            for text, down, across in line
        )
        body += f"<tr{' class=firstRow' if number == 0 else ''}>{cells}</tr>"
    return f'<table data-sort="sortDisabled"><tbody>{body}</tbody></table><p><br/></p>'


def kindeditor(grid: Grid) -> str:
    """As KindEditor keeps it: ke-zeroborder, br inside cells, fonts."""
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="text-align:center;"{spans(down, across)}>\n\t<font face="宋体"><span style="font-size:12px;">'
            f"{text}</span></font><br />\n</td>"
            for text, down, across in line
        )
        + "</tr>\n"
        for line in grid
    )
    return f'<table style="width:100%;" class="ke-zeroborder" border="0" cellpadding="2"><tbody>{body}</tbody></table>'


def wps(grid: Grid) -> str:
    """As WPS leaves it: a span about every piece, fonts as siblings, p with class p."""

    def piece(text: str) -> str:
        half = (len(text) + 1) // 2
        return "".join(
            f"<span style=\"mso-spacerun:'yes';font-family:仿宋_GB2312;font-size:10.5000pt;\">"
            f'<font face="仿宋_GB2312">{part}</font></span>'
            for part in (text[:half], text[half:])
            if part
        )

    body = "".join(
        "<tr>"
        + "".join(
            f'<td valign="center"{spans(down, across)} style="padding: 0.0000pt 5.4000pt;"><p class="p" align="center">'
            f'{piece(text)}<span style="font-size:10.5000pt;"><o:p></o:p></span></p></td>'
            for text, down, across in line
        )
        + "</tr>"
        for line in grid
    )
    return f'<div align="center"><table class="MsoTableGrid" style="border-collapse:collapse;">{body}</table></div>'
