"""What finding a command costs: Scrapy imports all of them for each."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.commands import ROOT

IMPORTED = """
import importlib, json, pkgutil, sys
import crawler.commands
names = [each.name for each in pkgutil.iter_modules(crawler.commands.__path__)]
for name in names:
    importlib.import_module(f"crawler.commands.{name}")
print(json.dumps([names, sorted(sys.modules)]))
"""
# The archive, the portal families, the snapshots and their proofs, the tables, the terminal's.
DEAR = {
    "crawler.families",
    "crawler.registry",
    "storage.archive",
    "storage.proofs",
    "storage.report",
    "storage.snapshots",
    "rich",
}


def test_no_command_waits_for_what_another_works_with() -> None:
    done = subprocess.run([sys.executable, "-c", IMPORTED], cwd=ROOT, capture_output=True, text=True, check=True)
    names, modules = json.loads(done.stdout)
    assert {"crawl", "snapshot", "checkall", "status"} < set(names)
    assert DEAR & set(modules) == set()
