"""Reports by another hand: nothing wrong, nothing invented, no check that cries wolf, and nearly every figure found."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.second_hand.measure import has_tables, measured
from tests.second_hand.notation import batch, batches

NEEDED = 0.95  # of the figures printed; what the parser cannot be sure of it withholds
IN_WORDS = [stem for stem in batches() if not all(map(has_tables, batch(stem)))]
BAD = ("wrong", "invented", "false alarm", "unflagged", "unread")


def read(stem: str, *kinds: str) -> tuple[list[str], float]:
    """What was read and should not have been, and the share of the printed figures that are right."""
    counts: Counter[str] = Counter()
    bad = []
    for written, kind, finding in measured((stem,), kinds):
        counts[finding.verdict] += 1
        if finding.verdict in BAD:
            bad.append(f"{written.name} as {kind}: {finding.verdict}: {finding.what}")
    printed = sum(counts[verdict] for verdict in ("right", "withheld", "missing"))
    return bad, counts["right"] / max(printed, 1)


@pytest.mark.parametrize("stem", batches())
def test_a_batch_is_read_without_an_error(stem: str) -> None:
    bad, right = read(stem, "page")
    assert bad == []
    assert right >= NEEDED


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stem", "kind"),
    [(stem, kind) for stem in IN_WORDS for kind in ("text", "wrapped")],
)
def test_a_batch_is_read_without_an_error_as_text(stem: str, kind: str) -> None:
    bad, right = read(stem, kind)
    assert bad == []
    assert right >= NEEDED


def test_lines_of_one_width_are_read_as_the_sentences_they_are() -> None:
    bad, right = read("departments_of_2008_to_2013", "wrapped")
    assert bad == []
    assert right >= NEEDED
