"""The room as JSON: every route is described by a valid document, takes what it says it takes, and pages through everything once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.routing import Route

from storage.reading_room import api
from storage.reading_room.openapi import document
from storage.report import Check, Report
from tests.storage.made_runs import capture, parse_of, put_run
from tests.storage.reading_room.conftest import Made

LISTS = [path for path in document()["paths"] if "{" not in path]
ASKED = [
    (path, each)
    for path, item in document()["paths"].items()
    for each in item["get"]["parameters"]
    if each["in"] == "query"
]
REPORT = "/api/v1/reports/510500/2020/government"


def needed(path: str) -> dict[str, Any]:
    return {each["name"]: each["example"] for at, each in ASKED if at == path and each["required"]}


def concrete(path: str, made: Made) -> str:
    (line,) = made.room.index.reports_of("510500")
    record = line.record_id.removeprefix("urn:uuid:")
    return path.replace("{code}/{year}/{issuer}", "510500/2020/government").replace("{record}", record)


def pages(made: Made, path: str) -> Iterator[dict[str, Any]]:
    following: str | None = path
    while following is not None:
        answer = made.client.get(following)
        assert answer.status_code == 200
        yield answer.json()
        following = answer.json()["next"]


def test_the_description_is_a_valid_openapi_document(filled: Made) -> None:
    served = filled.client.get("/openapi.json").json()
    assert list(OpenAPIV31SpecValidator(served).iter_errors()) == []


def test_every_route_is_described_and_nothing_else(filled: Made) -> None:
    assert set(document()["paths"]) == {route.path for route in api.ROUTES if isinstance(route, Route)}


@pytest.mark.parametrize("path", document()["paths"])
def test_an_answer_is_what_is_described(filled: Made, path: str) -> None:
    answer = filled.client.get(concrete(path, filled), params=needed(path))
    assert answer.status_code == 200
    schema = document()["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator({**schema, "components": document()["components"]}).validate(answer.json())


@pytest.mark.parametrize(
    ("path", "parameter"), ASKED, ids=lambda value: value if isinstance(value, str) else value["name"]
)
def test_every_parameter_is_taken_as_its_example_and_refused_as_nonsense(
    filled: Made, path: str, parameter: dict[str, Any]
) -> None:
    name, example = parameter["name"], parameter["example"]
    if name == "version":
        (row, _) = filled.archive.catalogue.captures_of("https://www.luzhou.gov.cn/a.html")
        example = row.record_id.removeprefix("urn:uuid:")
    at = concrete(path, filled)
    assert filled.client.get(at, params={**needed(path), name: example}).status_code == 200
    answer = filled.client.get(at, params={**needed(path), name: "x\x00"})
    assert answer.status_code == 400
    jsonschema.validate(answer.json(), document()["components"]["schemas"]["Error"])


@pytest.mark.parametrize(
    ("path", "parameter"),
    [(p, e) for p, e in ASKED if "enum" in e["schema"]],
    ids=lambda value: value if isinstance(value, str) else value["name"],
)
def test_every_choice_that_is_described_is_taken(filled: Made, path: str, parameter: dict[str, Any]) -> None:
    for value in parameter["schema"]["enum"]:
        assert filled.client.get(path, params={**needed(path), parameter["name"]: value}).status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_a_limit_is_kept_and_bounded(filled: Made, path: str) -> None:
    (limit,) = (each["schema"] for at, each in ASKED if at == path and each["name"] == "limit")
    assert len(filled.client.get(path, params={**needed(path), "limit": 1}).json()["items"]) <= 1
    for value in (limit["maximum"], limit["minimum"]):
        assert filled.client.get(path, params={**needed(path), "limit": value}).status_code == 200
    for value in (limit["maximum"] + 1, 0, -1, "1e3", "١"):
        assert filled.client.get(path, params={**needed(path), "limit": value}).status_code == 400


def test_a_report_is_a_line_of_the_export(filled: Made) -> None:
    report = Report.model_validate(filled.client.get(REPORT).json())
    assert report.indicators[0].value == 381
    assert [copy.relation for copy in report.copies] == ["superseded"]


def test_lists_come_in_pages_with_the_address_of_the_next(made: Made) -> None:
    captured = [capture(f"https://www.luzhou.gov.cn/{year}.html") for year in (2018, 2019, 2020)]
    put_run(made.archive, 0, captured, [parse_of(page, year=2018 + n) for n, page in enumerate(captured)])
    made.refresh()
    first, rest = pages(made, "/api/v1/reports?limit=2")
    assert [item["year"] for item in first["items"] + rest["items"]] == [2018, 2019, 2020]
    assert first["total"] == 3


def test_checks_and_captures_of_all_places_are_paged_through_once_each(made: Made) -> None:
    captured, parses = [], []
    for code in ("350111", "510500", "510521"):
        for year in (2019, 2020):
            page = capture(f"https://www.example.gov.cn/{code}/{year}.html", code=code)
            checks = [
                Check(
                    rule=f"r{n}",
                    status="fails" if n else "holds",
                    codes=(),
                    expected=None,
                    found=None,
                    message="",
                    cause=None,
                )
                for n in range(3)
            ]
            captured.append(page)
            parses.append(parse_of(page, year=year, checks=tuple(checks)))
    put_run(made.archive, 0, captured, parses)
    made.refresh()
    for path in ("/api/v1/captures", "/api/v1/checks", "/api/v1/checks?status=fails"):
        separator = "&" if "?" in path else "?"
        (whole,) = pages(made, f"{path}{separator}limit=1000")
        assert len(whole["items"]) >= 6
        assert [item["jurisdiction"] for item in whole["items"]] == sorted(
            item["jurisdiction"] for item in whole["items"]
        )
        for limit in (1, 4, 5):
            found = [item for page in pages(made, f"{path}{separator}limit={limit}") for item in page["items"]]
            assert found == whole["items"]


def test_pages_hold_when_the_archive_grows_behind_them(made: Made) -> None:
    def grow(number: int) -> None:
        page = capture(f"https://www.example.gov.cn/{number}.html", code="510500", day=number)
        put_run(made.archive, number, [page], [parse_of(page, year=2010 + number)])
        made.refresh()

    for number in range(3):
        grow(number)
    first = made.client.get("/api/v1/captures?limit=2").json()
    grow(3)
    rest = [item for page in pages(made, first["next"]) for item in page["items"]]
    assert len({item["record_id"] for item in [*first["items"], *rest]}) == 4


def test_what_has_not_changed_is_not_sent_again(filled: Made) -> None:
    (line,) = filled.room.index.reports_of("510500")
    original = f"/originals/{line.record_id.removeprefix('urn:uuid:')}/bytes"
    for path in ("/api/v1/reports", REPORT, "/openapi.json", "/en/", original, "/static/style.css"):
        whole = filled.client.get(path)
        for tags in (whole.headers["etag"], f'"x", W/{whole.headers["etag"]}', "*"):
            again = filled.client.get(path, headers={"If-None-Match": tags})
            assert again.status_code == 304 and again.content == b"" and again.headers["etag"] == whole.headers["etag"]
        other = filled.client.get(path, headers={"If-None-Match": '"other"'})
        assert other.status_code == 200 and other.content == whole.content
    for since, status in (
        ("Sun, 01 Feb 2026 08:00:00 GMT", 304),
        ("Fri, 01 Jan 2027 00:00:00 GMT", 304),
        ("Sun, 01 Feb 2026 07:59:59 GMT", 200),
        ("yesterday", 200),
        ("", 200),
    ):
        assert filled.client.get(original, headers={"If-Modified-Since": since}).status_code == status
    both = {"If-Modified-Since": "Fri, 01 Jan 2027 00:00:00 GMT", "If-None-Match": '"other"'}
    assert filled.client.get(original, headers=both).status_code == 200, "a tag says more than a time"
    assert (
        filled.client.head(REPORT, headers={"If-None-Match": filled.client.get(REPORT).headers["etag"]}).status_code
        == 304
    )
