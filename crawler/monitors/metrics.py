"""What a monitoring system wants to know, in Prometheus' words: computed from the catalogue whenever it asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, get_args

from prometheus_client.core import CollectorRegistry, GaugeMetricFamily
from prometheus_client.registry import Collector

from crawler.due import ORDER, due, histories
from crawler.opening import sources
from storage.legal import china_day
from storage.runs import CoverageState, Outcome
from storage.status import State, statuses

if TYPE_CHECKING:
    from crawler.registry import Registry
    from storage.archive import Archive
    from storage.catalogue import RunRow


class ArchiveMetrics(Collector):
    """Gauges about sources, last year's reports, what is due, and the last run. Safe to collect from any thread."""

    def __init__(self, archive: Archive, registry: Registry) -> None:
        self._archive = archive
        self._registry = registry

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing beforehand: registering must not read the catalogue."""
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        self._archive.catalogue.catch_up()
        now = datetime.now(UTC)
        yield from self._sources()
        yield from self._last_year(china_day(now).year - 1)
        yield self._due(now)
        yield from self._totals()
        yield from self._runs()

    def _sources(self) -> Iterator[GaugeMetricFamily]:
        counts = Counter(each.state for each in statuses(self._archive, sources=sources(self._registry)))
        yield _by("lantai_sources", "Sources by their state", "state", get_args(State), counts)

    def _last_year(self, year: int) -> Iterator[GaugeMetricFamily]:
        told = {code: state for code, each, state in self._archive.catalogue.coverage_states() if each == year}
        codes = self._registry.codes()
        counts = Counter(told.get(code, "unknown") for code in codes)
        name, help_ = "lantai_last_year_reports", "Sources by what is known of their report on last year"
        yield _by(name, help_, "coverage", get_args(CoverageState), counts)

    def _due(self, now: datetime) -> GaugeMetricFamily:
        found = due(histories(self._archive, self._registry.codes(), now), now)
        return _by(
            "lantai_due", "Sources that are due to be crawled", "reason", ORDER, Counter(x.reason for x in found)
        )

    def _totals(self) -> Iterator[GaugeMetricFamily]:
        totals = self._archive.catalogue.totals()
        for name, value, help_ in (
            ("runs", totals.runs, "Committed runs"),
            ("captures", totals.captures, "Captures in the archive"),
            ("parses", totals.parses, "Parsed reports in the archive, every version"),
            ("catalogue_faults", totals.faults, "Objects that a run names and that cannot be read"),
        ):
            yield GaugeMetricFamily(f"lantai_{name}", help_, value=value)

    def _runs(self) -> Iterator[GaugeMetricFamily]:
        last: RunRow | None = None
        good: RunRow | None = None
        for run in self._archive.catalogue.runs():
            last = run
            good = run if run.outcome in ("success", "degraded") else good
        if last is None:
            return
        outcome = Counter([last.outcome])
        yield _by("lantai_last_run_outcome", "1 for the outcome of the last run", "outcome", get_args(Outcome), outcome)
        began, ended = _seconds(last.started), _seconds(last.finished)
        yield GaugeMetricFamily("lantai_last_run_timestamp_seconds", "When the last run ended", value=ended)
        yield GaugeMetricFamily("lantai_last_run_duration_seconds", "How long it took", value=ended - began)
        for name, value in sorted(last.counts.items()):
            yield GaugeMetricFamily(f"lantai_last_run_{name}", f"Its {name}", value=value)
        if good is not None:
            help_ = "When the last run ended that found reports"
            yield GaugeMetricFamily("lantai_last_good_run_timestamp_seconds", help_, value=_seconds(good.finished))


def registry_of(archive: Archive, registry: Registry) -> CollectorRegistry:
    """A Prometheus registry of these metrics alone."""
    found = CollectorRegistry(auto_describe=False)
    found.register(ArchiveMetrics(archive, registry))
    return found


def _by(name: str, help_: str, label: str, values: tuple[str, ...], counts: Counter[str]) -> GaugeMetricFamily:
    """A gauge for every value there is, 0 where nothing is counted: a series that is not there raises no alarm."""
    family = GaugeMetricFamily(name, help_, labels=[label])
    for value in values:
        family.add_metric([value], counts[value])
    return family


def _seconds(time: str) -> float:
    return datetime.fromisoformat(time).timestamp()
