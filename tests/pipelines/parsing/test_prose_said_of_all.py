"""Figures that a sentence tells of all that it has just counted, without a number of their own."""

from __future__ import annotations

import pytest

from tests.pipelines.parsing.made_text import read, values

APPLICATIONS = "三、依申请公开政府信息情况\n"
CASES = "四、行政复议和行政诉讼情况\n"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("2020年收到政府信息公开申请5件,均已按期答复。", {"applications.answered": 5}),
        ("2020年收到政府信息公开申请5件,较上年减少2件,均在15个工作日内答复。", {"applications.answered": 5}),
        ("2020年收到政府信息公开申请5件。5件申请均涉及征地,已全部办结。", {"applications.answered": 5}),
        ("2020年收到政府信息公开申请5件,涉及征地拆迁,全部予以公开。", {"applications.outcome.granted": 5}),
        ("2020年收到政府信息公开申请1件,系邮寄方式提出。", {"applications.channel.letter": 1}),
    ],
)
def test_all_that_was_received_was_answered(sentence: str, told: dict[str, int]) -> None:
    received = 1 if "1件," in sentence else 5
    assert values(APPLICATIONS + sentence) == {"applications.received": received, **told}


def test_what_follows_the_parts_of_a_count_is_said_of_the_whole() -> None:
    sentence = "2020年收到政府信息公开申请5件,其中网上申请3件,信函申请2件,均已答复。"
    assert values(APPLICATIONS + sentence)["applications.answered"] == 5


@pytest.mark.parametrize(
    "sentence",
    [
        "2020年收到政府信息公开申请5件,除1件外均已答复。",
        "2020年收到政府信息公开申请5件,其余均已答复。",
        "2020年收到政府信息公开申请5件,均未答复。",
        "2020年收到政府信息公开申请5件,信访件均已办结。",
        "2020年收到政府信息公开申请5件,接受咨询20人次,均已答复。",
        "2020年收到政府信息公开申请5件,予以公开。",
        "2020年收到政府信息公开申请5件。市档案局的来信均已答复。",
    ],
)
def test_what_is_said_of_some_or_of_others_is_said_of_none(sentence: str) -> None:
    assert values(APPLICATIONS + sentence) == {"applications.received": 5}


def test_all_answered_is_withheld_where_others_were_carried_in() -> None:
    text = APPLICATIONS + "2020年收到政府信息公开申请5件,均已答复。上年结转1件。"
    answered = next(figure for figure in read(text).figures if figure.code == "applications.answered")
    assert answered.value is None
    assert answered.doubt == "said of those received; others were carried in or out"


def test_a_number_of_its_own_comes_before_what_is_said_of_all() -> None:
    text = APPLICATIONS + "2020年收到政府信息公开申请5件,均已答复。全年答复政府信息公开申请4件。"
    assert values(text)["applications.answered"] == 4


def test_of_one_case_the_outcome_is_said_plainly_and_of_several_by_all() -> None:
    assert values(CASES + "2020年发生政府信息公开行政复议1件,结果维持;行政诉讼2件,均被法院维持。") == {
        "review.total": 1, "review.upheld": 1, "litigation.total": 2, "litigation.upheld": 2,
    }  # fmt: skip
    assert values(CASES + "2020年发生政府信息公开行政复议2件,结果维持。") == {"review.total": 2}


def test_an_outcome_that_a_higher_court_has_yet_to_confirm_is_none() -> None:
    text = CASES + "2020年发生政府信息公开行政诉讼1件,一审维持,二审正在审理。"
    assert values(text) == {"litigation.total": 1}


def test_a_bracket_behind_an_outcome_names_its_ground() -> None:
    sentence = "2020年办结政府信息公开申请5件,其中予以公开3件,不予公开2件(均属于行政执法案卷)。"
    assert values(APPLICATIONS + sentence)["applications.outcome.refused.enforcement_file"] == 2


def test_those_granted_in_part_too_are_not_those_granted() -> None:
    text = APPLICATIONS + "2020年办结政府信息公开申请5件,其中予以公开3件(含部分公开),不予公开2件。"
    assert values(text)["applications.outcome.granted"] is None
