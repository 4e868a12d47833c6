"""Death by seed: a crawl in a process of its own that is killed at its n-th write, and the one that comes after it."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from storage.archive import Archive
from storage.capture import Capture
from storage.runs import JurisdictionOutcome
from storage.warc import read_captures
from storage.writer import RunWriter, recover
from tests.storage.made_captures import CODE, QUICK, FailingStore, Known, local_archive, make_capture, sometimes
from tests.storage.test_writer import unplaced

BOUNDARIES = ("write", "fsync", "ftruncate", "link", "unlink", "replace", "mkdir", "rmdir")
PAGES = 12


@dataclass(frozen=True, slots=True)
class Said:
    """What a crawl said of a capture before it died: appended, synced or durable."""

    what: str
    record_id: str
    number: int


def crawl(folder: Path, chance: random.Random, say: Callable[[str, Capture, int], None]) -> None:
    """Fetch what the archive lacks of PAGES pages. Recovers first; the store fails now and then."""
    archive = local_archive(folder)
    store = FailingStore(archive.store)
    share = chance.choice([0.0, 0.05, 0.3])
    store.before, store.after = sometimes(chance, share), sometimes(chance, share)
    archive.store = store
    recover(archive, first_retry=0.001, longest_retry=0.002)
    have = {capture.url for capture in archived(local_archive(folder)).values()}
    bounds = replace(QUICK, segment_captures=chance.randint(1, 6), first_retry=0.001, longest_retry=0.002)
    run = RunWriter(archive, spider="annual_reports", code=CODE, bounds=bounds, known=Known())
    appended: dict[str, tuple[Capture, int]] = {}
    for number in range(PAGES):
        capture = make_capture(number, jurisdiction=("510500", "440100")[number % 2])
        if capture.url in have:
            continue
        run.append(capture)
        appended[capture.record_id] = capture, number
        say("appended", capture, number)
        if chance.random() < 0.3:
            run.add_report(unplaced(capture))
        if chance.random() < 0.3:
            run.sync()
            for each in appended.values():
                say("synced", *each)
        if chance.random() < 0.3:
            run.tend()
        for record_id, each in appended.items():
            if run.durable(record_id):
                say("durable", *each)
    run.close("success", (), {"510500": JurisdictionOutcome(outcome="success")})
    for each in appended.values():
        say("durable", *each)


def archived(archive: Archive) -> dict[str, Capture]:
    """Every committed capture, read from the store; AssertionError when one stands twice."""
    found: dict[str, Capture] = {}
    for manifest in archive.runs():
        for segment in manifest.segments:
            for stored in read_captures(archive.store.get(segment.key)):
                assert stored.capture.record_id not in found
                found[stored.capture.record_id] = archive.read_capture(stored.ref(manifest.run, segment.key))
    return found


def run_and_kill(folder: Path, seed: int, die_at: int | None) -> tuple[list[Said], bool]:
    """Run `crawl` in a forked process that is killed at its `die_at`-th write; returns what it said and whether it died."""
    testimony = folder / f"said-{seed}"
    pid = os.fork()
    if pid == 0:
        _child(folder, seed, die_at, testimony)
    _, status = os.waitpid(pid, 0)
    died = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    lines = testimony.read_text().splitlines() if testimony.exists() else []
    if not died and os.waitstatus_to_exitcode(status) != 0:
        raise AssertionError("the crawl failed:\n" + "\n".join(lines[-40:]))
    return [Said(*json.loads(line)) for line in lines], died


def _child(folder: Path, seed: int, die_at: int | None, testimony: Path) -> None:
    """Never returns."""
    write = os.write
    descriptor = os.open(testimony, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        chance = random.Random(seed)
        with _executioner(die_at, chance):
            crawl(
                folder,
                chance,
                lambda what, capture, number: (
                    write(descriptor, json.dumps([what, capture.record_id, number]).encode() + b"\n") and None
                ),
            )
    except BaseException:
        write(descriptor, traceback.format_exc().encode())
        os._exit(1)
    finally:
        sys.stdout.flush()
    os._exit(0)


@contextlib.contextmanager
def _executioner(die_at: int | None, chance: random.Random) -> Iterator[None]:
    """Kill this process before, after, or in the middle of its `die_at`-th call that changes the disk."""
    calls = 0
    lock = threading.Lock()
    moment = chance.choice(["before", "middle", "after"])

    def wrapped(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal calls
            with lock:
                calls += 1
                now = calls == die_at
            if now and moment == "before":
                _die()
            if now and moment == "middle" and name == "write":
                original(arguments[0], arguments[1][: len(arguments[1]) // 2])
                _die()
            result = original(*arguments, **named)
            if now:
                _die()
            return result

        return call

    for name in BOUNDARIES:
        setattr(os, name, wrapped(name, getattr(os, name)))
    yield


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
