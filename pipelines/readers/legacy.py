""".doc and .wps: Word and WPS files of old, converted by LibreOffice where it is installed.

The file is a stranger's: LibreOffice gets a profile of its own in which no macro runs and no link is followed, no network
where the kernel grants it that, and a bounded time. A worker that is killed takes it along (it stays in its group).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipelines.blocks import Document
from pipelines.errors import DamagedDocument, DocumentTooLarge, UnsupportedDocument
from pipelines.readers import bounds, docx

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120
# A compound file begins with these bytes and a header of so many.
_COMPOUND, _HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 512
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000  # unshare(2)
_LIBC = ctypes.CDLL(None, use_errno=True)
# What the profile says: each setting's path, name and value (LibreOffice's configuration schema).
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def read(body: bytes, *, kind: str, url: str) -> Document:
    """A .doc or .wps as a Document. UnsupportedDocument where LibreOffice is missing."""
    if _breaks_off(body):
        raise DamagedDocument("a Word or WPS file of the old format that breaks off")
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise UnsupportedDocument(
            "a Word or WPS file of the old format: reading it needs LibreOffice (the program soffice), which is not installed"
        )
    with tempfile.TemporaryDirectory(prefix="lantai-", ignore_cleanup_errors=True) as folder:
        converted = _convert(program, body, Path(folder))
    return replace(docx.read(converted, kind="docx", url=url), media_type="application/msword")


def _breaks_off(body: bytes) -> bool:
    """Whether a compound file ends before its directory, which names what is in it (MS-CFB, section 2.2)."""
    if not body.startswith(_COMPOUND):
        return False
    shift, first = int.from_bytes(body[30:32], "little"), int.from_bytes(body[48:52], "little")
    return len(body) < _HEADER or (shift in (9, 12) and len(body) <= (first + 1) << shift)


def _convert(program: str, body: bytes, folder: Path) -> bytes:
    source = folder / "document.doc"
    source.write_bytes(body)
    _write_profile(folder / "profile")
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    said = _run(command, folder)
    target = folder / "out" / "document.docx"
    if not target.is_file():
        raise DamagedDocument(f"LibreOffice could not read the file{': ' + said[-1] if said else ''}")
    if target.stat().st_size > bounds.MAX_BYTES:
        raise DocumentTooLarge(f"the converted file has {target.stat().st_size} bytes, more than {bounds.MAX_BYTES}")
    return target.read_bytes()


def _run(command: list[str], folder: Path) -> list[str]:
    """What the program says on its error channel, line by line. DocumentTooLarge if it does not end in time."""
    errors = folder / "errors"
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    try:
        with errors.open("wb") as channel:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=channel,
                env=environment,
                preexec_fn=_leave_the_network,
            )
    except (OSError, subprocess.SubprocessError) as error:
        raise UnsupportedDocument(f"LibreOffice cannot be started: {error}") from error
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise DocumentTooLarge(f"LibreOffice needed more than {SECONDS} seconds for the file") from error
    finally:
        if process.poll() is None:
            _kill(process)
    return errors.read_text("utf-8", errors="replace").strip().splitlines()


def _leave_the_network() -> None:
    """In the child, before the program: a network of its own, with nothing in it. Where this is not granted, the profile's
    settings are what is left."""
    _LIBC.unshare(_NEW_USER | _NEW_NET)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The process and all that it started: what is called soffice starts the program that works."""
    parents = dict(_parents())
    doomed = [process.pid]
    for pid in doomed:
        doomed += [child for child, parent in parents.items() if parent == pid]
    for pid in doomed:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()


def _parents() -> Iterator[tuple[int, int]]:
    """Each process and its parent, as Linux tells (proc(5)); none where the system does not tell."""
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            yield int(entry.parent.name), int(entry.read_text().rpartition(")")[2].split()[1])


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>\n',
        encoding="utf-8",
    )
