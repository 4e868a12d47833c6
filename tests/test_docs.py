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
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/architecture.md",
        "docs/archive.md",
        "docs/decisions/README.md",
        "docs/operating.md",
        "docs/queue.md",
        "docs/snapshots.md",
        "docs/stores.md",
    )
]
UNITS = sorted((ROOT / "docs/systemd").glob("*.*"))


def test_every_command_that_is_named_exists() -> None:
    listed = subprocess.run([sys.executable, "-m", "scrapy", "-h"], cwd=ROOT, capture_output=True, text=True).stdout
    there = set(re.findall(r"^  ([a-z]+) ", listed, re.MULTILINE))
    named = {
        name
        for document in (*DOCUMENTS, *UNITS, ROOT / "demo/run.py")
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


def test_every_unit_has_what_it_starts_and_every_variable_of_its_environment_is_read() -> None:
    names = {unit.name for unit in UNITS}
    assert {name.replace(".timer", ".service") for name in names if name.endswith(".timer")} <= names
    read = (ROOT / "settings/base.py").read_text(encoding="utf-8")
    for variable in re.findall(
        r"^#?(LANTAI_[A-Z_0-9]+)=", (ROOT / "docs/systemd/lantai.env").read_text(), re.MULTILINE
    ):
        assert f'"{variable}"' in read, variable


def test_every_state_standing_reason_and_concern_is_explained() -> None:
    from typing import get_args

    from crawler.due import ORDER
    from crawler.monitors.judging import JUDGES
    from storage.legal import Standing
    from storage.runs import FindingVerdict
    from storage.status import State

    text = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    words = {*get_args(State), *get_args(Standing), *ORDER, *JUDGES, *get_args(FindingVerdict)} - {"not_seen"}
    assert {word for word in words if f"`{word}`" not in text} == set()
