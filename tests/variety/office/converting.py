"""Files that an office program converts, where the machine has one."""

from __future__ import annotations

import functools
import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")


class NoOfficeProgram(RuntimeError):
    """This machine has none."""


@functools.cache
def converted(body: bytes, ending: str, to: str) -> bytes:
    if PROGRAM is None:
        raise NoOfficeProgram
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, f"given.{ending}")
        given.write_bytes(body)
        subprocess.run(
            [
                PROGRAM,
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                to,
                "--outdir",
                folder,
                given,
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return Path(folder, f"given.{to}").read_bytes()
