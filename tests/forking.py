"""Commands run as `python -m scrapy` runs them, in a process of its own each, forked from one that has imported what they need.

    python -m tests.forking ADDRESS        # what `Forker` starts: listens on a Unix socket, ends when its parent does

A command of its own interpreter spends more time on its imports than most tests do on what they ask. The forked process has its own
arguments, environment, folder, output and session; it has no thread, no event loop and no reactor before it starts.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

# Imported before the first command: packages with all that is in them, and modules. None starts anything, and none reads the
# environment (settings.base does).
PACKAGES = (
    "scrapy.commands",
    "scrapy.downloadermiddlewares",
    "scrapy.spidermiddlewares",
    "crawler.commands",
    "crawler.middlewares",
    "crawler.monitors",
)
MODULES = (
    "boto3.session",
    "crawler.crawling",
    "crawler.readers",
    "crawler.spiders.annual_reports",
    "protego",
    "rich._unicode_data",
    "rich.logging",
    "rich.progress",
    "scrapy.core.downloader.handlers.http11",
    "scrapy_playwright.handler",
    "spidermon.contrib.scrapy.extensions",
    "twisted.internet.asyncioreactor",
)
_PARENT_DIES = 1  # PR_SET_PDEATHSIG


class Forker:
    """Starts commands. One of them a test process is enough; commands may run beside each other."""

    def __init__(self, root: Path) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="forker-")
        self._address = str(Path(self._folder.name) / "socket")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.forking", self._address],
            cwd=root,
            env=clean(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        if self._process.stdout.readline() != b"ready\n":
            raise RuntimeError("the process that commands are forked from did not start")
        atexit.register(self.close)

    def run(
        self, arguments: Sequence[str], *, cwd: Path, env: Mapping[str, str], timeout: float
    ) -> tuple[int, str, str]:
        """Exit status (negative: the signal that ended it), standard output and error. TimeoutError: it was killed."""
        with (
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as err,
            socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection,
        ):
            connection.connect(self._address)
            asked = json.dumps({"arguments": list(arguments), "cwd": str(cwd), "env": dict(env)}).encode()
            socket.send_fds(connection, [len(asked).to_bytes(4, "big")], [out.fileno(), err.fileno()])
            connection.sendall(asked)
            answers = connection.makefile("rb")
            pid = int(answers.readline())
            connection.settimeout(timeout)
            try:
                status = int(answers.readline())
            except TimeoutError:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(pid, signal.SIGKILL)
                raise
            texts = []
            for file in (out, err):
                file.seek(0)
                texts.append(file.read().decode("utf-8", "strict"))
        return status, texts[0], texts[1]

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._folder.cleanup()


def clean(environment: Mapping[str, str]) -> dict[str, str]:
    """Without what a user has set for the project or for a store."""
    return {name: value for name, value in environment.items() if not name.startswith(("AWS_", "LANTAI_", "SCRAPY_"))}


def serve(address: str) -> None:
    """Fork for whoever asks, until the process that started this ends."""
    ctypes.CDLL(None).prctl(_PARENT_DIES, signal.SIGKILL)
    for package in PACKAGES:
        for module in pkgutil.iter_modules(importlib.import_module(package).__path__, package + "."):
            importlib.import_module(module.name)
    for name in MODULES:
        importlib.import_module(name)
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those that wait for a command are not waited for
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(address)
        listening.listen(16)
        print("ready", flush=True)
        while True:
            connection, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                _attend(connection)
            connection.close()


def _attend(connection: socket.socket) -> None:
    """One request, in a process of its own that waits for the command's end; never returns."""
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    length, files, _, _ = socket.recv_fds(connection, 4, 2)
    with connection.makefile("rb") as incoming:
        asked = json.loads(incoming.read(int.from_bytes(length, "big")))
    pid = os.fork()
    if pid == 0:
        connection.close()
        _become(asked, files)
    connection.sendall(b"%d\n" % pid)
    _, status = os.waitpid(pid, 0)
    with contextlib.suppress(OSError):
        connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def _become(asked: dict[str, object], files: list[int]) -> None:
    """The command itself."""
    os.setsid()
    for file, standard in zip(files, (1, 2), strict=True):
        os.dup2(file, standard)
        os.close(file)
    os.chdir(str(asked["cwd"]))
    os.environ.clear()
    os.environ.update(asked["env"])  # type: ignore[call-overload]
    sys.argv = ["scrapy", *asked["arguments"]]  # type: ignore[misc]
    runpy.run_module("scrapy", run_name="__main__", alter_sys=True)
    sys.exit(0)


if __name__ == "__main__":
    serve(sys.argv[1])
