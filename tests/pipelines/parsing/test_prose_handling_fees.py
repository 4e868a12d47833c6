"""Fees for handling applications (信息处理费), which reports since 2021 state under 其他需要报告的事项."""

from __future__ import annotations

from decimal import Decimal

import pytest

from storage.report import Issuer
from tests.pipelines.parsing.made_text import BUREAU, CITY, values


def told(sentence: str, issuer: Issuer = BUREAU) -> dict[str, Decimal | None]:
    text = f"五、存在的主要问题及改进情况\n培训仍然不足。\n六、其他需要报告的事项\n{sentence}"
    return values(text, form="2021", year=2025, issuer=issuer)


@pytest.mark.parametrize(
    ("sentence", "collected"),
    [
        ("2025年有1件政府信息公开申请案件收取信息处理费380元。", "0.038"),
        ("本年度发出收费通知3件、总金额560元,实际收取的总金额为540元。", "0.054"),
        ("发出信息处理费收费通知5件,应收总金额3000元,实收2000元。", "0.2"),
        ("向1件申请收取信息处理费100元,实收80元。", "0.008"),
        ("本机关收取政府信息公开信息处理费1件,金额120元。", "0.012"),
        ("本年度收取信息处理费情况:0元。", "0"),
        ("发出收费通知的件数、总金额以及实际收取的总金额均为0。", "0"),
        ("本年度无政府信息公开处理费收取情况。", "0"),
        ("本年度暂未开展信息处理费收取工作。", "0"),
        ("(一)收取信息处理费情况:2025年度未收取。", "0"),
        ("（一）收取信息处理费情况\n2025年度未收取。", "0"),
    ],
)
def test_of_fees_for_handling_what_was_collected_counts_and_not_what_was_charged(sentence: str, collected: str) -> None:
    assert told(sentence) == {"applications.fees_collected": Decimal(collected)}


def test_what_is_charged_a_piece_or_charged_only_is_not_what_was_collected() -> None:
    assert told("依据办法按件收取信息处理费,超出标准的每件收取100元。") == {}
    assert told("发出信息处理费收费通知3件,总金额1460元。") == {}
    assert told("全市共对4件申请收取信息处理费,总金额2300元。") == {"applications.fees_collected": None}
    assert told("全市共对4件申请收取信息处理费,总金额2300元。", CITY) == {
        "applications.fees_collected": Decimal("0.23")
    }
