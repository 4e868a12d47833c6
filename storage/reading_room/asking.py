"""What an address asks for: parameters read within bounds, and the errors that become pages with a status."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

MAX_LENGTH = 300
MAX_OFFSET = 100_000
FIRST_YEAR = 2000
LAST_YEAR = 2100
_CODE = re.compile(r"[1-9]\d{5}", re.ASCII)
_RECORD = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_FIGURE = re.compile(r"[a-z0-9_.]{1,120}(?:@[a-z_]{1,30}){0,2}")


class Asked(Exception):
    """The address cannot be answered: a status, and a text of texts.json that says why."""

    status = 400

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.text = text
        self.values = values


class BadParameter(Asked):
    """A parameter is not of the form it must have."""


class NotHere(Asked):
    """Well formed, and not in the archive."""

    status = 404


class NotNow(Asked):
    """The archive cannot be read at the moment, or not yet: worth asking again."""

    status = 503


@dataclass(frozen=True, slots=True)
class Parameters:
    """The query of an address. Each method returns None (or its default) for what is not given."""

    given: Mapping[str, str]

    def text(self, name: str) -> str | None:
        value = self.given.get(name, "").strip()
        if len(value) > MAX_LENGTH or "\x00" in value:
            raise BadParameter("bad_parameter", name=name, value=value[:40])
        return value or None

    def one_of(self, name: str, allowed: Collection[str]) -> str | None:
        value = self.text(name)
        if value is not None and value not in allowed:
            raise BadParameter("bad_choice", name=name, value=value[:40], allowed=", ".join(list(allowed)[:20]))
        return value

    def number(self, name: str, low: int, high: int, default: int) -> int:
        value = self.text(name)
        if value is None:
            return default
        if not re.fullmatch(r"\d{1,9}", value, re.ASCII) or not low <= int(value) <= high:
            raise BadParameter("bad_number", name=name, value=value[:40], low=low, high=high)
        return int(value)

    def year(self, name: str) -> int | None:
        value = self.text(name)
        return None if value is None else year(value, name)

    def code(self, name: str) -> str | None:
        value = self.text(name)
        return None if value is None else code(value)

    def day(self, name: str) -> date | None:
        value = self.text(name)
        try:
            return None if value is None else date.fromisoformat(value)
        except ValueError:
            raise BadParameter("bad_parameter", name=name, value=(value or "")[:40]) from None

    def paging(self, size: int, largest: int = 500) -> tuple[int, int]:
        """(offset, limit)"""
        return self.number("offset", 0, MAX_OFFSET, 0), self.number("limit", 1, largest, size)

    def cursor(self) -> tuple[str, int]:
        """Where a list that is read place by place goes on: a code, and how many of its rows were told already."""
        value = self.text("cursor")
        if value is None:
            return "", 0
        place, _, skip = value.partition(":")
        if not _CODE.fullmatch(place) or not re.fullmatch(r"\d{1,9}", skip, re.ASCII):
            raise BadParameter("bad_parameter", name="cursor", value=value[:40])
        return place, int(skip)

    def figure(self) -> tuple[str, str, str] | None:
        """`CODE[@APPLICANT[@PERIOD]]`; all and year where they are left out."""
        value = self.text("figure")
        if value is None:
            return None
        if not _FIGURE.fullmatch(value):
            raise BadParameter("bad_parameter", name="figure", value=value[:40])
        code, applicant, period, *_ = [*value.split("@"), "", ""]
        return code, applicant or "all", period or "year"


def code(value: str) -> str:
    if not _CODE.fullmatch(value):
        raise BadParameter("bad_code", value=value[:40])
    return value


def year(value: str, name: str = "year") -> int:
    if not re.fullmatch(r"\d{4}", value, re.ASCII) or not FIRST_YEAR <= int(value) <= LAST_YEAR:
        raise BadParameter("bad_number", name=name, value=value[:40], low=FIRST_YEAR, high=LAST_YEAR)
    return int(value)


def record(value: str) -> str:
    """A record id, with or without `urn:uuid:`; returned with it."""
    bare = value.removeprefix("urn:uuid:")
    if not _RECORD.fullmatch(bare):
        raise BadParameter("bad_parameter", name="record", value=value[:40])
    return f"urn:uuid:{bare}"
