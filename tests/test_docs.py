"""What the documents promise is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import ROOT

DOCUMENTS = [
    ROOT / name
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md", "docs/decisions/README.md")
]


def test_every_command_that_is_named_exists() -> None:
    listed = subprocess.run([sys.executable, "-m", "scrapy", "-h"], cwd=ROOT, capture_output=True, text=True).stdout
    there = set(re.findall(r"^  ([a-z]+) ", listed, re.MULTILINE))
    named = {
        name
        for document in (*DOCUMENTS, ROOT / "demo/run.py")
        for name in re.findall(r"(?:`|^ {4}|/)scrapy ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert named - there == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


def test_every_make_target_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        for target in re.findall(r"(?:`|^ {4})make ([a-z-]+)", text, re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
