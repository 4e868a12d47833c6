"""Sites take turns, so that one that many share does not keep out the others."""

from __future__ import annotations

from crawler.discovery.page import Portal
from crawler.spiders.turns import AT_ONCE, Turns


def turns(sites: dict[str, str]) -> Turns:
    return Turns({code: (Portal(code, f"http://{site}/"),) for code, site in sites.items()})


def taken(waiting: Turns, count: int) -> list[str]:
    return [portals[0].jurisdiction for _ in range(count) if (portals := waiting.next()) is not None]


def test_other_sites_come_before_a_second_walk_of_one() -> None:
    waiting = turns({"1": "platform", "2": "platform", "3": "platform", "4": "own", "5": "other"})
    assert taken(waiting, 3) == ["1", "4", "5"]
    assert len(waiting) == 2


def test_a_site_has_few_walks_at_once_and_goes_on_when_one_is_over() -> None:
    waiting = turns({str(number): "platform" for number in range(6)})
    assert taken(waiting, 6) == [str(number) for number in range(AT_ONCE)]
    waiting.over("0")
    assert taken(waiting, 6) == [str(AT_ONCE)]


def test_every_jurisdiction_has_its_turn_once() -> None:
    sites = {str(number): f"site-{number % 7}" for number in range(100)}
    waiting, under_way, seen = turns(sites), [], []
    while len(waiting) or under_way:
        under_way += taken(waiting, 5 - len(under_way))
        seen.append(under_way.pop(0))
        waiting.over(seen[-1])
    assert sorted(seen) == sorted(sites)


def test_after_a_stop_nobody_waits() -> None:
    waiting = turns({"1": "a", "2": "b"})
    waiting.clear()
    assert waiting.next() is None and len(waiting) == 0
