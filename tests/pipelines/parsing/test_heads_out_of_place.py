"""Tables whose heads stand a column off their values: read in order only where no other reading fits."""

from __future__ import annotations

from decimal import Decimal

from tests.pipelines.parsing import made_tables as made
from tests.pipelines.parsing.made_tables import Box

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
PARTS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
KINDS = ("natural_person", "enterprise", "research_institute", "public_interest_org", "legal_service_org", "other_org")
ITEM = [Box("第二十条第（八）项", across=4)]
HEAD = [Box("信息内容", across=2), Box("上一年项目数量"), Box("本年增/减")]


def read(*rows: list[Box]) -> dict[str, Decimal | None]:
    reading, _ = made.read((made.block(rows),))
    return {f"{figure.code}@{figure.applicant}": figure.value for figure in reading.figures}


def applications(*values: str) -> dict[str, Decimal | None]:
    """A row under a head that is a cell short on its left and has a blank one at its end instead."""
    return read(
        [Box(NOTE, across=2, down=3), Box("申请人情况", across=6), Box("")],
        [Box("自然人", down=2), Box("法人或其他组织", across=5), Box("")],
        [*map(Box, PARTS), Box("")],
        [Box("一、本年新收政府信息公开申请数量", across=3), *map(Box, values)],
        [Box("二、上年结转政府信息公开申请数量", across=3), *(Box("0") for _ in values)],
    )


def test_a_head_filled_up_at_its_end_has_its_columns_in_their_order() -> None:
    found = applications("788", "0", "24", "0", "2", "404")
    received = [found[f"applications.received@{kind}"] for kind in KINDS]
    assert received == [788, 0, 24, 0, 2, 404]


def test_a_value_under_the_blank_head_is_no_applicants() -> None:
    kinds = {f"applications.received@{kind}" for kind in KINDS}
    found = applications("788", "0", "24", "0", "2", "404", "1218")
    assert [found[f"applications.received@{kind}"] for kind in KINDS] == [788, 0, 24, 0, 2, 404]
    found = applications("", "0", "24", "0", "2", "404", "430")
    assert {key for key in found if "received" in key} == kinds - {"applications.received@natural_person"}
    assert found["applications.received@other_org"] == 404


def test_a_mark_under_no_head_may_be_the_first_columns() -> None:
    found = read(ITEM, HEAD, [Box("行政事业性收费"), Box("/"), Box("8"), Box("")])
    assert found == {"fees.items_last_year@all": None, "fees.items_change@all": None}
    found = read(ITEM, HEAD, [Box("行政事业性收费", across=2), Box("7"), Box("8")])
    assert found == {"fees.items_last_year@all": 7, "fees.items_change@all": 8}


def test_which_of_blank_cells_is_spare_is_not_guessed() -> None:
    """Seven cells for six columns without places, and blank ones beside the first: any of them may be the gap."""
    found = read(
        [Box(NOTE, across=3, down=3), Box("申请人情况", across=6)],
        [Box("自然人", down=2), Box("法人或其他组织", across=5)],
        [*map(Box, PARTS[:3]), Box(""), *map(Box, PARTS[3:])],
        [Box("一、本年新收政府信息公开申请数量", across=3), *map(Box, ("", "3", "1", "", "", "", "5"))],
        [Box("二、上年结转政府信息公开申请数量", across=3), *map(Box, ("7", "1", "2", "4", "", "5", "6"))],
    )
    assert found["applications.received@natural_person"] is None
    assert found["applications.received@enterprise"] is None
    assert found.get("applications.carried_in@legal_service_org") in (None, 5)


def test_a_group_reaches_over_the_blank_cells_of_a_grid_without_merged_ones() -> None:
    found = read(
        [Box(NOTE), *map(Box, ("", "申请人情况", "", "", "", "", "", ""))],
        [*map(Box, ("", "", "自然人", "法人或其他组织", "", "", "", "", "总计"))],
        [*map(Box, ("", "", "", *PARTS, ""))],
        [*map(Box, ("一、本年新收政府信息公开申请数量", "", "7", "", "2", "", "", "6", "15"))],
        [*map(Box, ("二、上年结转政府信息公开申请数量", "", "", "3", "", "4", "5", "", "12"))],
    )
    assert found == {
        "applications.received@natural_person": 7,
        "applications.received@research_institute": 2,
        "applications.received@other_org": 6,
        "applications.received@all": 15,
        "applications.carried_in@enterprise": 3,
        "applications.carried_in@public_interest_org": 4,
        "applications.carried_in@legal_service_org": 5,
        "applications.carried_in@all": 12,
    }
