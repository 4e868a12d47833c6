"""Who is told of a run (告警): a webhook and e-mail, as actions of Spidermon's.

An alert is sent when a monitor failed, or when the run saw something happen to a document that nobody should miss: revised,
moved, gone, overdue. What it says comes from the committed run alone. Addresses of webhooks and passwords are credentials:
they come from the environment and stand in no log, message or capture.
"""

from __future__ import annotations

import json
import logging
import smtplib
import ssl
import urllib.request
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit

from scrapy.exceptions import NotConfigured
from spidermon.core.actions import Action
from spidermon.exceptions import SkipAction

from storage.events import events

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

    from crawler.run import Run

logger = logging.getLogger(__name__)

TIMEOUT = 15
MOST = 50
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
TELLING = frozenset({"revised", "moved", "gone", "overdue"})


class AlertFailed(Exception):
    """An alert could not be delivered; the message names the host and never what is secret in its address."""


def message_of(run: Run, failures: list[dict[str, str]]) -> dict[str, Any] | None:
    """What there is to tell of a run, as JSON; None when all is as it should be."""
    if run.manifest is None:
        return {
            "run": run.writer.run,
            "outcome": "failed",
            "reasons": [f"not committed: {run.fault}"],
            "failures": failures,
        }
    manifest = run.manifest
    bad = {code: each for code, each in manifest.jurisdictions.items() if each.outcome == "failed" or each.concerns}
    happened = _happened(run)
    if not (failures or bad or happened):
        return None
    return {
        "run": manifest.run,
        "outcome": manifest.outcome,
        "reasons": list(manifest.reasons[:MOST]),
        "failures": failures,
        "jurisdictions": {
            code: {"outcome": each.outcome, "concerns": list(each.concerns), "reasons": list(each.reasons[:3])}
            for code, each in sorted(bad.items())[:MOST]
        },
        "jurisdictions_more": max(0, len(bad) - MOST),
        "events": happened[:MOST],
        "events_more": max(0, len(happened) - MOST),
    }


def _happened(run: Run) -> list[dict[str, Any]]:
    """What this run saw happen to documents."""
    assert run.manifest is not None
    return [
        event.model_dump(mode="json", include={"event", "jurisdiction", "year", "report_id", "url", "detail"})
        for code in sorted(run.manifest.jurisdictions)
        for event in events(run.archive, code, None)
        if event.run == run.manifest.run and event.event in TELLING
    ]


def as_text(message: dict[str, Any]) -> str:
    """The same for people."""
    lines = [f"run {message['run']}: {message['outcome']}", *(f"  {reason}" for reason in message["reasons"])]
    lines += [f"monitor failed: {each['monitor']}: {each['why']}" for each in message["failures"]]
    for code, each in message.get("jurisdictions", {}).items():
        lines.append(f"{code}: {each['outcome']}: {'; '.join(each['concerns'] or each['reasons'])}")
    lines += [
        f"{each['event']}: {each['report_id'] or each['jurisdiction']} {each['url'] or ''} {each['detail']}"
        for each in message.get("events", [])
    ]
    return "\n".join(lines) + "\n"


class Alert(Action):
    """An action that tells of a run what there is to tell."""

    def run_action(self) -> None:
        run: Run | None = getattr(self.data.crawler, "run", None)
        if run is None:
            raise SkipAction("this spider archives nothing")
        failures = [
            {"monitor": each.item.name, "why": last_line(each.error or each.reason)}
            for each in self.result.monitors_failed_results
        ]
        message = message_of(run, failures)
        if message is None:
            raise SkipAction("nothing to tell")
        try:
            self.send(message)
        except AlertFailed as error:
            logger.error("%s", error)
            raise SkipAction(str(error)) from None

    def send(self, message: dict[str, Any]) -> None:
        """Deliver it. Raises AlertFailed."""
        raise NotImplementedError


def last_line(text: str | None) -> str:
    """What a failed monitor says, without the traceback before it."""
    lines = [line for line in (text or "").splitlines() if line.strip()]
    return lines[-1].strip().removeprefix("AssertionError: ") if lines else "failed"


class SendWebhook(Alert):
    """POSTs the message as JSON to ALERT_WEBHOOK_URL."""

    def __init__(self, url: str) -> None:
        super().__init__()
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise NotConfigured("ALERT_WEBHOOK_URL is no http or https address")
        self._url = url
        self._host = parts.hostname

    @classmethod
    def from_crawler_kwargs(cls, crawler: Crawler) -> dict[str, Any]:
        return {"url": crawler.settings.get("ALERT_WEBHOOK_URL")}

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"text": as_text(message), **message}, ensure_ascii=False).encode()
        request = urllib.request.Request(self._url, body, {"Content-Type": "application/json; charset=utf-8"})
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT):
                pass
        except HTTPError as error:
            raise AlertFailed(f"the webhook at {self._host} answered {error.code}") from None
        except (OSError, ValueError) as error:
            raise AlertFailed(f"the webhook at {self._host} cannot be reached: {type(error).__name__}") from None


class SendMail(Alert):
    """Mails the message by SMTP, under Spidermon's own settings: SPIDERMON_EMAIL_TO, _SENDER, SPIDERMON_SMTP_HOST and so on."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__()
        self._to = [address.strip() for address in settings.getlist("SPIDERMON_EMAIL_TO") if address.strip()]
        self._from = settings.get("SPIDERMON_EMAIL_SENDER")
        self._host = settings.get("SPIDERMON_SMTP_HOST")
        self._port = settings.getint("SPIDERMON_SMTP_PORT") or 25
        self._user = settings.get("SPIDERMON_SMTP_USER")
        self._password = settings.get("SPIDERMON_SMTP_PASSWORD")
        self._ssl = settings.getbool("SPIDERMON_SMTP_ENFORCE_SSL")
        self._tls = settings.getbool("SPIDERMON_SMTP_ENFORCE_TLS")
        if not (self._from and self._host):
            raise NotConfigured("SPIDERMON_EMAIL_TO needs SPIDERMON_EMAIL_SENDER and SPIDERMON_SMTP_HOST too")
        if self._password and not (self._ssl or self._tls or self._host in LOOPBACK):
            raise NotConfigured("the mail server's password would be sent in the clear: set LANTAI_SMTP_TLS=1")

    @classmethod
    def from_crawler_kwargs(cls, crawler: Crawler) -> dict[str, Any]:
        return {"settings": crawler.settings}

    def send(self, message: dict[str, Any]) -> None:
        mail = EmailMessage()
        mail["Subject"] = f"Lantai: run {message['run']} {message['outcome']}"
        mail["From"], mail["To"] = self._from, ", ".join(self._to)
        mail.set_content(as_text(message))
        context = ssl.create_default_context()
        try:
            server = (
                smtplib.SMTP_SSL(self._host, self._port, timeout=TIMEOUT, context=context)
                if self._ssl
                else smtplib.SMTP(self._host, self._port, timeout=TIMEOUT)
            )
            with server:
                if self._tls and not self._ssl:
                    server.starttls(context=context)
                if self._user and self._password:
                    server.login(self._user, self._password)
                server.send_message(mail)
        except (OSError, smtplib.SMTPException) as error:
            raise AlertFailed(f"mail by {self._host} was not sent: {type(error).__name__}") from None
