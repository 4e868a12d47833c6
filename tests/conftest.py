"""What all tests share: a real S3 server, one a session, and an address of one's own on it for each test; how a parallel run is
divided (scheduling.py); examples are made without hurry."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests import scheduling
from tests.s3_server import BUCKET, S3Server

_prefixes = itertools.count(1)

# How long an example takes says how busy the machine is; --timeout bounds a test that hangs.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object | None:
    """For `--dist loadgroup`, what `make test` asks for."""
    return scheduling.WholeUnits(config, log) if config.getoption("dist") == "loadgroup" else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In a worker of a parallel run, what takes long comes first."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: scheduling.rank(item.nodeid))


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """A running server, for all tests of the session; who wants to kill one starts his own."""
    server = S3Server(tmp_path_factory.mktemp("s3"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def s3_environment(s3_server: S3Server, monkeypatch: pytest.MonkeyPatch) -> S3Server:
    """The session's server, with its credentials in this test's environment."""
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"):
        monkeypatch.delenv(name, raising=False)
    for name, value in s3_server.environment.items():
        monkeypatch.setenv(name, value)
    return s3_server


@pytest.fixture
def s3_uri(s3_environment: S3Server) -> str:
    """An empty place of one's own: `s3://archive/test-<n>`; the endpoint is `s3_server.endpoint_url`."""
    return f"s3://{BUCKET}/test-{next(_prefixes)}"
