"""Which county stands on which portal."""

from __future__ import annotations

from tests.crawler.held_out.content import Town
from tests.crawler.held_out.portals import Portal
from tests.crawler.held_out_verdicts.afresh import AFRESH
from tests.crawler.held_out_verdicts.clipped import CLIPPED
from tests.crawler.held_out_verdicts.elsewhere import ELSEWHERE
from tests.crawler.held_out_verdicts.honest import HONEST

PLACES = {
    "sealed_pager": ("360822", "吉水县"),
    "fewer_links": ("321023", "宝应县"),
    "capped_call": ("341222", "太和县"),
    "first_again": ("230183", "尚志市"),
    "count_of_this_page": ("510725", "梓潼县"),
    "third_refused": ("130623", "涞水县"),
    "third_gone": ("510522", "合江县"),
    "lost_pictures": ("511126", "夹江县"),
    "nameless_year": ("320922", "滨海县"),
    "old_column_refused": ("371702", "牡丹区"),
    "chosen_year": ("530181", "安宁市"),
    "chosen_organ": ("210726", "黑山县"),
    "moved_away": ("620103", "七里河区"),
    "among_hundreds": ("410327", "宜阳县"),
    "unopened_tab": ("522633", "从江县"),
    "asked_for": ("450123", "隆安县"),
    "forbidden_column": ("610929", "白河县"),
    "counted": ("370829", "嘉祥县"),
    "turned": ("420822", "沙洋县"),
    "followed": ("330825", "龙游县"),
    "short_and_plain": ("350721", "顺昌县"),
    "called": ("140725", "寿阳县"),
    "office_of_before": ("431129", "江华瑶族自治县"),
    "fraction": ("341504", "叶集区"),
    "unanswered_page": ("321322", "沭阳县"),
    "paper_years": ("350426", "尤溪县"),
    "two_plain_columns": ("410183", "新密市"),
    "latest_only": ("310112", "闵行区"),
    "few_and_told": ("320481", "溧阳市"),
    "years_apart": ("430121", "长沙县"),
}


def build(names: list[str] | None = None, seed: int = 1) -> list[Portal]:
    """The portals asked for, all by default. KeyError for a name that is none."""
    makers = {maker.__name__: maker for maker in (*CLIPPED, *ELSEWHERE, *HONEST, *AFRESH)}
    made = []
    for name in names or list(makers):
        town = Town(*PLACES[name], seed)
        made.append(Portal(name, town, tuple(makers[name](town))))
    return made
