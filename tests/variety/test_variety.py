"""What the parser makes of reports that nobody has tuned it for: nothing wrong, nothing invented, no false alarm."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from crawler.registry import Registry
from pipelines.errors import NotAReport
from pipelines.places import Gazetteer
from tests.variety.making import FORMS, make
from tests.variety.measure import compare, read
from tests.variety.negatives import NEGATIVES
from tests.variety.rendering import KINDS, Kind

PLAIN = {kind.name: kind for kind in KINDS}
# The share of figures that must be read. A manner of flattening that loses blank cells, or where a cell ends, leaves a part
# of most reports untold, or all of it.
NEEDED = {name: 0.0 for name in PLAIN if name.startswith("text-")}
NEEDED |= {"text": 0.99, "text-double": 0.98, "text-run": 0.5, "mirror": 0.95, "xlsx": 0.99, "plainpdf": 0.8}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Registry.load().gazetteer


def measured(kind: Kind, form: str, seeds: range, gazetteer: Gazetteer) -> tuple[Counter[str], list[str]]:
    counts, lines = Counter[str](), []
    for seed in seeds:
        truth, parts = make(seed, form)
        try:
            found, said = compare(truth, read(truth, parts, kind, gazetteer))
        except NotAReport as error:
            found, said = Counter({"missing": len(truth.figures)}), [f"refused: {error}"]
        counts += found
        lines += [f"{kind.name} {form} {seed}: {line}" for line in said]
    return counts, lines


def shortfalls(counts: Counter[str], lines: list[str], needed: float) -> list[str]:
    """What is wrong, invented or falsely alarmed, and what lacks of the share that is needed; with the lines that say where."""
    found = [f"{counts[verdict]} {verdict}" for verdict in ("wrong", "invented", "false alarm") if counts[verdict]]
    figures = sum(counts[verdict] for verdict in ("right", "wrong", "withheld", "missing"))
    if counts["right"] < needed * figures:
        found.append(f"{counts['right']} right of {figures}, {needed:.0%} needed")
    return [*found, *lines[:40]] if found else []


@pytest.mark.parametrize("form", FORMS)
def test_a_few_reports_of_each_form_are_read_as_a_careful_reader_would(form: str, gazetteer: Gazetteer) -> None:
    for name in ("html", "gb", "docx", "rtf"):
        assert shortfalls(*measured(PLAIN[name], form, range(100, 103), gazetteer), 0.98) == []


@pytest.mark.parametrize(("name", "needed"), [("pdf", 0.98), ("text", 0.85), ("mirror", 0.98), ("xlsx", 0.9)])
def test_a_few_files_of_each_kind_are_read_and_give_nothing_wrong(
    name: str, needed: float, gazetteer: Gazetteer
) -> None:
    for form in FORMS:
        assert shortfalls(*measured(PLAIN[name], form, range(110, 112), gazetteer), needed) == []


@pytest.mark.parametrize(("name", "needed"), [("text-double", 0.98), ("text-gaps", 0.0), ("text-columns", 0.0)])
def test_what_flattening_lost_is_left_out_and_never_shifted(name: str, needed: float, gazetteer: Gazetteer) -> None:
    for form in ("2019", "2021"):
        assert shortfalls(*measured(PLAIN[name], form, range(8, 10), gazetteer), needed) == []


@pytest.mark.parametrize("negative", NEGATIVES, ids=lambda negative: str(negative.__name__))
def test_neighbouring_documents_are_no_reports(negative: object, gazetteer: Gazetteer) -> None:
    assert callable(negative)
    truth, parts = negative(random.Random(7), 7)
    with pytest.raises(NotAReport):
        read(truth, parts, PLAIN["html"], gazetteer)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", sorted(PLAIN))
def test_many_reports_of_each_form_and_kind_are_read_right(name: str, form: str, gazetteer: Gazetteer) -> None:
    counts, lines = measured(PLAIN[name], form, range(60), gazetteer)
    figures = sum(counts[verdict] for verdict in ("right", "wrong", "withheld", "missing"))
    told = "\n".join(line for line in lines if not any(w in line for w in ("missing", "withheld")))
    assert counts["wrong"] + counts["invented"] <= 0.0005 * figures, told
    assert counts["false alarm"] == 0, told
    assert counts["right"] >= NEEDED.get(name, 0.99) * figures, "\n".join(lines[:40])
