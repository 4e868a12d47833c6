"""A proxy before a real S3 server that behaves as stores behave on bad days."""

from __future__ import annotations

import http.client
import re
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal
from urllib.parse import urlsplit

Trouble = Literal[
    "none", "slow down", "drop after success", "drop before", "short body", "lose entries", "claim success"
]


class FaultProxy:
    """Forwards to `target`; `trouble` is asked (method, path) before each request what shall go wrong with it."""

    def __init__(self, target: str) -> None:
        self.trouble: Callable[[str, str], Trouble] = lambda method, path: "none"
        self.requests: list[tuple[str, str]] = []
        target_address = urlsplit(target).netloc
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                proxy.requests.append((self.command, self.path))
                trouble = proxy.trouble(self.command, self.path)
                if trouble == "drop before":
                    self.close_connection = True
                    return
                if trouble == "slow down":
                    self._answer(503, b"<Error><Code>SlowDown</Code><Message>later</Message></Error>", {})
                    return
                if trouble == "claim success":  # what S3 may say when a put fails after its first line was sent
                    self._answer(200, b"<Error><Code>InternalError</Code><Message>sorry</Message></Error>", {})
                    return
                connection = http.client.HTTPConnection(target_address, timeout=30)
                connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
                for name, value in self.headers.items():
                    connection.putheader(name, value)
                connection.endheaders(body)
                answer = connection.getresponse()
                data = answer.read()
                headers = {name: value for name, value in answer.getheaders() if name.lower() != "transfer-encoding"}
                connection.close()
                if trouble == "drop after success":
                    self.close_connection = True
                    return
                if trouble == "lose entries":
                    data = re.sub(rb"<Contents>.*?</Contents>", b"", data, count=1)
                    headers["Content-Length"] = str(len(data))
                if trouble == "short body" and data:
                    self._answer(answer.status, data[: len(data) // 2], headers, length=len(data))
                    self.close_connection = True
                    return
                self._answer(answer.status, data, headers)

            def _answer(self, status: int, data: bytes, headers: dict[str, str], length: int | None = None) -> None:
                self.send_response_only(status)
                stated = str(len(data) if length is None else length)
                if self.command == "HEAD":
                    stated = headers.get("Content-Length", stated)
                for name, value in headers.items():
                    if name.lower() != "content-length":
                        self.send_header(name, value)
                self.send_header("Content-Length", stated)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(data)

            do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = handle_one

            def log_message(self, format: str, *arguments: object) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def endpoint_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> FaultProxy:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
