"""What the project's commands share: an example in `--help`, one clear line on failure, and an exit status that means something.

0  done
1  a fault was found, or it failed
2  bad input: arguments, settings, or a file that they name

Commands live in commands/, one file each, named as they are called; this base, and that of those that crawl (crawling.py), are
outside that folder because Scrapy takes every command class there for a command of its own. Scrapy imports all of them to find
one: what a command works with is imported where it works, so that none waits for what another needs.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
import threading
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, TextIO

from scrapy.commands import ScrapyCommand

from storage.errors import BadArchiveUri, NewerArchive, NotAnArchive, StorageError
from storage.objects import listed, open_store

if TYPE_CHECKING:
    from rich.table import Table

    from crawler.registry import Registry
    from storage.archive import Archive
    from storage.report import Jurisdiction

DONE, FAULT, BAD_INPUT = 0, 1, 2
LEVELS = ("province", "prefecture", "county")
_WIDEST = 10_000


class BadInput(Exception):
    """What was asked for cannot be understood or is not there; the message is one line that says what to do."""


class ProjectCommand(ScrapyCommand):
    """What every command of the project does. A child says `about`, `example`, `usage`, `statuses`, and what `execute` does."""

    requires_project = True

    about: ClassVar[str]
    usage: ClassVar[str] = ""
    example: ClassVar[str]
    statuses: ClassVar[str] = "0 done, 1 a fault was found or it failed, 2 bad input"
    takes_files: ClassVar[bool] = False
    """Whether the positional arguments are names of files, which the system wants as it gave them."""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        speak_chinese()  # before anything is printed: the help has Chinese examples
        super().add_options(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        from crawler import given

        assert self.settings is not None
        fault = given.fault(self.settings) or self._log_file_fault()
        if fault:
            self.complain(fault)
            raise SystemExit(BAD_INPUT)

    def syntax(self) -> str:
        return f"{self.usage} [options]".strip()

    def short_desc(self) -> str:
        return self.about

    def long_desc(self) -> str:
        return f"{self.about}. Example: {self.example} -- Exit status: {self.statuses}."

    def bad_input(self) -> tuple[type[Exception], ...]:
        """Errors of this command that are the asker's; any other StorageError is a fault."""
        return ()

    @abstractmethod
    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        """Does it; returns the exit status. Raises BadInput and StorageError."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        with failures_told(self._end, *self.bad_input()), stopped_like_interrupted():
            self.refuse_unknown_options(args)
            self.exitcode = self.execute(args if self.takes_files else [as_text(arg) for arg in args], opts)

    def _log_file_fault(self) -> str | None:
        """Why the log cannot be written where LOG_FILE says: Scrapy opens it before a command runs, and would end in a traceback."""
        assert self.settings is not None
        file = self.settings.get("LOG_FILE")
        if not file or not self.settings.getbool("LOG_ENABLED"):
            return None
        try:
            with open(file, "a", encoding="utf-8"):
                return None
        except OSError as error:
            return f"LOG_FILE {file} cannot be written: {error.strerror or error}"

    def _end(self, status: int, message: str) -> None:
        self.exitcode = status
        if message:
            self.complain(message)

    # What children use

    @property
    def name(self) -> str:
        return type(self).__module__.rpartition(".")[2]

    def complain(self, message: str) -> None:
        print(f"{self.name}: {' '.join(message.split())}", file=sys.stderr)

    def refuse_unknown_options(self, args: Sequence[str]) -> None:
        """Scrapy hands on what its parser does not know."""
        for arg in args:
            if arg.startswith("-") and arg != "-":
                raise BadInput(f"unknown option {arg}; `scrapy {self.name} --help` shows what there is")

    def arguments(
        self, args: Sequence[str], *names: str, optional: int = 0, example: str | None = None
    ) -> list[str | None]:
        """The positional arguments, as many as there are names; the last `optional` may be missing and are None then. What is
        said of others ends with the example, the command's own unless there is a better one."""
        if not len(names) - optional <= len(args) <= len(names):
            wanted = " ".join(
                [*names[: len(names) - optional], *(f"[{name}]" for name in names[len(names) - optional :])]
            )
            raise BadInput(
                f"expected {wanted or 'no arguments'}, got {' '.join(args) or 'nothing'}; e.g. {example or self.example}"
            )
        return [*args, *[None] * (len(names) - len(args))]


class ArchiveCommand(ProjectCommand):
    """A command on the archive that runs no spider."""

    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def open_archive(self) -> Archive:
        """The archive that the settings name."""
        from crawler.opening import open_archive

        assert self.settings is not None
        return open_archive(self.settings)

    def something_is_there(self) -> bool:
        """Whether there is an archive.json, be it damaged or of another version, or runs without one."""
        assert self.settings is not None
        endpoint_url = self.settings.get("ARCHIVE_S3_ENDPOINT_URL") or None
        store = open_store(self.settings.get("ARCHIVE_URI"), endpoint_url=endpoint_url)
        return store.head("archive.json") is not None or next(listed(store, "runs/"), None) is not None

    def open_registry(self) -> Registry:
        """The registry, with the portals of PORTALS_FILE where that is set."""
        from crawler.opening import open_registry

        assert self.settings is not None
        return open_registry(self.settings)

    def catch_up(self, archive: Archive) -> None:
        """Brings the catalogue up to date, with progress where that takes long, and names what it could not read."""
        with progress("catalogue: reading runs") as step:
            archive.catalogue.catch_up(lambda manifest: step(1))
        self.name_faults(archive)

    def name_faults(self, archive: Archive) -> bool:
        """Names on standard error what the catalogue could not read; returns whether there was any."""
        faults = archive.catalogue.faults()
        for fault in faults[:10]:
            self.complain(f"{fault.key}: {fault.message}")
        if len(faults) > 10:
            self.complain(f"and {len(faults) - 10} more; `scrapy verify` names them all")
        return bool(faults)


def speak_chinese() -> None:
    """Standard output and standard error in UTF-8 where their encoding has no Chinese, as under LC_ALL=C; what even then cannot be
    written (half a character from the command line) is shown as `\\udc..`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if _has_chinese(stream.encoding) else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def as_text(argument: str) -> str:
    """An argument as UTF-8 where the locale has no Chinese and Python could not read it; as it is where it is not UTF-8."""
    if _has_chinese(sys.getfilesystemencoding()):
        return argument
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError:
        return argument


def _has_chinese(encoding: str) -> bool:
    try:
        "政府".encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@contextmanager
def failures_told(end: Callable[[int, str], None], *askers: type[Exception]) -> Iterator[None]:
    """What fails inside ends the command: `end` gets the exit status and one line, empty where there is nothing to say.
    `askers` are errors that are the asker's beside those of any command."""
    try:
        yield
        sys.stdout.flush()
    except (*_askers_errors(), *askers) as error:
        end(BAD_INPUT, str(error))
    except StorageError as error:
        end(FAULT, str(error))
    except _catalogue_error() as error:
        end(FAULT, f"the catalogue in STATE_DIR cannot be used: {error}; check its rights and free space")
    except BrokenPipeError:  # who read our output has enough of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        end(FAULT, "")
    except OSError as error:
        end(FAULT, f"{type(error).__name__}: {error}")
    except KeyboardInterrupt:
        end(FAULT, "interrupted")


@contextmanager
def stopped_like_interrupted() -> Iterator[None]:
    """SIGTERM ends what is inside as Ctrl-C does, so that half-written files are removed and it is said; what stops in a way of its
    own (a crawl, a worker, the reading room) sets its own handler over this one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _askers_errors() -> tuple[type[Exception], ...]:
    """What is wrong with what any command was asked for."""
    from crawler.plan import BadArgument
    from crawler.registry import RegistryError
    from storage.snapshots import NoSuchSnapshot
    from storage.tables import OutputRefused

    return (
        *(BadInput, BadArgument, RegistryError, OutputRefused),
        *(BadArchiveUri, NotAnArchive, NewerArchive, NoSuchSnapshot),
    )


def _catalogue_error() -> type[Exception]:
    import sqlite3

    return sqlite3.Error


def places(registry: Registry) -> Callable[[str], Jurisdiction | None]:
    """Jurisdictions by code, None for one that the registry does not know."""

    def place(code: str) -> Jurisdiction | None:
        return registry.gazetteer.jurisdiction(code) if code in registry.gazetteer.by_code else None

    return place


def known_codes(text: str, registry: Registry) -> frozenset[str]:
    """`510500,510521` as codes; BadInput for one that is no division's."""
    from crawler.plan import separate

    codes = frozenset(separate(text))
    for code in sorted(codes):
        if code not in registry.gazetteer.by_code:
            raise BadInput(f"{code!r} is no division's code; `scrapy jurisdictions {code}` looks one up")
    if not codes:
        raise BadInput("jurisdiction= names no code; e.g. -a jurisdiction=510500")
    return codes


def named_arguments(given: Sequence[str], allowed: Sequence[str]) -> dict[str, str]:
    """`-a NAME=VALUE` options as a mapping; BadInput for a name that is not allowed or an empty value."""
    found: dict[str, str] = {}
    for each in given:
        name, separator, value = each.partition("=")
        if not separator or name not in allowed or not value.strip():
            raise BadInput(f"-a {each}: expected one of {', '.join(f'{name}=VALUE' for name in allowed)}")
        found[name] = value
    return found


@contextmanager
def output_file(name: str | None) -> Iterator[BinaryIO]:
    """What `-o FILE` names: a file that appears whole or not at all, standard output for `-` or nothing. Raises OutputRefused."""
    from storage.tables import whole_file

    if name is None or name == "-":
        yield sys.stdout.buffer
        return
    with whole_file(Path(name)) as file:
        yield file


def print_table(table: Table, file: TextIO | None = None) -> None:
    """To a terminal that is wide enough, a line a record to one that is not, elsewhere as wide as its text, so that nothing is
    folded that a program may read; to standard output unless told otherwise."""
    from rich.console import Console
    from rich.measure import Measurement

    console = Console(file=file)
    wide = Console(file=file, width=_WIDEST)
    if not console.is_terminal:
        wide.print(table)
    elif Measurement.get(wide, wide.options, table).minimum <= console.width:
        console.print(table)
    else:
        for line in _records(table):
            console.print(line, markup=False, highlight=False, soft_wrap=True)


def _records(table: Table) -> Iterator[str]:
    """A table's rows as lines, what is empty left out: `510500: name 泸州市; state fresh`."""
    from rich.text import Text

    if table.title:
        yield str(table.title)
    heads = [str(column.header) for column in table.columns]
    for row in zip(*(column.cells for column in table.columns), strict=True):
        first, *rest = (" ".join(Text.from_markup(str(cell)).plain.split()) for cell in row)
        told = (f"{head} {cell}" for head, cell in zip(heads[1:], rest, strict=True) if cell)
        yield f"{first}: {'; '.join(told)}"


@contextmanager
def progress(what: str) -> Iterator[Callable[..., None]]:
    """A bar on a terminal's standard error, nothing elsewhere. What is given is told each advance, and the total if known."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)

        def step(advance: float, total: float | None = None) -> None:
            bar.update(task, advance=advance, total=total)

        yield step


__all__ = [
    "BAD_INPUT",
    "DONE",
    "FAULT",
    "LEVELS",
    "ArchiveCommand",
    "BadInput",
    "ProjectCommand",
    "known_codes",
    "named_arguments",
    "output_file",
    "places",
    "print_table",
    "progress",
]
