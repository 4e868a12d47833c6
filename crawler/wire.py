"""The download handler: as close to the wire as Scrapy and Twisted allow.

What it does beyond Scrapy's own HTTP/1.1 handler, each where nothing can get around it:

- the address is checked when the connection is made, on the resolved address (guard.py), and a pooled connection is
  only used again by requests that may go to the same addresses;
- a body is cut at DOWNLOAD_MAXSIZE bytes or when the whole exchange took DOWNLOAD_TIMEOUT seconds, and what came is kept;
- the number and size of header lines is bounded, and the lines are kept as they came: order, case and repeats;
- the delay of a host is counted from when a request was written to its connection, and again from when its answer began: however
  busy this process is, a server sees the next one no sooner.

It builds on the private parts of `scrapy.core.downloader.handlers.http11` (Scrapy 2.19), where the public ones end: an
upgrade of Scrapy starts with this file and its tests.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Any, cast

from OpenSSL import SSL
from scrapy import Request
from scrapy.core.downloader.contextfactory import _ScrapyCertificateOptions, _ScrapyClientContextFactory
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _BindAddressAgent,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
    _ScrapyAgent,
)
from scrapy.core.downloader.tls import _ScrapyClientTLSOptions26
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import deferred_from_coro, maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet import protocol
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import TCP4ClientEndpoint, TCP6ClientEndpoint, wrapClientTLS
from twisted.internet.interfaces import IStreamClientEndpoint
from twisted.python.failure import Failure
from twisted.web._newclient import STATUS
from twisted.web.client import URI, ResponseDone
from twisted.web.http import PotentialDataLoss
from twisted.web.iweb import IAgentEndpointFactory
from zope.interface import implementer

from crawler.certificates import Certificates
from crawler.guard import AddressGuard, Allowed, IPAddress
from storage.capture import Headers, Truncation

logger = logging.getLogger(__name__)

# Seconds for one of several addresses of a host, so that a dead one does not use up the whole exchange.
CONNECT_SECONDS = 20
WIRE = "wire"
ALLOWED = "allowed_private"


@dataclass(slots=True)
class Wire:
    """What the wire said of a response, in `request.meta["wire"]`."""

    http_version: str
    reason: str
    headers: Headers
    ip: str | None
    started: float
    truncated: Truncation | None = None
    elapsed: float | None = None
    tls: dict[str, str] = field(default_factory=dict)


class TooManyHeaders(Exception):
    """The response's header section is longer than a sane server's."""


class WireHandler(HTTP11DownloadHandler):
    """`http` and `https` for the whole crawl."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self.guard = AddressGuard()
        self._certificates = Certificates()
        self._timeout = settings.getfloat("DOWNLOAD_TIMEOUT")
        self._contextFactory = _AnyTls.from_crawler(crawler)
        self._pool._factory = _factory(
            settings.getint("RESPONSE_MAX_HEADERS"), settings.getint("RESPONSE_MAX_HEADER_BYTES"), self._heard_of
        )

    async def download_request(self, request: Request) -> Response:
        agent = _WireAgent(
            contextFactory=self._contextFactory,
            pool=self._pool,
            maxsize=self._default_maxsize,
            crawler=self._crawler,
            guard=self.guard,
            certificates=self._certificates,
        )
        request.meta.setdefault("download_timeout", self._timeout)
        with wrap_twisted_exceptions():
            return await maybe_deferred_to_future(agent.download_request(request))

    def _heard_of(self, host: str) -> None:
        """The delay before the next request to a host begins now. Scrapy alone begins it when it takes a request from the queue."""
        engine = self._crawler.engine
        slot = engine.downloader.slots.get(host) if engine is not None else None
        if slot is not None:
            slot.lastseen = monotonic()


class _WireAgent(_ScrapyAgent):
    """One exchange."""

    def __init__(self, *, guard: AddressGuard, certificates: Certificates, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._guard = guard
        self._certificates = certificates
        self._started = monotonic()

    def _get_agent(self, request: Request, timeout: float) -> _BindAddressAgent:
        from twisted.internet import reactor

        allowed: Allowed = request.meta.get(ALLOWED, frozenset())
        factory = _GuardedEndpoints(reactor, self._contextFactory, self._guard, allowed, min(timeout, CONNECT_SECONDS))
        return _GuardedAgent(reactor, factory, self._pool)

    def _cb_bodyready(self, txresponse: Any, request: Request) -> Any:
        version = txresponse.version
        wire = request.meta[WIRE] = Wire(
            http_version=f"{version[0].decode('latin-1')}/{version[1]}.{version[2]}",
            reason=txresponse.phrase.decode("latin-1"),
            headers=tuple(txresponse.lantai_lines),
            ip=str(txresponse._scrapy_ip_address) if hasattr(txresponse, "_scrapy_ip_address") else None,
            started=self._started,
            tls=self._tls(txresponse, request),
        )
        if txresponse.length == 0:
            return {"txresponse": txresponse, "ip_address": getattr(txresponse, "_scrapy_ip_address", None)}
        maxsize = request.meta.get("download_maxsize", self._maxsize)
        body = _BoundedBody(txresponse, wire, maxsize)
        txresponse.deliverBody(body)
        return body.finished

    def _tls(self, txresponse: Any, request: Request) -> dict[str, str]:
        if txresponse.lantai_tls is None:
            return {}
        return self._certificates.facts(txresponse.lantai_tls, urlparse_cached(request).hostname or "")

    def _cb_timeout(self, result: Any, request: Request, url: str, timeout: float) -> Any:
        if self._timeout_cl.active():
            self._timeout_cl.cancel()
        elif not isinstance(result, Response):
            raise DownloadTimeoutError(f"{url} gave no response within {timeout:g} s")
        wire: Wire | None = request.meta.get(WIRE)
        if wire is not None:
            wire.elapsed = monotonic() - wire.started
        return result


class _BoundedBody(protocol.Protocol):
    """Collects a body up to its bounds. `finished` fires with what came: never with an error, so nothing is lost."""

    def __init__(self, txresponse: Any, wire: Wire, maxsize: int) -> None:
        self._txresponse = txresponse
        self._wire = wire
        self._maxsize = maxsize
        self._chunks: list[bytes] = []
        self._size = 0
        self._ip_address = getattr(txresponse, "_scrapy_ip_address", None)
        self.finished: Deferred[dict[str, Any]] = Deferred(lambda _: self._cut("time"))

    def dataReceived(self, data: bytes) -> None:
        if self.finished.called:
            return
        if self._maxsize and self._size + len(data) > self._maxsize:
            self._chunks.append(data[: self._maxsize - self._size])
            self._cut("length")
            return
        self._chunks.append(data)
        self._size += len(data)

    def connectionLost(self, reason: Failure = protocol.connectionDone) -> None:
        if self.finished.called:
            return
        # Without a length or chunks, the end of the connection is the end of the body (PotentialDataLoss).
        if reason.check(ResponseDone, PotentialDataLoss):
            self._finish()
        else:
            self._wire.truncated = "disconnect"
            self._finish()

    def _cut(self, why: Truncation) -> None:
        self._wire.truncated = why
        self._finish()
        self._txresponse._transport._producer.abortConnection()

    def _finish(self) -> None:
        self.finished.callback(
            {"txresponse": self._txresponse, "body": b"".join(self._chunks), "ip_address": self._ip_address}
        )


# ---- header lines as they came -------------------------------------------------------------------------------------------


class _WireParser(_LenientHTTPClientParser):
    """Keeps each header line and counts them. Instances are made by changing the class of Scrapy's own parser."""

    max_headers: int
    max_bytes: int
    begun: Callable[[], None]

    def lineReceived(self, line: bytes) -> None:
        if self.state == STATUS:
            self.begun()
            self.lantai_lines: list[tuple[str, str]] = []
            self.lantai_bytes = 0
        elif line.strip():
            self.lantai_bytes += len(line)
            if len(self.lantai_lines) >= self.max_headers or self.lantai_bytes > self.max_bytes:
                raise TooManyHeaders(f"more than {self.max_headers} header lines or {self.max_bytes} bytes of them")
            _keep_line(self.lantai_lines, line.rstrip(b"\r"))
        super().lineReceived(line)

    def allHeadersReceived(self) -> None:
        self.response.lantai_lines = self.lantai_lines
        # Of a response without a body the connection is let go before anybody sees it.
        handle = getattr(self.transport._producer, "getHandle", None)
        found = handle() if handle is not None else None
        self.response.lantai_tls = found if isinstance(found, SSL.Connection) else None
        super().allHeadersReceived()


def _keep_line(kept: list[tuple[str, str]], line: bytes) -> None:
    text = line.decode("latin-1")
    if text[:1] in " \t" and kept:
        name, value = kept[-1]
        kept[-1] = (name, f"{value} {text.strip()}")
    elif ":" in text:
        name, _, value = text.partition(":")
        kept.append((name.strip(), value.strip()))


def _factory(max_headers: int, max_bytes: int, heard_of: Callable[[str], None]) -> type[_LenientHTTP11ClientFactory]:
    """`heard_of` is told the host when a request is written and when its answer begins."""

    class Parser(_WireParser):
        pass

    Parser.max_headers, Parser.max_bytes = max_headers, max_bytes

    class Protocol(_LenientHTTP11ClientProtocol):
        def request(self, request: Any) -> Deferred[Any]:
            answered = super().request(request)
            assert self._parser is not None
            self._parser.__class__ = Parser
            self._parser.begun = partial(heard_of, request._parsedURI.host.decode("ascii"))
            self._parser.begun()
            return answered

    class Factory(_LenientHTTP11ClientFactory):
        def buildProtocol(self, addr: Any) -> Protocol:
            return Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]

    return Factory


# ---- connections, guarded ------------------------------------------------------------------------------------------------


class _GuardedAgent(_BindAddressAgent):
    """An agent whose pooled connections are shared only between requests that may go to the same private addresses."""

    def __init__(self, reactor: Any, endpoints: _GuardedEndpoints, pool: Any) -> None:
        super().__init__(reactor, endpoints.policy, pool=pool)
        self._endpointFactory = endpoints

    def _requestWithEndpoint(self, key: Any, *args: Any, **kwargs: Any) -> Any:
        return super()._requestWithEndpoint((*key, self._endpointFactory.allowed), *args, **kwargs)


@implementer(IAgentEndpointFactory)
class _GuardedEndpoints:
    def __init__(self, reactor: Any, policy: Any, guard: AddressGuard, allowed: Allowed, timeout: float) -> None:
        self.policy = policy
        self.allowed = allowed
        self._bindAddress = None
        self._reactor = reactor
        self._guard = guard
        self._timeout = timeout

    def endpointForURI(self, uri: URI) -> Any:
        endpoint = _GuardedEndpoint(self._reactor, uri, self._guard, self.allowed, self._timeout)
        if uri.scheme == b"https":
            return wrapClientTLS(self.policy.creatorForNetloc(uri.host, uri.port), endpoint)
        return endpoint


@implementer(IStreamClientEndpoint)
class _GuardedEndpoint:
    """Connects to the first address of a host that answers, after the guard admitted all of them."""

    def __init__(self, reactor: Any, uri: URI, guard: AddressGuard, allowed: Allowed, timeout: float) -> None:
        self._reactor = reactor
        self._host = uri.host.decode("ascii")
        self._port = uri.port
        self._guard = guard
        self._allowed = allowed
        self._timeout = timeout

    def connect(self, protocolFactory: Any) -> Deferred[Any]:
        return deferred_from_coro(self._connect(protocolFactory))

    async def _connect(self, protocol_factory: Any) -> Any:
        addresses = await self._guard.admit(self._host, self._port, self._allowed)
        for address in addresses[:-1]:
            try:
                return await maybe_deferred_to_future(self._endpoint(address).connect(protocol_factory))
            except Exception as error:  # the next address is tried; the last one's error is raised
                logger.debug("%s (%s) does not answer: %s", self._host, address, error)
        return await maybe_deferred_to_future(self._endpoint(addresses[-1]).connect(protocol_factory))

    def _endpoint(self, address: IPAddress) -> TCP4ClientEndpoint | TCP6ClientEndpoint:
        kind = TCP4ClientEndpoint if address.version == 4 else TCP6ClientEndpoint
        return kind(self._reactor, str(address), self._port, timeout=self._timeout)


# ---- TLS of any age ------------------------------------------------------------------------------------------------------


class _OldTlsOptions(_ScrapyCertificateOptions):
    cipher_string: str

    def _makeContext(self, skipCiphers: bool = False) -> SSL.Context:
        context = super()._makeContext(skipCiphers)
        # OpenSSL 3 ignores the lifted option bits of its default: the minimum has to be named. And Twisted takes a string of ciphers
        # apart into their names, by which its security level is lost; above level 0 there is no TLS 1.0, SHA-1 or short key.
        context.set_min_proto_version(SSL.TLS1_VERSION)
        context.set_cipher_list(self.cipher_string.encode())
        return context


class _AnyTls(_ScrapyClientContextFactory):
    """From TLS 1.0 up: the newest that server and OpenSSL both know is what they agree on."""

    def __init__(self, *args: Any, tls_ciphers: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, tls_ciphers=tls_ciphers, **kwargs)
        self._cipher_string = tls_ciphers or "DEFAULT"

    def _get_cert_options(self) -> _OldTlsOptions:
        options = cast(_OldTlsOptions, _OldTlsOptions(**self._get_cert_options_kwargs()))
        options.cipher_string = self._cipher_string
        return options

    def creatorForNetloc(self, hostname: bytes, port: int) -> _Unjudged:
        return _Unjudged(self._get_cert_options()._makeTLSConnection, hostname.decode("ascii"))


class _Unjudged(_ScrapyClientTLSOptions26):
    """Any certificate will do, without a line in the log for each connection: certificates.py says what it is."""

    @staticmethod
    def _verifyCB(hostIsDNS: bool, hostnameASCII: str) -> Any:
        return lambda connection, certificate, error, depth, ok: True
