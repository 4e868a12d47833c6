"""The tables of the forms of 2019 and 2021, filled from a few rows; the labels are those of the official forms.

    @applications 2021 received=352,21,0,5,1,1,380 granted=...     a row's seven cells; rows that are not named are noughts
    @cases 9,19,12,6,46 10,3,2,0,15 7,0,3,2,12                      reconsideration, litigation at once, litigation after it

A cell may be `-` for a blank. In the rows that come out, `<` is one with the cell to its left and `^` with the cell above.
"""

from __future__ import annotations

COLUMNS = (
    "natural_person", "enterprise", "research_institute", "public_interest_org", "legal_service_org", "other_org", "all",
)  # fmt: skip
_REFUSED = (
    ("state_secret", "1.属于国家秘密"), ("prohibited_by_law", "2.其他法律行政法规禁止公开"),
    ("security_and_stability", "3.危及“三安全一稳定”"), ("third_party_rights", "4.保护第三方合法权益"),
    ("internal_affairs", "5.属于三类内部事务信息"), ("process_information", "6.属于四类过程性信息"),
    ("enforcement_file", "7.属于行政执法案卷"), ("administrative_query", "8.属于行政查询事项"),
)  # fmt: skip
_UNABLE = (
    ("not_held", "1.本机关不掌握相关政府信息"), ("needs_creation", "2.没有现成信息需要另行制作"),
    ("unclear_after_correction", "3.补正后申请内容仍不明确"),
)  # fmt: skip
_NOT_PROCESSED = (
    ("petition", "1.信访举报投诉类申请"), ("repeat", "2.重复申请"), ("publication", "3.要求提供公开出版物"),
    ("excessive", "4.无正当理由大量反复申请"), ("confirmation", "5.要求行政机关确认或重新出具已获取信息"),
)  # fmt: skip
_OTHER = {
    "2019": (("", "<"),),
    "2021": (
        ("correction_overdue", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
        ("fee_overdue", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
        ("remaining", "3.其他"),
    ),
}
_HEAD = (
    "|（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）|<|<|申请人情况|<|<|<|<|<|<|",
    "|^|<|<|自然人|法人或其他组织|<|<|<|<|总计|",
    "|^|<|<|^|商业企业|科研机构|社会公益组织|法律服务机构|其他|^|",
)
_CASES = ("upheld", "corrected", "other", "pending", "total")


def applications(form: str, given: dict[str, str]) -> list[str]:
    """The rows of the table of applications, each cell with its mark."""
    base = "applications"
    result = "三、本年度办理结果"
    rows: list[tuple[str, str, str, str]] = [
        ("一、本年新收政府信息公开申请数量", "<", "<", f"{base}.received"),
        ("二、上年结转政府信息公开申请数量", "<", "<", f"{base}.carried_in"),
        (result, "（一）予以公开", "<", f"{base}.outcome.granted"),
        (result, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "<", f"{base}.outcome.granted_partly"),
    ]
    for heading, group, members in (
        ("（三）不予公开", "refused", _REFUSED), ("（四）无法提供", "unable", _UNABLE),
        ("（五）不予处理", "not_processed", _NOT_PROCESSED), ("（六）其他处理", "other", _OTHER[form]),
    ):  # fmt: skip
        rows += [(result, heading, label, f"{base}.outcome.{group}.{name}".rstrip(".")) for name, label in members]
    rows += [
        (result, "（七）总计", "<", f"{base}.answered"),
        ("四、结转下年度继续办理", "<", "<", f"{base}.carried_out"),
    ]
    lines = list(_HEAD)
    above = ("", "")
    for first, second, third, code in rows:
        name = next((name for name in given if code.endswith("." + name)), None)
        cells = given[name].split(",") if name else ["0"] * len(COLUMNS)
        labels = ("^" if first == above[0] else first, "^" if second == above[1] and second != "<" else second, third)
        above = (first, second)
        lines.append("|" + "|".join((*labels, *_marked(code, cells))) + "|")
    return lines


def _marked(code: str, cells: list[str]) -> list[str]:
    return [
        "" if cell == "-" else f"{{{cell}|{code}@{column}}}" for column, cell in zip(COLUMNS, cells, strict=True)
    ]  # fmt: skip


def cases(blocks: list[str]) -> list[str]:
    """The table of reconsideration and litigation: three blocks of five cells."""
    names = ("review", "litigation.direct", "litigation.after_review")
    results = "结果维持|结果纠正|其他结果|尚未审结|总计"
    cells = [
        f"{{{cell}|{name}.{part}}}"
        for name, block in zip(names, blocks, strict=True)
        for part, cell in zip(_CASES, block.split(","), strict=True)
    ]
    return [
        "|行政复议|<|<|<|<|行政诉讼" + "|<" * 9 + "|",
        f"|{results}|未经复议直接起诉|<|<|<|<|复议后起诉|<|<|<|<|",
        f"|^|^|^|^|^|{results}|{results}|",
        "|" + "|".join(cells) + "|",
    ]
