"""The gate over answers of real kinds that nobody had in view when its marks were written (pages.py)."""

from __future__ import annotations

import pytest

from crawler.discovery.examine import examine
from crawler.discovery.page import Answer, Page
from tests.crawler.gate.pages import ANSWERS, ANSWERS_LATER, NOT_ANSWERS, NOT_ANSWERS_LATER, Case

URL = "http://www.linhu.gov.cn/art/2024/1/22/art_33_1.html"


def examined(case: Case) -> Page:
    headers = (("Content-Type", case.content_type),)
    return examine(Answer(URL, case.status, headers, case.markup.encode()), jurisdiction="420506")


@pytest.mark.parametrize("case", [*NOT_ANSWERS, *NOT_ANSWERS_LATER], ids=lambda case: case.name)
def test_what_is_no_answer_gets_its_verdict(case: Case) -> None:
    assert examined(case).verdict in case.right


@pytest.mark.parametrize("case", [*ANSWERS, *ANSWERS_LATER], ids=lambda case: case.name)
def test_an_honest_page_passes(case: Case) -> None:
    assert examined(case).verdict in case.right
