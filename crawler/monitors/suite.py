"""The Spidermon suite over a run: a monitor a question. What fails here is told to whoever is to be told (alerts.py)."""

from __future__ import annotations

import logging
import warnings
from typing import TYPE_CHECKING, Any

from spidermon import Monitor, MonitorSuite, monitors

from crawler.logs import no_monitor_report
from crawler.monitors.alerts import SendMail, SendWebhook, last_line

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.run import Run
    from storage.runs import RunManifest

logger = logging.getLogger(__name__)

MOST = 20
# Spidermon logs by a method of the spider's that Scrapy is about to drop.
warnings.filterwarnings("ignore", message=r"Spider\.log\(\) is deprecated")


def run_of(data: Any) -> Run | None:
    """The archive's run behind Spidermon's data; None for a spider that archives nothing."""
    return getattr(data.crawler, "run", None)


@monitors.name("run")
class RunMonitor(Monitor):
    """Was it committed, with reports, and as good as those before it? The answers were found before the commit."""

    def _manifest(self) -> RunManifest:
        run = run_of(self.data)
        if run is None:
            self.skipTest("this spider archives nothing")
        if run.manifest is None:
            self.skipTest("the run is not committed")
        return run.manifest

    def _nobody(self, question: str) -> None:
        said = [
            f"{code} {concern.partition(': ')[2]}"
            for code, outcome in sorted(self._manifest().jurisdictions.items())
            for concern in outcome.concerns
            if concern.startswith(f"{question}: ")
        ]
        if said:
            self.fail(_listed(said))

    @monitors.name("is committed")
    def test_committed(self) -> None:
        run = run_of(self.data)
        if run is not None and run.manifest is None:
            self.fail(f"not committed: {run.fault}")

    @monitors.name("found reports everywhere")
    def test_reports_found(self) -> None:
        failed = [
            f"{code} {'; '.join(outcome.reasons[:3])}"
            for code, outcome in sorted(self._manifest().jurisdictions.items())
            if outcome.outcome == "failed"
        ]
        if failed:
            self.fail(_listed(failed))

    @monitors.name("found as many reports as last time")
    def test_as_many_reports(self) -> None:
        self._nobody("as_many_reports")

    @monitors.name("found every year that was found before")
    def test_years_kept(self) -> None:
        self._nobody("years_kept")

    @monitors.name("met the portal families that it met before")
    def test_family_matches(self) -> None:
        self._nobody("family_matches")

    @monitors.name("was challenged no more than usual")
    def test_challenges(self) -> None:
        self._nobody("challenges")

    @monitors.name("read as many figures a report as usual")
    def test_figures_read(self) -> None:
        self._nobody("figures_read")

    @monitors.name("saw no more checks fail than usual")
    def test_checks_hold(self) -> None:
        self._nobody("checks_hold")

    @monitors.name("took the usual requests and time")
    def test_usual_effort(self) -> None:
        self._nobody("usual_effort")


def _listed(said: list[str]) -> str:
    more = f"; and {len(said) - MOST} more" if len(said) > MOST else ""
    return "; ".join(said[:MOST]) + more


class RunSuite(MonitorSuite):
    """Alerts are sent where the settings name somebody; each decides itself whether there is anything to tell."""

    monitors = (RunMonitor,)

    def __init__(self, *, crawler: Crawler) -> None:
        settings = crawler.settings
        actions: list[type[SendWebhook] | type[SendMail]] = []
        if settings.get("ALERT_WEBHOOK_URL"):
            actions.append(SendWebhook)
        if settings.getlist("SPIDERMON_EMAIL_TO"):
            actions.append(SendMail)
        super().__init__(crawler=crawler, monitors_finished_actions=actions)
        logging.getLogger(crawler.spidercls.name).addFilter(no_monitor_report)

    def on_monitors_finished(self, result: Any) -> None:
        """A line a failed monitor; Spidermon's own report is left out of the log (crawler/logs.py)."""
        for each in result.monitors_failed_results:
            logger.warning("%s: no: %s", each.item.name, last_line(each.error))
