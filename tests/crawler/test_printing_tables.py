"""Tables on a terminal: as a table where its words fit, else a line a record; nothing is cut."""

from __future__ import annotations

import io

import pytest
from rich.table import Table

from crawler.command import print_table


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def table() -> Table:
    table = Table("code", "name", "portal", "found", "why")
    table.add_row("510500", "泸州市", "http://www.luzhou.gov.cn/\nhttp://zwgk.luzhou.gov.cn/", "2018, 2020", "")
    table.add_row("510521", "泸县", "", "", r"\[sic] as it is")
    return table


def printed(table: Table, file: io.StringIO) -> list[str]:
    print_table(table, file)
    return file.getvalue().splitlines()


@pytest.mark.parametrize("columns", ["10", "40"])
def test_a_narrow_terminal_gets_a_line_a_record(table: Table, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("TERM", "xterm")
    assert printed(table, Terminal()) == [
        "510500: name 泸州市; portal http://www.luzhou.gov.cn/ http://zwgk.luzhou.gov.cn/; found 2018, 2020",
        "510521: name 泸县; why [sic] as it is",
    ]


def test_a_terminal_that_is_wide_enough_gets_the_table_whole(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.setenv("TERM", "xterm")
    lines = printed(table, Terminal())
    assert any("http://zwgk.luzhou.gov.cn/" in line for line in lines)
    assert "…" not in "".join(lines) and any("┃" in line for line in lines)


def test_a_pipe_gets_the_table_unfolded(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "10")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert any("510500" in line and "2018, 2020" in line for line in printed(table, io.StringIO()))
