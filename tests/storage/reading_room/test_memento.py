"""Memento (RFC 7089): TimeGate, TimeMaps and Mementos, and where the times asked for are odd."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.storage.made_runs import capture, put_run
from tests.storage.reading_room.conftest import HANT, TEXT, URL, Made

FIRST, SECOND = "Sat, 31 Jan 2026 08:00:00 GMT", "Sun, 01 Feb 2026 08:00:00 GMT"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (None, SECOND),
        (FIRST, FIRST),
        (SECOND, SECOND),
        ("Sat, 31 Jan 2026 10:00:00 GMT", FIRST),
        ("Sat, 31 Jan 2026 19:59:59 GMT", FIRST),
        ("Sat, 31 Jan 2026 20:00:01 GMT", SECOND),
        ("Thu, 01 Jan 1970 00:00:00 GMT", FIRST),
        ("Fri, 31 Dec 9999 23:59:59 GMT", SECOND),
        ("Sat, 31 Jan 2026 16:00:00 +0800", FIRST),
        ("Sun, 1 Feb 2026 08:00:00 -0000", SECOND),
    ],
)
def test_a_timegate_leads_to_the_capture_nearest_to_a_time(filled: Made, asked: str | None, found: str) -> None:
    gate = filled.client.get(f"/timegate/{URL}", headers={"Accept-Datetime": asked} if asked else None)
    assert gate.status_code == 302
    assert gate.headers["vary"] == "accept-datetime"
    assert f'<{URL}>; rel="original"' in gate.headers["link"]
    assert "memento-datetime" not in gate.headers
    memento = filled.client.get(gate.headers["location"])
    assert memento.headers["memento-datetime"] == found
    assert memento.content.decode() == (TEXT if found == FIRST else HANT)


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "2026",
        "yesterday",
        "Sat, 99 Jan 2026 08:00:00 GMT",
        "Sat, 31 Jan 99999 08:00:00 GMT",
        "2026-01-31T08:00:00Z;",
    ],
)
def test_a_time_that_is_none_is_a_bad_request(filled: Made, asked: str) -> None:
    assert filled.client.get(f"/timegate/{URL}", headers={"Accept-Datetime": asked}).status_code == 400


def test_a_memento_names_its_original_its_gate_its_map_and_its_neighbours(filled: Made) -> None:
    address = filled.client.get(f"/timegate/{URL}").headers["location"]
    links = filled.client.get(address).headers["link"]
    own = str(filled.client.base_url).rstrip("/")
    for wanted in (
        f'<{URL}>; rel="original"',
        f'<{own}/timegate/{URL}>; rel="timegate"',
        f'<{own}/timemap/link/{URL}>; rel="timemap"; type="application/link-format"',
        f'<{own}/memento/20260131080000/{URL}>; rel="first prev memento"; datetime="{FIRST}"',
        f'<{own}/memento/20260201080000/{URL}>; rel="last memento"; datetime="{SECOND}"',
    ):
        assert wanted in links


def test_a_timemap_lists_every_capture_once(filled: Made) -> None:
    answer = filled.client.get(f"/timemap/link/{URL}")
    assert answer.headers["content-type"].startswith("application/link-format")
    lines = answer.text.strip().split(",\n")
    assert sum('memento"' in line for line in lines) == 2
    assert f'from="{FIRST}"; until="{SECOND}"' in answer.text
    listed = filled.client.get(f"/timemap/json/{URL}").json()["mementos"]["list"]
    assert [filled.client.get(each["uri"]).status_code for each in listed] == [200, 200]


def test_an_address_is_taken_as_it_was_sent(made: Made) -> None:
    urls = ["http://www.example.gov.cn/%E6%94%BF%20%2F/a.html?b=%26&c=d%20e", "http://www.example.gov.cn/a//b/c;d=1"]
    put_run(made.archive, 0, [capture(url, body=url) for url in urls])
    made.refresh()
    for url in urls:
        assert made.client.get(f"/timemap/link/{url}").status_code == 200
        gate = made.client.get(f"/timegate/{url}")
        assert made.client.get(gate.headers["location"]).content.decode() == url
    assert made.client.get("/timemap/link/http%3A%2F%2Fwww.example.gov.cn%2Fa%2F%2Fb%2Fc%3Bd%3D1").status_code == 200


def test_captures_of_one_second_are_told_apart(made: Made) -> None:
    first = capture(URL, body="甲")
    second = replace(capture(URL, body="乙"), fetched_at=first.fetched_at + timedelta(milliseconds=5))
    put_run(made.archive, 0, [first, second])
    made.refresh()
    listed = made.client.get(f"/timemap/json/{URL}").json()["mementos"]["list"]
    assert [made.client.get(each["uri"]).content.decode() for each in listed] == ["甲", "乙"]


def test_what_failed_half_way_or_was_posted_is_no_memento(made: Made) -> None:
    put_run(made.archive, 0, [capture(URL, method="POST"), replace(capture(URL, day=1, body="半"), truncated="length")])
    made.refresh()
    assert made.client.get(f"/timegate/{URL}").status_code == 404


def test_a_foreign_time_or_form_is_not_found(filled: Made) -> None:
    assert filled.client.get(f"/memento/20260131080001/{URL}").status_code == 404
    assert filled.client.get(f"/memento/2026013108/{URL}").status_code == 400
    assert filled.client.get(f"/timemap/cdxj/{URL}").status_code == 404
    assert filled.client.get("/timegate/").status_code == 400
