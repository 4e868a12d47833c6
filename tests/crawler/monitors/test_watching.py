"""A portal that breaks, as whoever watches sees it: outcome, alerts, state, feed, metrics and log.

The portal is crawled, then answers every request with a refusal and is crawled again; the tests read what came of it.
"""

from __future__ import annotations

import base64
import email
import email.policy
import json
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from prometheus_client.parser import text_string_to_metric_families
from scrapy.exceptions import NotConfigured
from scrapy.settings import Settings

from crawler.monitors.alerts import AlertFailed, SendMail, SendWebhook, as_text, last_line
from demo import portals
from demo.server import PortalServer, page
from storage.archive import Archive
from storage.exports import Wanted, reports
from storage.report import Report
from storage.runs import RunManifest
from tests.commands import Result, Workplace

CODE = "350111"
SECRET = "token-that-nobody-may-see"
MESSAGE: dict[str, Any] = {"run": "R", "outcome": "failed", "reasons": ["泸州没有报告"], "failures": []}


class Hook(HTTPServer):
    """A webhook's other end: keeps what it is sent."""

    def __init__(self, status: int = 200) -> None:
        self.received: list[dict[str, Any]] = []
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                hook.received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(status)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Nothing to standard error."""

        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/{SECRET}"


@dataclass
class Watched:
    """What the two crawls left."""

    workplace: Workplace
    folder: Path
    hook: Hook
    results: list[Result] = field(default_factory=list)
    exports: list[list[Report]] = field(default_factory=list)

    def archive(self) -> Archive:
        return Archive.open(f"file:{self.workplace.archive}", state_dir=self.workplace.folder / "state")

    def runs(self) -> list[RunManifest]:
        return list(self.archive().runs())


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("watching")
    rows = [row for row in portals.build(fixed_ports=False) if row.jurisdiction == CODE]
    site, hook = rows[0].site, Hook()
    with PortalServer(portals.sites(rows)):
        file = folder / "portals.csv"
        file.write_text(portals.portals_csv(rows), encoding="utf-8")
        settings = {
            "PORTALS_FILE": file,
            "BROWSER_ENABLED": False,
            "FEED_FILE": folder / "events.atom",
            "METRICS_FILE": folder / "lantai.prom",
            "LOG_FORMAT_JSON": True,
        }
        environment = {"LANTAI_ALERT_WEBHOOK_URL": hook.url}
        place = Watched(Workplace(folder, settings, environment), folder, hook)
        for broken in (False, True):
            if broken:
                refusal = page("<title>403 Forbidden</title><h1>访问被拒绝</h1>", status=403)
                for path in site.paths():
                    site.put(path, refusal)
                site.missing = refusal
            place.results.append(place.workplace.crawl(CODE))
            place.exports.append(list(reports(place.archive(), Wanted())))
        yield place


def test_the_first_run_succeeds_and_the_broken_portals_fails_with_reasons_in_its_commit(watched: Watched) -> None:
    assert [result.status for result in watched.results] == [0, 1]
    first, second = (run.jurisdictions[CODE] for run in watched.runs())
    assert (first.outcome, first.concerns) == ("success", ())
    assert second.outcome == "failed"
    assert second.concerns[0] == "reports_found: no report found, 2 last time"
    assert second.reasons[0] == second.concerns[0]


def test_a_failed_run_replaces_nothing_of_what_the_good_one_found(watched: Watched) -> None:
    assert len(watched.exports[0]) == 2
    assert watched.exports[1] == watched.exports[0]
    status = watched.workplace.in_process("status", CODE, "--json")
    (told,) = json.loads(status.out)
    assert (told["state"], told["found"]) == ("broken", [2017, 2018])
    assert told["last_success"] < told["since"]
    years = {each["year"]: each["standing"] for each in told["years"]}
    assert years[2018] in ("on_time", "late") and years[2017] in ("on_time", "late")


def test_the_webhook_is_told_of_the_failure(watched: Watched) -> None:
    told = watched.hook.received[-1]
    assert told["outcome"] == "failed"
    assert "no report found, 2 last time" in told["jurisdictions"][CODE]["concerns"][0]
    assert [each["monitor"] for each in told["failures"]] == ["run/found reports everywhere"]
    assert "no report found" in told["text"]


def test_the_feed_has_the_reports_and_the_broken_portal(watched: Watched) -> None:
    kinds = etree.parse(watched.folder / "events.atom").xpath("//*[local-name()='category']/@term")
    assert kinds[0] == "portal_failed"
    assert kinds.count("new") == 2


def test_the_metrics_say_it_too(watched: Watched) -> None:
    text = (watched.folder / "lantai.prom").read_text(encoding="utf-8")
    found = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert found["lantai_sources", "broken"] == 1
    assert found["lantai_last_run_outcome", "failed"] == 1
    assert found["lantai_last_run_outcome", "success"] == 0
    assert found["lantai_runs",] == 2
    assert found["lantai_last_good_run_timestamp_seconds",] < found["lantai_last_run_timestamp_seconds",]


def test_the_log_is_an_object_a_line_and_a_line_a_document(watched: Watched) -> None:
    for result in watched.results:
        lines = [line for line in result.err.splitlines() if not line.startswith("crawl: ")]
        told = [json.loads(line) for line in lines]
        assert all({"time", "level", "logger", "message"} <= each.keys() for each in told)
    first = [json.loads(line) for line in watched.results[0].err.splitlines()]
    documents = [each["report_id"] for each in first if each.get("verdict") == "report"]
    assert sorted(documents) == [f"{CODE}/2017/government", f"{CODE}/2018/government"]


def test_the_webhooks_address_stands_nowhere(watched: Watched) -> None:
    assert all(SECRET not in result.err + result.out for result in watched.results)
    for file in watched.folder.rglob("*"):
        if file.is_file():
            assert SECRET.encode() not in file.read_bytes(), file


@pytest.mark.parametrize(("url", "why"), [(None, "answered 500"), (f"http://127.0.0.1:9/{SECRET}", "be reached")])
def test_a_webhook_that_fails_is_named_by_its_host_alone(url: str | None, why: str) -> None:
    with pytest.raises(AlertFailed, match=why) as caught:
        SendWebhook(url or Hook(500).url).send(MESSAGE)
    assert SECRET not in str(caught.value)
    assert caught.value.__suppress_context__, "the cause would be logged with the address"


def test_an_address_that_is_none_is_refused_before_the_crawl() -> None:
    with pytest.raises(NotConfigured):
        SendWebhook(f"ftp://{SECRET}")
    with pytest.raises(NotConfigured, match="SPIDERMON_SMTP_HOST"):
        SendMail(Settings({"SPIDERMON_EMAIL_TO": "a@example.org"}))


class Mailbox(socketserver.ThreadingTCPServer):
    """A mail server's end of SMTP (RFC 5321), as little of it as one message takes; `refused` is an address that it does not know."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, refused: str = "") -> None:
        self.envelope: list[str] = []
        self.logins: list[str] = []
        self.mail = b""
        mailbox = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.say("220 mail.example.org")
                while line := self.rfile.readline():
                    word = line.decode().strip()
                    verb = word[:4].upper()
                    if verb == "EHLO":
                        self.say("250-mail.example.org\r\n250 AUTH PLAIN")
                    elif verb == "AUTH":
                        mailbox.logins.append(base64.b64decode(word.split()[-1]).decode())
                        self.say("235 welcome")
                    elif verb in ("MAIL", "RCPT"):
                        mailbox.envelope.append(word.partition(":")[2].split()[0].strip("<>"))
                        self.say("550 unknown" if refused and refused in word else "250 ok")
                    elif verb == "DATA":
                        self.say("354 go on")
                        mailbox.mail = b"".join(iter(self.rfile.readline, b".\r\n"))
                        self.say("250 kept")
                    else:
                        self.say("221 bye" if verb == "QUIT" else "250 ok")

            def say(self, line: str) -> None:
                self.wfile.write(line.encode() + b"\r\n")

        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def settings(self, **more: object) -> Settings:
        return Settings(
            {
                "SPIDERMON_EMAIL_TO": "a@example.org, b@example.org",
                "SPIDERMON_EMAIL_SENDER": "lantai@example.org",
                "SPIDERMON_SMTP_HOST": "127.0.0.1",
                "SPIDERMON_SMTP_PORT": str(self.server_address[1]),
                **more,
            }
        )


def test_mail_is_sent_in_chinese_to_everybody() -> None:
    mailbox = Mailbox()
    SendMail(
        mailbox.settings(SPIDERMON_SMTP_USER="lantai", SPIDERMON_SMTP_PASSWORD=SECRET),
    ).send(MESSAGE)
    mail = email.message_from_bytes(mailbox.mail, policy=email.policy.default)
    assert mailbox.envelope == ["lantai@example.org", "a@example.org", "b@example.org"]
    assert mailbox.logins == [f"\0lantai\0{SECRET}"]
    assert mail["To"] == "a@example.org, b@example.org"
    body = mail.get_body()
    assert body is not None and "泸州没有报告" in body.get_content()
    assert SECRET.encode() not in mailbox.mail


@pytest.mark.parametrize(
    "more", [{"SPIDERMON_SMTP_ENFORCE_TLS": True}, {"SPIDERMON_EMAIL_SENDER": "nobody@example.org"}]
)
def test_mail_that_is_not_taken_is_named_by_its_host_alone(more: dict[str, object]) -> None:
    """A server without TLS where TLS is asked for; one that refuses the sender."""
    with pytest.raises(AlertFailed, match="mail by 127.0.0.1 was not sent"):
        SendMail(Mailbox(refused="nobody").settings(**more)).send(MESSAGE)


def test_a_password_is_not_sent_in_the_clear_to_another_machine() -> None:
    told = {"SPIDERMON_SMTP_HOST": "mail.example.org", "SPIDERMON_SMTP_USER": "u", "SPIDERMON_SMTP_PASSWORD": SECRET}
    with pytest.raises(NotConfigured, match="LANTAI_SMTP_TLS"):
        SendMail(Mailbox().settings(**told))


def test_a_monitor_that_failed_is_told_in_a_line() -> None:
    assert last_line("Traceback\n  File x\nAssertionError: 2 reports, 5 last time\n") == "2 reports, 5 last time"
    assert last_line(None) == "failed"
    failure = {"monitor": "run/x", "why": "why"}
    assert "monitor failed: run/x: why" in as_text({**MESSAGE, "failures": [failure]})
