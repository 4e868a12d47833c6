"""A PostgreSQL for the session, a database of its own for each test."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from crawler.queue.address import Address
from crawler.queue.embedded import EmbeddedPostgres
from crawler.queue.jobs import Queue, open_queue

DEAD_SECONDS = 5.0

_databases = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    # Not below pytest's folder, which every session of pytest closes to others: as root the server is somebody else.
    with tempfile.TemporaryDirectory() as folder, EmbeddedPostgres(Path(folder) / "queue") as server:
        # Nothing of it is to outlive the tests.
        with psycopg.connect(server.conninfo, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server


@pytest.fixture
def address(postgres: EmbeddedPostgres) -> Address:
    name = f"queue_{next(_databases)}"
    with psycopg.connect(postgres.conninfo, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    return Address(make_conninfo(postgres.conninfo, dbname=name))


@pytest.fixture
async def queue(address: Address) -> AsyncIterator[Queue]:
    async with open_queue(address, dead_seconds=DEAD_SECONDS) as queue:
        yield queue
