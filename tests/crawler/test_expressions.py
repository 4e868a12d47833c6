"""What expressions of scripts come to where they only join strings, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.expressions import arguments, body_at, constants, evaluate, functions


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("'/info/' + id + '.html'", "/info/7.html"),
        ('"/a/" + encodeURIComponent(id)', "/a/7"),
        ("base + '/x', '_blank')", "/site/x"),
        ("`/detail/${id}.shtml`", "/detail/7.shtml"),
        ("('/a' + (id))", "/a7"),
        ("'a\\'b'", "a'b"),
        ("id.toString() + 1", "71"),
    ],
)
def test_joined_strings_are_worked_out(expression: str, value: str) -> None:
    assert evaluate(expression, {"id": "7", "base": "/site"}) == value


@pytest.mark.parametrize(
    "expression",
    [
        "id * 2",
        "f(id)",
        "list[0]",
        "a ? '/x' : '/y'",
        "unknown + '/x'",
        "'/x' +",
        "",
        "this.value",
        "obj.url + '/x'",
        "P+1 '",
    ],
)
def test_what_would_have_to_be_computed_is_not_guessed(expression: str) -> None:
    assert evaluate(expression, {"id": "7"}) is None


def test_constants_are_what_is_given_one_value_only() -> None:
    assert constants("var base = '/web', n=3; let twice = 'a'; twice = 'b'; base2 = base + 'x';") == {
        "base": "/web",
        "n": "3",
    }


def test_functions_are_found_however_they_are_written() -> None:
    script = "function a(x, y) { if (x) { y(); } go(x); } var b = function (n) { c(); }; const d = (k) => { e(k); }; obj = { f: function (q) { g; } };"
    assert [(name, parameters) for name, parameters, _ in functions(script)] == [
        ("a", ("x", "y")),
        ("b", ("n",)),
        ("f", ("q",)),
        ("d", ("k",)),
    ]
    assert "go(x)" in next(body_at(script, start) for name, _, start in functions(script) if name == "a")


def test_arguments_that_are_no_plain_values_are_unknown() -> None:
    assert arguments("'t2', P+1, 3, \"a,b\", n", {"n": "9"}) == ["t2", None, "3", "a,b", "9"]


@given(st.text(alphabet="'\"`+()${}ab1 ,;\\", max_size=60))
def test_any_text_is_worked_out_or_left(text: str) -> None:
    assert evaluate(text, {"a": "x"}) is None or isinstance(evaluate(text, {"a": "x"}), str)
