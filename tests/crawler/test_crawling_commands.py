"""Commands that crawl as a part of what they do, as they are typed: what they offer, and how they end when something is in the way."""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.settings import Settings

import crawler.commands
from tests.commands import ROOT, Workplace

NOWHERE = "http://127.0.0.1:9/"


def offered(name: str) -> str:
    """The help of a command, in one line."""
    command = importlib.import_module(f"crawler.commands.{name}").Command()
    command.settings = Settings()
    parser = argparse.ArgumentParser(conflict_handler="resolve", description=command.long_desc())
    command.add_options(parser)
    return " ".join(parser.format_help().split())


@pytest.mark.parametrize("name", [each.name for each in pkgutil.iter_modules(crawler.commands.__path__)])
def test_help_shows_an_example_of_the_command_and_what_its_exit_status_means(name: str) -> None:
    assert re.search(f"Example: (\\w+=\\w+ )?scrapy {name}\\b", offered(name))
    assert "Exit status: 0" in offered(name)


@pytest.mark.parametrize("name", ["due", "probe", "refetch", "crawl"])
def test_no_option_is_offered_that_does_nothing(name: str) -> None:
    assert "scraped items" not in offered(name)
    assert ("jurisdiction=CODE[,CODE]" in offered(name)) == (name == "crawl")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("crawl", "annual_reports", "-a", "jurisdiction=510500", "-o", "out.json"), "`scrapy export reports"),
        (("crawl", "annual_reports", "-a", "jurisdiction=510500", "-a", "years="), "years= is empty"),
        (("crawl", "annual_reports", "--years", "2018"), "unknown option --years"),
        (("crawl",), "expected one spider, got none"),
        (("refetch", "510500", "--years", ""), "years= is empty"),
        (("refetch", "510500", "-a", "years=2018"), "unknown option -a"),
        (("refetch", "510500,421300"), "one CODE, got 510500,421300"),
        (("refetch", "泸州市"), "scrapy jurisdictions"),
        (("due", "510500"), "expected no arguments, got 510500"),
        (("probe",), "expected URL, got nothing"),
        (("probe", "www.luzhou.gov.cn"), "must begin with http:// or https://"),
        (("probe", "http://[::1"), "is no address"),
        (("probe", NOWHERE, "--requests", "0"), "--requests must be 1 or more"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_followed_is_said_in_one_line(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    result = Workplace(tmp_path).in_process(*arguments)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"{arguments[0]}: ") and result.err.count("\n") == 1
    assert said in result.err


def test_an_archive_that_cannot_be_made_ends_a_refetch(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for more in ([], ["--dry-run"]):
        result = Workplace(tmp_path).in_process("refetch", "510500", *more, ARCHIVE_URI=f"file:{tmp_path}/file/archive")
        assert (result.status, result.err.count("\n")) == (2, 1)
        assert str(tmp_path) in result.err


def test_a_spider_that_there_is_not_is_named(tmp_path: Path) -> None:
    result = Workplace(tmp_path).scrapy("crawl", "anual_reports", LOG_ENABLED=False)
    assert result.status == 2
    assert result.err.startswith("crawl: there is no spider 'anual_reports'; e.g. ") and result.err.count("\n") == 1


def test_a_probe_onto_a_full_disk_fails_in_one_line(tmp_path: Path) -> None:
    command = f"{sys.executable} -m scrapy probe {NOWHERE} -s LOG_ENABLED=False -s RETRY_TIMES=0 >/dev/full"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("probe: OSError: [Errno 28]")
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr


NO_CHINESE = [
    {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"},
    {"PYTHONIOENCODING": "latin-1"},
]


@pytest.mark.parametrize("environment", NO_CHINESE, ids=lambda each: " ".join(each))
def test_chinese_is_understood_and_written_where_the_locale_has_none(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    workplace = Workplace(tmp_path, environment=environment)
    found = workplace.scrapy("jurisdictions", "瀘州市", "--json")
    assert (found.status, json.loads(found.out.splitlines()[0])["name"]) == (0, "泸州市")
    none = workplace.scrapy("status", "泸州")
    assert (none.status, "泸州" in none.complaint) == (2, True)
    assert "scrapy jurisdictions 泸州" in " ".join(workplace.scrapy("jurisdictions", "--help").out.split())


@pytest.mark.parametrize("arguments", [("crawl", "annual_reports", "-a", "jurisdiction=510500"), ("probe", NOWHERE)])
@pytest.mark.parametrize("file", ["no-folder/run.log", "."])
def test_a_log_that_cannot_be_written_is_bad_input(tmp_path: Path, arguments: tuple[str, ...], file: str) -> None:
    result = Workplace(tmp_path).scrapy(*arguments, LOG_FILE=tmp_path / file)
    assert (result.status, len(result.err.splitlines())) == (2, 1)
    assert f"LOG_FILE {tmp_path / file} cannot be written" in result.complaint
    assert list(tmp_path.iterdir()) == []
