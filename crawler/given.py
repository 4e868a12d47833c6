"""Settings as they were given (-s, the environment), looked at before anything starts: a number that is none, or a negative one, is
otherwise met in the middle of a run, where it ends in a traceback or in no end at all."""

from __future__ import annotations

import logging
import math
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

VALUES = Path(__file__).parents[1] / "settings" / "values.toml"


def fault(settings: BaseSettings) -> str | None:
    """What is wrong with the first setting that cannot be used, as one line; None where all can."""
    values = _values()
    for name, least in values["whole"].items():
        if not _is_number(settings.get(name), least, whole=True):
            return f"{name} must be a whole number from {least}, not {settings.get(name)!r}"
    for name, least in values["number"].items():
        if not _is_number(settings.get(name), least, whole=False):
            return f"{name} must be a number from {least}, not {settings.get(name)!r}"
    for name in values["switch"]["names"]:
        try:
            settings.getbool(name)
        except ValueError:
            return f"{name} must be True or False, not {settings.get(name)!r}"
    level = settings.get("LOG_LEVEL")
    if str(level).upper() not in logging.getLevelNamesMapping() and not str(level).isdecimal():
        return f"LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL, not {level!r}"
    return None


@cache
def _values() -> dict[str, dict[str, Any]]:
    return tomllib.loads(VALUES.read_text(encoding="utf-8"))


def _is_number(given: object, least: float, *, whole: bool) -> bool:
    """What is not set at all is Scrapy's default, and right."""
    if given is None:
        return True
    try:
        number = int(str(given)) if whole else float(str(given))
    except ValueError:
        return False
    return math.isfinite(number) and number >= least
