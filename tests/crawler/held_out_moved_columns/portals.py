"""The set's portals, and which county stands on which."""

from __future__ import annotations

from tests.crawler.held_out.content import Town
from tests.crawler.held_out.portals import Portal
from tests.crawler.held_out_moved_columns.doubts import DOUBTS
from tests.crawler.held_out_moved_columns.platforms import PLATFORMS

PLACES = dict(
    zip(
        (*PLATFORMS, *DOUBTS),
        (
            ("430626", "平江县"),
            ("330482", "平湖市"),
            ("230128", "通河县"),
            ("320826", "涟水县"),
            ("610926", "平利县"),
            ("360829", "安福县"),
            ("131127", "景县"),
            ("220323", "伊通满族自治县"),
            ("451381", "合山市"),
            ("341522", "霍邱县"),
            ("140981", "原平市"),
            ("411729", "新蔡县"),
            ("511822", "荥经县"),
            ("421087", "松滋市"),
            ("350624", "诏安县"),
            ("530629", "威信县"),
            ("211223", "西丰县"),
            ("621224", "康县"),
            ("150785", "根河市"),
            ("370832", "梁山县"),
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
