"""Portal families (系统): one file a publishing system, recognised by its marks, never by a host.

    base.py    Family and Sign
    trs.py, hanweb.py, ...   each defines FAMILY

Adding a family is adding a file: its marks, how its lists page, where an article's body is, the evidence it follows, and a
made-up portal of that system in tests/crawler/portals.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable

from crawler.discovery.page import Answer
from crawler.discovery.view import View
from crawler.families.base import Family

SURE = 1.0


def _load() -> dict[str, Family]:
    found = {}
    for module in pkgutil.iter_modules(__path__):
        if module.name != "base":
            family: Family = importlib.import_module(f"{__name__}.{module.name}").FAMILY
            if family.name != module.name:
                raise ValueError(f"families/{module.name}.py defines a family named {family.name!r}")
            found[family.name] = family
    return found


FAMILIES: dict[str, Family] = _load()


def recognise(
    answer: Answer | View,
    tree: object | None = None,
    *,
    families: Iterable[Family] | None = None,
    likely: str | None = None,
) -> tuple[Family, tuple[str, ...]] | None:
    """The family whose marks weigh most, with the marks found; None when none is sure. `likely` names the portal's family:
    where its marks are there and no other system's list call is, the others are not looked for. '' says that the portal's
    pages showed none so far: then only those whose list call or address is there are looked for. `tree` is not needed."""
    view = answer if isinstance(answer, View) else View(answer)
    known = tuple(FAMILIES.values() if families is None else families)
    expected = next((family for family in known if family.name == likely), None)
    if expected is not None:
        weight, marks = expected.fingerprint(view)
        called = any(call in view.marks for family in known if family is not expected for call in family.calls)
        if weight >= SURE and not called:
            return expected, marks
    if likely == "":
        url = view.url.lower().encode()
        known = tuple(
            family
            for family in known
            if any(call in view.marks for call in family.calls)
            or any(mark.where == "url" and mark.needle in url for mark in family.signs)
        )
    best: tuple[float, Family, tuple[str, ...]] | None = None
    for family in known:
        weight, marks = family.fingerprint(view)
        if weight >= SURE and (best is None or weight > best[0]):
            best = (weight, family, marks)
    return (best[1], best[2]) if best is not None else None
