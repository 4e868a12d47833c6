"""A statistics table cut in several: the second part has the columns of the first, or nothing is told of them."""

from __future__ import annotations

import pytest

from tests.pipelines.parsing.test_forms import read, table, values

HEAD = ["指标名称", "单位", "2016年", "历年累计"]
FIRST = (["主动公开文件数", "条", "1630", "20080"], ["受理申请总数", "件", "192", "402"])
SECOND = (["行政复议数", "件", "5", "11"], ["行政诉讼数", "件", "2", "7"])


def test_a_table_that_goes_on_without_a_head_has_the_columns_of_the_one_before() -> None:
    found = values(read(table(HEAD, *FIRST), table(*SECOND), year=2016))
    assert (found["review.total"], found["review.total+"]) == (5, 11)
    assert (found["litigation.total"], found["litigation.total+"]) == (2, 7)


@pytest.mark.parametrize(
    "rows",
    [
        (["行政复议数", "5", "件", "11"], ["行政诉讼数", "2", "件", "7"]),
        (["行政复议数", "5", "11"], ["行政诉讼数", "2", "7"]),
        (["主动公开文件数", "条", "16", "80"], ["受理申请总数", "件", "12", "42"]),
    ],
    ids=["units elsewhere", "another width", "printed again"],
)
def test_of_another_table_without_a_head_no_column_is_told(rows: tuple[list[str], ...]) -> None:
    first = values(read(table(HEAD, *FIRST), year=2016))
    assert values(read(table(HEAD, *FIRST), table(*rows), year=2016)) == first
