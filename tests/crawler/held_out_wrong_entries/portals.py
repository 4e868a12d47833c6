"""The set's portals, and which county stands on which."""

from __future__ import annotations

from tests.crawler.held_out.content import Town
from tests.crawler.held_out.portals import Portal
from tests.crawler.held_out_wrong_entries.entries import ENTRIES
from tests.crawler.held_out_wrong_entries.turned import TURNED

PLACES = dict(
    zip(
        (*ENTRIES, *TURNED),
        (
            ("341882", "广德市"),
            ("410724", "获嘉县"),
            ("500233", "忠县"),
            ("130104", "桥西区"),
            ("140222", "天镇县"),
            ("220422", "东辽县"),
            ("330825", "龙游县"),
            ("350430", "建宁县"),
            ("360732", "兴国县"),
            ("371427", "夏津县"),
            ("421121", "团风县"),
            ("430525", "洞口县"),
            ("440229", "翁源县"),
            ("451028", "乐业县"),
            ("511923", "平昌县"),
            ("522732", "三都水族自治县"),
        ),
        strict=True,
    )
)


def build(names: list[str] | None = None, seed: int = 1) -> list[Portal]:
    """The portals asked for, all by default. KeyError for a name that is none."""
    makers = {maker.__name__: maker for maker in PLACES}
    made = []
    for name in names or list(makers):
        town = Town(*PLACES[makers[name]], seed)
        made.append(Portal(name, town, tuple(makers[name](town))))
    return made
