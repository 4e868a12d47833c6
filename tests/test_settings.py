"""What is given for a setting is looked at before anything starts; and how a command ends that is told to stop."""

from __future__ import annotations

import os
import signal
import socket
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from scrapy.settings import Settings

from crawler.command import failures_told, stopped_like_interrupted
from crawler.crawling import check
from crawler.given import VALUES, fault
from settings import base
from storage.archive import Archive
from storage.errors import SpoolError
from tests.commands import Workplace


def settings(**given: object) -> Settings:
    made = Settings()
    made.setmodule(base)
    made.update(given)
    return made


def test_the_settings_as_they_stand_are_right() -> None:
    assert fault(settings()) is None


def test_every_setting_that_is_a_number_or_a_switch_is_looked_at() -> None:
    text = VALUES.read_text(encoding="utf-8")
    of_kind = [name for name, value in vars(base).items() if name.isupper() and isinstance(value, bool | int | float)]
    assert [name for name in of_kind if name not in text] == []


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("DOWNLOAD_DELAY", "abc", "DOWNLOAD_DELAY must be a number from 0, not 'abc'"),
        ("DOWNLOAD_DELAY", "-1", "DOWNLOAD_DELAY must be a number from 0, not '-1'"),
        ("READ_TIMEOUT", "nan", "READ_TIMEOUT must be a number from 0.01, not 'nan'"),
        ("READERS", "-3", "READERS must be a whole number from 0, not '-3'"),
        ("READERS", "1.5", "READERS must be a whole number from 0, not '1.5'"),
        ("MAX_REQUESTS_PER_JURISDICTION", "0", "MAX_REQUESTS_PER_JURISDICTION must be a whole number from 1, not '0'"),
        ("ROBOTSTXT_OBEY", "maybe", "ROBOTSTXT_OBEY must be True or False, not 'maybe'"),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL, not 'LOUD'"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name: str, given: str, said: str) -> None:
    assert fault(settings(**{name: given})) == said


@pytest.mark.parametrize(("name", "given"), [("DOWNLOAD_DELAY", "0.5"), ("LOG_LEVEL", "debug"), ("LOG_LEVEL", "10")])
def test_a_value_that_scrapy_understands_is_taken(name: str, given: str) -> None:
    assert fault(settings(**{name: given})) is None


def test_a_command_with_a_setting_that_cannot_be_used_ends_in_one_line_before_it_begins(tmp_path: Path) -> None:
    result = Workplace(tmp_path).crawl("510500", READERS=-3)
    assert (result.status, result.err) == (2, "crawl: READERS must be a whole number from 0, not '-3'\n")
    assert list(tmp_path.iterdir()) == []


def test_metrics_that_cannot_listen_say_where_and_what_to_do(tmp_path: Path) -> None:
    Archive.open(f"file:{tmp_path / 'archive'}", state_dir=tmp_path / "state", create=True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = Workplace(tmp_path).in_process("metrics", "--serve", f"127.0.0.1:{port}")
    assert result.status == 1
    assert (
        result.err == f"metrics: cannot listen on 127.0.0.1 port {port}: Address already in use; try another --serve\n"
    )


def test_a_command_told_to_stop_ends_as_if_interrupted() -> None:
    ended: list[tuple[int, str]] = []
    cleaned = []
    with failures_told(lambda status, said: ended.append((status, said))), stopped_like_interrupted():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(60)
        finally:
            cleaned.append(True)
    assert (ended, cleaned) == ([(1, "interrupted")], [True])
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_a_crawl_whose_disk_is_full_is_not_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=100 << 20))
    given = settings(ARCHIVE_URI=f"file:{tmp_path / 'archive'}", STATE_DIR=str(tmp_path / "state"))
    with pytest.raises(SpoolError, match=r"STATE_DIR .*state has 100 MiB free and a crawl needs 256; free some"):
        check(given, {"jurisdiction": "510500"})
