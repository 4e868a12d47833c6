"""Staff, training and money told in sentences: what is disclosure's own, and what is of other business."""

from __future__ import annotations

from decimal import Decimal

from tests.pipelines.parsing.made_text import values

TRAINED = "五、政府信息公开工作保障情况\n"


def said(text: str) -> dict[str, Decimal | None]:
    return values(text, form="free", year=2016)


def test_those_trained_in_another_matter_are_none_of_disclosures() -> None:
    text = "五、政府信息公开工作保障情况\n举办审计业务培训班6期，培训286人次。"
    assert said(text).get("training.participants") is None


def test_other_training_before_does_not_hide_disclosures_own() -> None:
    read = said(TRAINED + "组织会计人员继续教育培训1.2万人次，举办信息公开业务培训班1期，培训68人次。")
    assert (read["training.courses"], read["training.participants"]) == (1, 68)


def test_those_trained_may_be_named_with_where_they_work() -> None:
    read = said(TRAINED + "举办全市政务公开培训班2期，培训各地各部门政务公开工作人员326人次。")
    assert read["training.participants"] == 326


def test_bodies_that_are_counted_are_not_who_speaks_behind_them() -> None:
    read = said(TRAINED + "全市设便民服务中心1个、社区服务站11个，设立信息查阅点12个。")
    assert read["institution.reading_points"] == 12


def test_a_label_in_the_section_on_what_disclosure_is_given_names_its_budget() -> None:
    assert said(TRAINED + "经费：专项经费186.2万元。")["institution.budget"] == Decimal("186.2")


def test_answers_counted_by_the_piece_are_no_matters_of_concern() -> None:
    read = said("二、主动公开政府信息情况\n回应关切126条。回应关切12次。")
    assert read["responses.hot_issues"] == 12
