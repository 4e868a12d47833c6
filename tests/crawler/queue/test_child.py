"""A job's process keeps its bounds and never outlives its worker."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.queue.child import LEASH, Bounds, run_child
from crawler.queue.work import LostQueue
from tests.crawler.test_interruptions import is_zombie, wait_until

AMPLE = Bounds(seconds=60, memory_bytes=1 << 30, grace=30)


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists() or is_zombie(pid)


async def test_status_and_last_line_are_told(tmp_path: Path) -> None:
    command = python("import sys; print('much'); print('no report found', file=sys.stderr); print(); sys.exit(1)")
    ending = await run_child(command, environment={}, log=tmp_path / "log", bounds=AMPLE, stop=lambda: None)
    assert (ending.status, ending.stopped, ending.said) == (1, None, "no report found")


async def test_one_that_runs_too_long_is_told_to_stop_and_may_finish_cleanly(tmp_path: Path) -> None:
    command = python(
        "import signal, sys, time\n"
        "def end(*_):\n    print('committed'); sys.exit(1)\n"
        "signal.signal(signal.SIGTERM, end)\ntime.sleep(60)"
    )
    bounds = Bounds(seconds=0.5, memory_bytes=1 << 30, grace=30)
    ending = await run_child(command, environment={}, log=tmp_path / "log", bounds=bounds, stop=lambda: None)
    assert ending.stopped is not None and "seconds" in ending.stopped
    assert (ending.status, ending.said) == (1, "committed")


async def test_one_that_does_not_stop_is_killed_with_its_children(tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    command = python(
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(note)!r}, 'w').write(str(child.pid))\ntime.sleep(60)"
    )
    bounds = Bounds(seconds=0.5, memory_bytes=1 << 30, grace=0.2)
    ending = await run_child(
        command,
        environment=os.environ,
        log=tmp_path / "log",
        bounds=bounds,
        stop=lambda: "enough" if note.exists() and note.read_text() else None,
    )
    assert ending.status == -9
    wait_until(lambda: not note.exists() or gone(int(note.read_text())))


async def test_one_that_takes_too_much_memory_is_stopped(tmp_path: Path) -> None:
    command = python("import time; held = bytearray(b'x') * (200 << 20); time.sleep(60)")
    bounds = Bounds(seconds=60, memory_bytes=100 << 20, grace=0.2)
    ending = await run_child(command, environment={}, log=tmp_path / "log", bounds=bounds, stop=lambda: None)
    assert ending.stopped is not None and "memory" in ending.stopped and ending.status != 0


async def test_a_worker_that_lost_the_queue_kills_it_at_once(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    command = python(f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(60)")

    def lost() -> str | None:
        if note.exists() and note.read_text():
            raise LostQueue("away")
        return None

    with pytest.raises(LostQueue):
        await run_child(command, environment={}, log=tmp_path / "log", bounds=AMPLE, stop=lost)
    assert gone(int(note.read_text()))


async def test_one_whose_task_is_cancelled_dies(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    command = python(f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(60)")
    running = asyncio.create_task(
        run_child(command, environment={}, log=tmp_path / "log", bounds=AMPLE, stop=lambda: None)
    )
    while not (note.exists() and note.read_text()):
        await asyncio.sleep(0.05)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert gone(int(note.read_text()))


def test_a_child_dies_when_its_parent_is_killed(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    child = f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    parent = (
        "import os, subprocess, sys\n"
        f"subprocess.run([sys.executable, '-I', {str(LEASH)!r}, str(os.getpid()), sys.executable, '-c', {child!r}])"
    )
    running = subprocess.Popen(python(parent))
    wait_until(lambda: note.exists() and bool(note.read_text()))
    running.kill()
    running.wait()
    child_pid = int(note.read_text())
    wait_until(lambda: gone(child_pid))
    assert gone(child_pid)


def test_a_child_whose_parent_died_before_it_began_does_not_begin() -> None:
    done = subprocess.run(
        [sys.executable, "-I", str(LEASH), "1", *python("print('ran')")], capture_output=True, text=True
    )
    assert done.returncode != 0 and "ran" not in done.stdout
