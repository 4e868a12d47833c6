"""The embedded PostgreSQL runs as long as somebody uses it, and lets in nobody else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from crawler.queue.embedded import EmbeddedPostgres
from tests.commands import ROOT
from tests.crawler.test_interruptions import is_zombie, wait_until

USE = """
import sys
from pathlib import Path
from crawler.queue.embedded import EmbeddedPostgres
with EmbeddedPostgres(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def outside() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def running(folder: Path) -> bool:
    return (folder / "data" / "postmaster.pid").exists()


def test_it_runs_as_long_as_somebody_uses_it_and_a_user_that_was_killed_does_not_count(outside: Path) -> None:
    folder = outside / "queue"
    other = subprocess.Popen(
        [sys.executable, "-c", USE, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None and other.stdout.readline() == "open\n"
    with EmbeddedPostgres(folder) as server:
        with EmbeddedPostgres(folder) as another, psycopg.connect(another.conninfo) as connection:
            connection.execute("CREATE TABLE kept (number int)")
        other.send_signal(signal.SIGKILL)
        other.communicate()
        assert psycopg.connect(server.conninfo).execute("SELECT count(*) FROM kept").fetchone() == (0,)
    assert not running(folder)
    with EmbeddedPostgres(folder) as again:
        assert psycopg.connect(again.conninfo).execute("SELECT count(*) FROM kept").fetchone() == (0,)
    assert not running(folder)


def test_one_that_died_under_its_users_is_started_again_with_its_data(outside: Path) -> None:
    with EmbeddedPostgres(outside / "queue") as server:
        with psycopg.connect(server.conninfo) as connection:
            connection.execute("CREATE TABLE kept (number int)")
        process = int((outside / "queue" / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(process, signal.SIGKILL)
        wait_until(lambda: not Path(f"/proc/{process}").exists() or is_zombie(process))
        server.revive()
        assert psycopg.connect(server.conninfo).execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_it_asks_for_a_password_and_listens_on_no_port(postgres: EmbeddedPostgres) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(postgres.conninfo.replace("password=", "password=wrong"))
    with psycopg.connect(postgres.conninfo) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_a_path_too_long_for_a_socket_gets_a_folder_of_this_user_alone(outside: Path) -> None:
    folder = outside / ("long" * 20) / ("longer" * 10)
    with EmbeddedPostgres(folder) as server:
        assert psycopg.connect(server.conninfo).execute("SELECT 1").fetchone() == (1,)
