"""What is secret in the queue's address is never said."""

from __future__ import annotations

import logging

import pytest

from crawler.queue.address import Address, BadQueueUri
from crawler.queue.jobs import QueueUnavailable, open_queue

SECRET = "sesam/öffne dich"
QUOTED = "sesam%2F%C3%B6ffne%20dich"


def test_what_is_shown_names_host_and_database_only() -> None:
    address = Address(f"postgresql://archivist:{QUOTED}@db.example:5433/crawls")
    assert address.shown == "PostgreSQL on db.example, database crawls"


@pytest.mark.parametrize(
    "uri", ["mysql://u:hush@h/d", "postgresql://u:hush@h/d?nonsense=1", "hush", "postgres//u:hush@h"]
)
def test_an_address_that_is_none_is_not_repeated(uri: str) -> None:
    with pytest.raises(BadQueueUri) as told:
        Address(uri)
    assert "hush" not in str(told.value) and told.value.__cause__ is None


def test_messages_and_log_records_lose_the_password_as_written_and_as_meant() -> None:
    address = Address(f"postgresql://u:{QUOTED}@h/d")
    assert address.redact(f"a {SECRET} b {QUOTED} c") == "a *** b *** c"
    record = logging.LogRecord(
        "x", logging.ERROR, "", 0, "failed: %s", (f"password={SECRET}",), (ValueError, ValueError(SECRET), None)
    )
    assert address.hide(record)
    assert record.getMessage() == "failed: password=***" and record.exc_info is None


async def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    with pytest.raises(QueueUnavailable) as told:
        async with open_queue(Address(f"postgresql://u:{QUOTED}@127.0.0.1:1/d")):
            pass
    message = str(told.value)
    assert "127.0.0.1" in message and "\n" not in message
    assert SECRET not in message and QUOTED not in message
