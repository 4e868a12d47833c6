"""How the reports before the official form speak: staff and reading points, sections of one word, the body by 我 and its name."""

from __future__ import annotations

import pytest

from storage.report import Issuer
from tests.pipelines.parsing.made_text import BUREAU, values

STREET = Issuer(kind="other", name="江阳区南城街道办事处")
YEAR = 2011


def read(text: str, issuer: Issuer = BUREAU) -> dict[str, object]:
    return dict(values(text, form="free", year=YEAR, issuer=issuer))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("政府信息公开已设立1个受理窗口,并开辟了2个公共查阅点。", {"institution.reading_points": 2}),
        ("为方便公众,开辟3间阅览室和5个公共查阅点。", {"institution.reading_points": 5}),
        ("政府信息公开由局政办科承办,由2名兼职人员具体承担这项工作。", {"institution.staff_part_time": 2}),
        ("局办公室安排了3名工作人员兼职负责政务公开的日常工作。", {"institution.staff_part_time": 3}),
        ("下设办公室,由两名同志具体负责政府信息公开工作。", {"institution.staff": 2}),
        ("各股室均确定1名工作人员负责政府信息公开工作。", {}),
        ("明确1名领导具体负责政府信息公开工作。", {}),
        ("指定1名工作人员负责信息公开网站的维护。", {}),
    ],
)
def test_staff_and_reading_points_as_small_bodies_tell_of_them(sentence: str, expected: dict[str, int]) -> None:
    assert read(f"一、概述\n{sentence}") == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("三、依申请公开政府信息和不予公开政府信息的情况", {"applications.received": 0}),
        ("四、政府信息公开收费及减免情况", {"applications.fees_collected": 0}),
        ("五、行政复议和行政诉讼情况", {"review.total": 0, "litigation.total": 0}),
        ("五、行政复议、行政诉讼情况\n(一)行政诉讼情况", {"litigation.total": 0}),
        ("三、依申请公开情况\n(三)依申请公开政府信息收费情况", {"applications.fees_collected": 0}),
        ("三、依申请公开情况\n(二)答复情况", {}),
        ("三、依申请公开情况\n(三)不予公开情况", {}),
        ("四、人员和收支情况\n(四)与诉讼有关的费用支出", {}),
    ],
)
def test_a_section_of_one_word_says_that_there_was_none_of_what_its_title_names(
    heading: str, expected: dict[str, int]
) -> None:
    assert read(f"{heading}\n无。") == expected
    assert read(f"{heading}\n2011年度无。") == expected


def test_no_information_on_application_is_no_application() -> None:
    assert read("三、依申请公开政府信息情况\n本年度无依申请公开的政府信息。") == {"applications.received": 0}
    assert read("四、收费情况\n未收取依申请公开的政府信息费用。") == {"applications.fees_collected": 0}


def test_information_that_is_not_disclosed_is_no_refused_application() -> None:
    assert read("三、依申请公开和不予公开情况\n不予公开的信息有9条,主要是人事方面的内容。") == {}
    answered = "三、依申请公开情况\n收到政府信息公开申请3件,其中不予公开1件。"
    assert read(answered) == {"applications.received": 3, "applications.outcome.refused": 1}


def test_petitions_beside_cases_take_nothing_from_their_nought() -> None:
    sentence = "五、复议、诉讼情况\n年内,我局未发生因政府信息公开申请行政复议、提起行政诉讼和信访的情况。"
    assert read(sentence) == {"review.total": 0, "litigation.total": 0}


def test_a_body_that_puts_our_before_its_name_speaks_of_itself() -> None:
    told = "二、主动公开情况\n2011年我南城街道主动公开政府信息37条。"
    assert read(told, STREET) == {"proactive.items": 37}
    nought = "三、依申请公开情况\n2011年我南城街道没有收到政府信息公开申请。"
    assert read(nought, STREET) == {"applications.received": 0}
    case = "六、行政诉讼情况\n2011年,针对我街道信息公开的行政诉讼为0件。"
    assert read(case, STREET) == {"litigation.total": 0}
    cases = "六、行政复议、行政诉讼情况\n没有针对我街道政府信息公开申请而提起行政复议和行政诉讼的情况。"
    assert read(cases, STREET) == {"review.total": 0, "litigation.total": 0}


def test_a_running_total_may_say_disclosure_once_more() -> None:
    told = "二、主动公开情况\n2011年我局新增公开政府信息64条,历年累计信息公开203条。"
    assert read(told) == {"proactive.items": 64, "proactive.items (cumulative)": 203}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "我局配备了2名政府信息公开全职工作人员,7名兼职工作人员,设有1个电子阅览点、1个公共查阅点。",
            {
                "institution.staff_full_time": 2,
                "institution.staff_part_time": 7,
                "institution.reading_points": 1,
            },
        ),
        ("我局成立了网络中心,安排专职人员4名,主抓全局信息公开工作。", {"institution.staff_full_time": 4}),
        ("我局配备了6名专、兼职工作人员,负责政府信息的上网发布。", {"institution.staff": 6}),
        ("我局配备了6名专职消防人员,负责辖区巡查。", {}),
        (
            "目前我局共配备了1名专职、8名兼职工作人员,设立了1个信息申请受理点。",
            {"institution.staff_full_time": 1, "institution.staff_part_time": 8},
        ),
        ("我局为政府信息公开工作专门配备了9名兼职工作人员。", {"institution.staff_part_time": 9}),
        ("我局开展信息公开工作。为此配备了9名兼职工作人员。", {"institution.staff_part_time": 9}),
        ("政务公开由局办公室牵头,办公室一名干部兼职负责政府信息公开工作。", {"institution.staff_part_time": 1}),
    ],
)
def test_staff_whose_work_is_named_behind_them(sentence: str, expected: dict[str, int]) -> None:
    assert read(f"一、概述\n{sentence}") == expected


def test_what_a_gazette_published_is_not_all_that_was_disclosed() -> None:
    told = "二、主动公开情况\n2011年,共发行《泸县政报》6期,发布政府信息214条。"
    assert read(told) == {"gazette.issues": 6, "proactive.channel.gazette": 214}


@pytest.mark.parametrize(
    "sentence",
    [
        "全年我局未接到居民、业主依申请公开政府信息的申请。",
        "年内,我局尚未收到权利人申请公开政府信息的申请。",
        "2011年没有收到申请。",
    ],
)
def test_whoever_might_have_applied_nobody_did(sentence: str) -> None:
    assert read(f"三、依申请公开情况\n{sentence}") == {"applications.received": 0}


def test_points_that_became_more_are_those_there_are_now() -> None:
    told = "一、概述\n开展政府信息公开以来,设立了1个公共查阅点,2011年根据要求增加到3个公共查阅点。"
    assert read(told) == {"institution.reading_points": 3}


def test_what_comes_to_nought_is_nought() -> None:
    assert read("三、依申请公开情况\n2011年,全局政府信息公开依申请办理事项为零。") == {"applications.received": 0}
    assert read("四、收费和减免情况\n2011年,全局信息公开的收费和减免为零。") == {"applications.fees_collected": 0}


def test_what_has_been_disclosed_so_far_is_of_all_years() -> None:
    told = "二、主动公开情况\n我局2011年共主动公开政府信息71条,目前我局总计主动公开政府信息350条。"
    assert read(told) == {"proactive.items": 71, "proactive.items (cumulative)": 350}
    less = "二、主动公开情况\n我局2011年共主动公开政府信息71条,目前我局总计主动公开政府信息50条。"
    assert read(less) == {"proactive.items": None}


def test_what_a_system_and_a_website_each_published_is_no_channels_figure() -> None:
    told = "二、主动公开情况\n我局通过信息公开目录系统公开信息112条,通过泸县政府网发布信息530条。"
    assert "proactive.channel.website" not in read(told)


def test_documents_printed_in_a_gazette_are_not_counted_as_information() -> None:
    assert read("二、主动公开情况\n编发《泸县政报》6期,刊登文件41件。") == {"gazette.issues": 6}


def test_what_became_of_complaints_is_not_what_became_of_applications() -> None:
    told = "五、投诉情况\n2011年受理政府信息公开投诉0件,已办结0件,办结率100%。"
    assert read(told) == {"complaints.total": 0}
    both = "三、依申请公开情况\n2011年接受咨询12人次,收到政府信息公开申请5件,答复5件。"
    assert read(both) == {"applications.received": 5, "applications.answered": 5}


def test_a_bracket_behind_a_total_says_what_of_it_is_the_years() -> None:
    told = "二、主动公开情况\n我局主动公开政府信息150条(2011年新增20条)。"
    assert read(told) == {"proactive.items": 20, "proactive.items (cumulative)": 150}


def test_reading_points_opened_in_several_places() -> None:
    told = "一、概述\n我局开展政府信息公开工作,同时在服务大厅和供水大厅共开辟了9个公共查阅点。"
    assert read(told) == {"institution.reading_points": 9}
