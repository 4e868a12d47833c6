"""The reading room under ten readers at once, over the large archive of reading_archive.py, as its command serves it.

Beside the time to the first byte, what each kind of page costs the server in CPU is measured, one reader alone: that figure is
the same on a machine that is busy with other things.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from bench.process import _tree, memory_of
from bench.reading_archive import FIGURE, WORDS, Size, made

ROOT = Path(__file__).parents[1]
READERS = 10
ALONE = 40
"""Pages of a kind that one reader asks for alone."""
MEMORY = 400
BOUNDS = {"coverage": 200, "province": 200, "search": 300, "report": 300, "figure": 300, "compare": 300, "place": 300}
_TICKS = os.sysconf("SC_CLK_TCK")

Pages = dict[str, Callable[[random.Random], str]]


def run(captures: int, reports: int, asked: int, keep: Path | None, show: Callable[[str], None]) -> None:
    """Prints what a page costs alone, how long ten readers wait, and the command's memory."""
    with _folder(keep) as folder:
        archive, opened = made(folder, Size(captures, reports), show)
        archive.catalogue.close()
        started = time.perf_counter()
        with _browsing(archive.uri, archive.state_dir) as (url, process):
            print(f"reading room, opened in {time.perf_counter() - started:.0f} s")
            pages = _pages(opened)
            for page in pages.values():
                _first_byte(url, page(random.Random(0)))
            print(f"reading room, memory when opened: {memory_of(process) / 1e6:.0f} MB")
            _alone(url, pages, process)
            _together(url, pages, asked)
            print(f"reading room, memory: {memory_of(process) / 1e6:.0f} MB (bound: {MEMORY} MB)")


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.absolute()
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@contextmanager
def _browsing(uri: str, state_dir: Path) -> Iterator[tuple[str, int]]:
    """The command on a free port: its address and its process."""
    command = [sys.executable, "-m", "scrapy", "browse", "--port", "0"]
    for name, value in (("ARCHIVE_URI", uri), ("STATE_DIR", state_dir)):
        command += ["-s", f"{name}={value}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().split()[-1].rstrip("/"), process.pid
        finally:
            process.terminate()


def _pages(opened: list[str]) -> Pages:
    def words(dice: random.Random) -> str:
        return urllib.parse.quote(dice.choice(WORDS) + dice.choice(WORDS))

    return {
        "coverage": lambda dice: "/en/",
        "province": lambda dice: f"/zh/coverage/{dice.choice(opened).split('/')[2][:2]}0000",
        "place": lambda dice: f"/en/jurisdictions/{dice.choice(opened).split('/')[2]}",
        "search": lambda dice: f"/zh/search?q={words(dice)}",
        "report": lambda dice: "/en" + dice.choice(opened),
        "figure": lambda dice: f"/zh{dice.choice(opened)}?figure={FIGURE}",
        "compare": lambda dice: f"/en/compare?code={FIGURE}&place={dice.choice(opened).split('/')[2][:2]}0000",
    }


def _first_byte(url: str, path: str) -> float:
    """Seconds until the first byte of the answer is there; the rest is read too."""
    started = time.perf_counter()
    with urllib.request.urlopen(url + path, timeout=60) as answer:
        answer.read(1)
        waited = time.perf_counter() - started
        answer.read()
    return waited


def _alone(url: str, pages: Pages, process: int) -> None:
    for kind, page in pages.items():
        dice = random.Random(kind)
        before = _cpu(process)
        times = [_first_byte(url, page(dice)) for _ in range(ALONE)]
        used = (_cpu(process) - before) / ALONE
        print(f"reading room, {kind}, one reader: {median(times) * 1000:.0f} ms, {used * 1000:.0f} ms of CPU a page")


def _together(url: str, pages: Pages, asked: int) -> None:
    times: defaultdict[str, list[float]] = defaultdict(list)

    def read(dice: random.Random) -> None:
        for _ in range(asked):
            kind = dice.choice(list(pages))
            times[kind].append(_first_byte(url, pages[kind](dice)))

    readers = [threading.Thread(target=read, args=(random.Random(number),)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    for kind, found in times.items():
        marks = quantiles(found, n=20)
        print(
            f"reading room, {kind}: {marks[9] * 1000:.0f} ms, of twenty the slowest {marks[18] * 1000:.0f} ms"
            f" to the first byte (bound: {BOUNDS[kind]} ms), {READERS} readers"
        )


def _cpu(process: int) -> float:
    """Seconds of CPU that a process and its descendants have used."""
    total = 0
    for each in _tree(process):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / _TICKS
