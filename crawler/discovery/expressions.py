"""What an expression of a script comes to, where it only joins strings: '/detail/' + kind + '/' + id + '.shtml'.

Known are strings, numbers, template strings, the values handed in, and what leaves a plain value as it is (PASSING). Whatever
else stands in an expression makes it None: what a script would compute is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

MAX_EXPRESSION = 1_000
MAX_CONSTANTS = 200
# Bytes of scripts that are searched for functions and constants.
MAX_SCRIPT = 400_000
MAX_BODY = 3_000
MAX_FUNCTIONS = 400

_TOKEN = re.compile(
    r"""\s*(?:(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|(?P<template>`[^`]*`)|(?P<number>\d{1,12})(?![\w.])"""
    r"""|(?P<passing>(?:encodeURIComponent|encodeURI|escape|unescape|String|parseInt|Number|\$\.trim)\s*\()"""
    r"""|(?P<name>[A-Za-z_$][\w$]*(?:\.(?:toString|trim)\(\))?)(?![\w$]*\s*[\[(.])|(?P<mark>[+()]))"""
)
_ESCAPED = re.compile(r"\\(.)")
_HOLE = re.compile(r"\$\{([^{}]{1,200})\}")
# name = 'value', found by its equals sign, and what stands before that.
_GIVEN = re.compile(r"""=\s{0,40}("(?:\\.|[^"\\\n]){0,400}"|'(?:\\.|[^'\\\n]){0,400}'|\d{1,9})\s*(?=[;,\n}]|$)""")
_TAKING = re.compile(r"(?:[;{},\n(]|\b(?:var|let|const)\s)[^\S\n]{0,200}([A-Za-z_$][\w$]{0,60})\s{0,40}$")
# function name(a, b) {   and what stands before one without a name:   name = function (a) {   name: function (a) {
_FUNCTION = re.compile(r"function\s*([\w$]{0,60})\s*\(([\w$,\s=]{0,160})\)\s*\{")
_NAMED = re.compile(r"([\w$]{1,60})\s*[:=]\s*(?:async\s*)?$")
# name = (a, b) => {   name = a => {
_ARROW = re.compile(r"=>\s*\{")
_BEFORE_ARROW = re.compile(r"([\w$]{1,60})\s*[:=]\s*(?:async\s*)?(?:\(([\w$,\s=]{0,160})\)|([\w$]{1,60}))\s*$")
_STRUCTURE = re.compile(r"[\"'`{}]")
# Characters before an arrow or a nameless function that may name it.
_REACH = 240


def constants(scripts: str) -> dict[str, str]:
    """Names that are given one plain string or number in a script, and never another."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    text = scripts[:MAX_SCRIPT]
    count = position = 0
    while count < MAX_CONSTANTS and (match := _GIVEN.search(text, position)) is not None:
        start = max(0, match.start() - _REACH)
        taking = _TAKING.search(text[start : match.start()] if start else f"\n{text[: match.start()]}")
        if taking is None:
            position = match.start() + 1
            continue
        count, position = count + 1, match.end()
        name, value = taking.group(1), literal(match.group(1))
        if name in found and found[name] != value:
            twice.add(name)
        found[name] = value
    return {name: value for name, value in found.items() if name not in twice}


def functions(scripts: str) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """The functions of a script: name, parameters, and where the body begins (body_at)."""
    text = scripts[:MAX_SCRIPT]
    for count, match in enumerate(_FUNCTION.finditer(text)):
        if count >= MAX_FUNCTIONS:
            break
        name = match.group(1)
        before = "" if name else text[max(0, match.start() - _REACH) : match.start()]
        if before.rstrip().endswith((":", "=", "async")):
            named = _NAMED.search(before)
            name = named.group(1) if named is not None else ""
        if name:
            yield name, _names(match.group(2)), match.end()
    for count, match in enumerate(_ARROW.finditer(text)):
        if count >= MAX_FUNCTIONS:
            return
        before = _BEFORE_ARROW.search(text[max(0, match.start() - _REACH) : match.start()])
        if before is not None:
            yield before.group(1), _names(before.group(2) or before.group(3) or ""), match.end()


def _names(parameters: str) -> tuple[str, ...]:
    return tuple(name.partition("=")[0].strip() for name in parameters.split(",") if name.strip())


def body_at(scripts: str, start: int) -> str:
    """What stands between the brace before `start` and its end, as far as MAX_BODY."""
    text = scripts[:MAX_SCRIPT]
    depth, quote = 1, ""
    for match in _STRUCTURE.finditer(text, start, start + MAX_BODY):
        character, position = match.group(), match.start()
        if quote:
            if character == quote and text[position - 1] != "\\":
                quote = ""
        elif character in "\"'`":
            quote = character
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if not depth:
                return text[start:position]
    return text[start : start + MAX_BODY]


def literal(text: str) -> str:
    """The value of a string or number as it is written."""
    return _ESCAPED.sub(r"\1", text[1:-1]) if text[:1] in "\"'" else text


def evaluate(expression: str, values: Mapping[str, str]) -> str | None:
    """What the expression comes to; what follows it after a comma or semicolon is left out. None when it is anything but joined strings."""
    text = expression[:MAX_EXPRESSION]
    pieces: list[str] = []
    position = depth = 0
    expected = True
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            break
        kind, token = match.lastgroup, match.group(match.lastgroup or 0).strip()
        if kind == "mark" and token == ")":
            if not depth:
                break
            depth -= 1
        elif kind == "mark" and token == "+":
            if expected:
                return None
            expected = True
        elif kind == "passing" or token == "(":
            if not expected:
                return None
            depth += 1
        else:
            value = _value(kind, token, values)
            if value is None or not expected:
                return None
            pieces.append(value)
            expected = False
        position = match.end()
    if text[position:].lstrip()[:1] not in ("", ",", ";", ")", "}", "\n") or expected or depth:
        return None
    return "".join(pieces)


def _value(kind: str | None, token: str, values: Mapping[str, str]) -> str | None:
    if kind in ("string", "number"):
        return literal(token)
    if kind == "template":
        holes = [_value("name", name.strip(), values) for name in _HOLE.findall(token)]
        if None in holes:
            return None
        filled = iter(holes)
        return _HOLE.sub(lambda match: str(next(filled)), token[1:-1])
    return values.get(token.partition(".")[0])


def arguments(text: str, known: Mapping[str, str]) -> list[str | None]:
    """The values of a call's arguments; None for one that is no plain value."""
    made: list[str | None] = []
    depth, quote, start = 0, "", 0
    for position, character in enumerate(text):
        if quote:
            quote = "" if character == quote and text[position - 1] != "\\" else quote
        elif character in "\"'`":
            quote = character
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == "," and not depth:
            made.append(evaluate(text[start:position], known))
            start = position + 1
    if text[start:].strip() or made:
        made.append(evaluate(text[start:], known))
    return made
