"""RAR and 7z, unpacked by a program of the machine's where there is one: bsdtar (libarchive) or unar.

No library for them is both free and fit: unrar's licence forbids what free software allows, and libarchive's Python bindings are no
easier to have than its own program. The file is a stranger's: the program runs in a folder of its own, for a bounded time, writing
files of bounded size; only regular files below that folder are looked at.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from pipelines.errors import DamagedDocument, DocumentTooLarge, UnsupportedDocument
from pipelines.readers import bounds

SECONDS = 60
# Names of files are Chinese: in a locale without UTF-8 (LC_ALL=C) the programs leave such files out.
LOCALE = {"LC_ALL": "C.UTF-8"}
# How often it is looked at how much there is by now.
LOOK_SECONDS = 0.5
# What each program is called with: the packed file, and the folder to unpack into.
PROGRAMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("bsdtar", ("--no-same-owner", "--no-same-permissions", "-x", "-f", "{file}", "-C", "{folder}")),
    ("unar", ("-quiet", "-no-directory", "-force-overwrite", "-output-directory", "{folder}", "{file}")),
)


def unpacked(body: bytes) -> dict[str, bytes]:
    """The files inside, by name. UnsupportedDocument names the programs that are missing."""
    found = next(((path, options) for name, options in PROGRAMS if (path := shutil.which(name)) is not None), None)
    if found is None:
        raise UnsupportedDocument(
            "a RAR or 7z file: reading it needs the program bsdtar (package libarchive-tools) or unar, and neither is installed"
        )
    program, options = found
    with tempfile.TemporaryDirectory(prefix="lantai-", ignore_cleanup_errors=True) as place:
        file, folder = Path(place) / "packed", Path(place) / "unpacked"
        file.write_bytes(body)
        folder.mkdir()
        _run([program, *(option.format(file=file, folder=folder) for option in options)], folder)
        return _files(folder)


def _run(command: list[str], folder: Path) -> None:
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **LOCALE},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=_bound,
    )
    said = b""
    until = time.monotonic() + SECONDS
    why = None
    while why is None:
        try:
            _, said = process.communicate(timeout=LOOK_SECONDS)
            break
        except subprocess.TimeoutExpired:
            if time.monotonic() > until:
                why = f"unpacking it takes more than {SECONDS} s"
            elif _size(folder) > bounds.MAX_UNPACKED_BYTES:
                why = f"it unpacks to more than {bounds.MAX_UNPACKED_BYTES} bytes"
    if why is not None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise DocumentTooLarge(why)
    if process.returncode != 0 and not any(folder.iterdir()):
        line = said.decode("utf-8", "replace").strip().partition("\n")[0][:200]
        raise DamagedDocument(f"the packed file cannot be opened: {line or f'exit {process.returncode}'}")


def _size(folder: Path) -> int:
    total = 0
    for above, _, names in os.walk(folder):
        for name in names:
            # A file may be renamed while it is being written.
            with contextlib.suppress(OSError):
                total += (Path(above) / name).lstat().st_size
    return total


def _bound() -> None:
    """In the program's process, before it begins: no file larger than all may be together."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (bounds.MAX_UNPACKED_BYTES, bounds.MAX_UNPACKED_BYTES))


def _files(folder: Path) -> dict[str, bytes]:
    """Regular files only: a link may lead anywhere."""
    left = bounds.MAX_UNPACKED_BYTES
    found: dict[str, bytes] = {}
    for above, _, names in os.walk(folder):
        for name in names:
            path = Path(above) / name
            if path.is_symlink() or not path.is_file():
                continue
            left -= path.stat().st_size
            if left < 0 or len(found) >= bounds.MAX_MEMBERS:
                raise DocumentTooLarge("the packed file holds more than is read")
            found[str(path.relative_to(folder))] = path.read_bytes()
    return found
