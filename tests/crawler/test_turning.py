"""The next page of a call for data, wherever it counts its pages."""

from __future__ import annotations

import pytest

from crawler.discovery.turning import Call, counted, next_page, rewrite

API = "http://a.test/api"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{API}?column=7&page=2", f"{API}?column=7&page=3"),
        (f"{API}?pageNo=1&name=%C4%EA%B1%A8", f"{API}?pageNo=2&name=%C4%EA%B1%A8"),
        (f"{API}?start=0&rows=10", f"{API}?start=10&rows=10"),
        (f"{API}?q=%7B%22pageNo%22%3A%221%22%7D", f"{API}?q=%7B%22pageNo%22%3A%222%22%7D"),
    ],
    ids=["a number", "an encoding that is left alone", "an offset", "JSON in a value"],
)
def test_an_address_that_counts_its_pages_is_turned(before: str, after: str) -> None:
    turned = next_page(Call(before), 10)
    assert turned is not None
    assert turned.url == after


@pytest.mark.parametrize(
    ("sent", "after"),
    [
        (b"organ=6&pageIndex=1", b"organ=6&pageIndex=2"),
        (b'{"channel":"nb","current":1}', b'{"channel":"nb","current":2}'),
        (b'{"query":{"page":{"pageNum":"4"}}}', b'{"query":{"page":{"pageNum":"5"}}}'),
        (b"params=%7B%22pageIndex%22%3A0%7D&t=1", b"params=%7B%22pageIndex%22%3A1%7D&t=1"),
    ],
    ids=["a form", "JSON", "JSON within JSON", "JSON in a form"],
)
def test_a_body_that_counts_pages_is_turned(sent: bytes, after: bytes) -> None:
    turned = next_page(Call(API, "POST", sent, FORM), 10)
    assert turned is not None
    assert turned.sent == after


@pytest.mark.parametrize(
    "call",
    [
        Call(API),
        Call(f"{API}?year=2020&title=page"),
        Call(f"{API}?page=last"),
        Call(API, "GET", b"page=1"),
        Call(API, "POST", b"not=a&number", FORM),
        Call(API, "POST", b"{broken", "application/json"),
        Call(API, "POST", b"[" * 5000, "application/json"),
        Call(API, "POST", b'{"page":true}', "application/json"),
        Call(API, "POST", b"page=1" + b"x" * 200_000, FORM),
    ],
    ids=["no query", "other names", "a word", "a GET's body", "a form", "no JSON", "deep JSON", "a truth", "too long"],
)
def test_a_call_that_counts_nothing_is_left_alone(call: Call) -> None:
    assert next_page(call, 10) is None


def test_page_and_size_are_read_as_the_call_counts_them() -> None:
    assert counted(Call(f"{API}?pageIndex=0&pageSize=15")) == (0, 15)
    assert counted(Call(API, "POST", b'{"current":3}', "application/json")) == (3, None)
    assert counted(Call(f"{API}?id=9")) == (None, None)


def test_rewriting_nothing_gives_no_call() -> None:
    assert rewrite(Call(f"{API}?id=9"), lambda name, value: None) is None
    assert rewrite(Call(f"{API}?id=9"), lambda name, value: "9") is None


def test_a_number_of_a_page_of_the_site_is_not_counted_up() -> None:
    assert next_page(Call(f"{API}?pageId=1229500"), 10) is None
    turned = next_page(Call(f"{API}?pageId=1229500&paramJson=%7B%22pageNo%22%3A1%7D"), 10)
    assert turned is not None
    assert turned.url == f"{API}?pageId=1229500&paramJson=%7B%22pageNo%22%3A2%7D"
