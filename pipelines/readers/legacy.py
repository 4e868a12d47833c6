""".doc and .wps: Word and WPS files of old, converted by LibreOffice where it is installed, with a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from pipelines.blocks import Document
from pipelines.errors import DamagedDocument, DocumentTooLarge, UnsupportedDocument
from pipelines.readers import docx

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120


def read(body: bytes, *, kind: str, url: str) -> Document:
    """A .doc or .wps as a Document. UnsupportedDocument where LibreOffice is missing."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise UnsupportedDocument(
            "a Word or WPS file of the old format: reading it needs LibreOffice (the program soffice), which is not installed"
        )
    with tempfile.TemporaryDirectory(prefix="lantai-") as folder:
        converted = _convert(program, body, Path(folder))
        document = docx.read(converted, kind="docx", url=url)
    return replace(document, media_type="application/msword")


def _convert(program: str, body: bytes, folder: Path) -> bytes:
    source = folder / "document.doc"
    source.write_bytes(body)
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
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired as error:
        raise DocumentTooLarge(f"LibreOffice needed more than {SECONDS} seconds for the file") from error
    except OSError as error:
        raise UnsupportedDocument(f"LibreOffice cannot be started: {error}") from error
    target = folder / "out" / "document.docx"
    if not target.is_file():
        said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise DamagedDocument(f"LibreOffice could not read the file{': ' + said[-1] if said else ''}")
    return target.read_bytes()
