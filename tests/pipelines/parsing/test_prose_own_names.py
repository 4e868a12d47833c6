"""What bodies call themselves in their reports is the body itself, and what is left of the clause is what it did."""

from __future__ import annotations

import pytest

from pipelines.parsing.prose.subjects import Subjects
from storage.report import Issuer
from tests.pipelines.parsing.made_text import values

DID = "收到政府信息公开申请"


def scopes(issuer: Issuer, clause: str) -> set[str | None]:
    """The scopes with which a clause comes down to what was done."""
    return {scope for rest, scope in Subjects(issuer, "").stages(clause) if rest == DID}


@pytest.mark.parametrize(
    ("kind", "name", "calls"),
    [
        ("department", "泸州市人民政府办公室", "市政府办公室 市政府办 市府办 我办 泸州市政府办公室 办公室 我室"),
        ("department", "广东省人民政府办公厅", "省政府办公厅 我厅 办公厅 本厅"),
        ("department", "泸州市发展和改革委员会", "市发展改革委 市发改委 泸州市发改委 我委 全委"),
        ("department", "四川省卫生健康委员会", "省卫生健康委 省卫健委 四川省卫健委"),
        ("department", "泸州市住房和城乡建设局", "市住建局 市住房城乡建设局 泸州市住建局 住建局 本局"),
        ("department", "泸县教育和体育局", "县教体局 泸县教体局 教体局 县教育体育局"),
        ("department", "泸州市公安局", "市公安局 公安局 全市公安机关"),
        ("department", "国家税务总局泸州市税务局", "泸州市税务局 市税务局 全市税务系统 我局"),
        ("department", "新疆维吾尔自治区财政厅", "自治区财政厅 我厅 财政厅"),
        ("department", "泸州高新技术产业开发区管理委员会", "高新区管委会 管委会 高新区 我区"),
        ("department", "中国人民银行泸州市中心支行", "人民银行泸州市中心支行 中心支行 我行"),
        ("other", "泸县福集镇人民政府", "福集镇 镇政府 镇人民政府 镇党委政府 我镇 全镇"),
        ("other", "江阳区北城街道办事处", "北城街道 北城街道办 街道办 街道办事处 办事处 我街道"),
        ("other", "乌拉特中旗巴音乌兰苏木人民政府", "我苏木 巴音乌兰苏木 苏木"),
        ("other", "泸州医学院", "学校 学院 我院"),
        ("other", "泸州市人民医院", "医院 市人民医院 我院"),
        ("government", "恩施土家族苗族自治州人民政府", "全州 州政府 恩施州"),
        ("government", "内蒙古自治区人民政府", "自治区 自治区人民政府 全区"),
    ],
)
def test_a_body_is_itself_by_all_that_it_calls_itself(kind: str, name: str, calls: str) -> None:
    issuer = Issuer(kind=kind, name=name)  # type: ignore[arg-type]
    for call in calls.split():
        assert scopes(issuer, call + "共" + DID) & {"whole", "own"}, call


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("泸州市财政局", "各区县财政局"),  # those below it
        ("泸州市财政局", "县财政局"),
        ("泸州市财政局", "市审计局"),
        ("泸州市文化和旅游局", "旅游局"),  # half of what its name joins
        ("泸州市公安局江阳区分局", "市公安局"),
        ("泸州市发展和改革委员会", "市委办公室"),
    ],
)
def test_other_bodies_are_not_the_body_itself(name: str, other: str) -> None:
    assert not scopes(Issuer(kind="department", name=name), other + "共" + DID) & {"whole", "own"}


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("泸州市人民政府", "江阳区政府 泸县人民政府 合江县 龙马潭区政府办公室 县区政府 市政务公开办"),
        ("四川省人民政府", "成都市政府 泸州市人民政府 甘孜州"),
        ("大理白族自治州人民政府", "大理市 祥云县政府"),
        ("昆山市人民政府", "开发区 市征收办"),
        ("泸州市教育局", "直属单位 局属事业单位"),
    ],
)
def test_places_and_offices_below_are_not_the_government_itself(name: str, others: str) -> None:
    for other in others.split():
        issuer = Issuer(kind="government" if name.endswith("政府") else "department", name=name)
        assert not scopes(issuer, other + "共" + DID) & {"whole", "own"}, other


def test_places_are_still_themselves_by_their_own_names() -> None:
    for name, calls in (
        ("大理白族自治州人民政府", "大理州 全州"),
        ("江阳区人民政府", "江阳区政府 区政府"),
        ("昆山市人民政府", "昆山市 市政府"),
    ):
        for call in calls.split():
            assert scopes(Issuer(kind="government", name=name), call + "共" + DID) & {"whole", "own"}, call


def test_what_was_done_for_or_in_the_name_of_the_government_is_not_the_whole_places() -> None:
    issuer = Issuer(kind="government", name="泸州市人民政府")
    for told in ("市政府办公室办理市政府", "以市政府名义", "向市政府提出的申请中", "以市政府为被申请人的"):
        assert "whole" not in {scope for _, scope in Subjects(issuer, "").stages(told + DID)[1:]}, told
    assert "whole" in scopes(issuer, "市政府及各部门、各县市区政府共" + DID)


@pytest.mark.parametrize(
    "told",
    [
        "市政府作为复议机关，全年受理政府信息公开类行政复议案件43件。",
        "市司法局代理市政府行政诉讼案件30件。",
        "市政府办理行政应诉案件301件，其中一审298件。",
    ],
)
def test_cases_that_a_body_decides_or_argues_for_others_are_none_of_the_reports(told: str) -> None:
    read = values("四、政府信息公开行政复议、行政诉讼情况\n" + told, form="2021", year=2022)
    assert not {code: value for code, value in read.items() if value is not None}
