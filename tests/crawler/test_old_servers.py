"""Servers as they really are: TLS of any age, certificates that nobody vouches for, HTTP as it was spoken in 1999."""

from __future__ import annotations

import gzip
import ssl
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import brotli
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from pipelines.coding import decoded
from tests.crawler.fetching import Outcome, fetch
from tests.crawler.raw import RawServer

# That TLS 1.0 and 1.1 are deprecated is why they are tested.
pytestmark = pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
PAGE = "<html><p>政府信息公开年报</p></html>".encode()
ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(PAGE) + PAGE
)


@dataclass(frozen=True)
class Signed:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def signed(name: str, issuer: Signed | None = None, *, ended: bool = False, bits: int = 2048) -> Signed:
    """A certificate made out to a host, or to an authority where the name has a blank; its own issuer where none is given."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer is not None else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=800))
        .not_valid_after(now - timedelta(days=400) if ended else now + timedelta(days=400))
    )
    if " " in name:
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    else:
        alternative = x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
        builder = builder.add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
    return Signed(builder.sign(issuer.key if issuer is not None else key, hashes.SHA256()), key)


def by_name(default: ssl.SSLContext, others: dict[str, ssl.SSLContext]) -> ssl.SSLContext:
    """A server of several names, which shows the certificate of the one that it is called by."""

    def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        if name in others:
            connection.context = others[name]

    default.sni_callback = choose
    return default


def context(
    folder: Path,
    name: str,
    *,
    version: ssl.TLSVersion | None = None,
    ciphers: str | None = None,
    made_out_to: str = "127.0.0.1",
    ended: bool = False,
    bits: int = 2048,
    issuer: Signed | None = None,
    chain: tuple[Signed, ...] = (),
) -> ssl.SSLContext:
    leaf = signed(made_out_to, issuer, ended=ended, bits=bits)
    file = folder / f"{name}.pem"
    file.write_bytes(
        leaf.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
        + b"".join(each.pem for each in (leaf, *chain))
    )
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.set_ciphers((ciphers or "DEFAULT") + ":@SECLEVEL=0")
    made.load_cert_chain(file)
    if version is not None:
        made.minimum_version = version
        made.maximum_version = version
    return made


def reply(*lines: bytes, body: bytes = PAGE) -> bytes:
    return b"\r\n".join((*lines, b"", b"")) + body


def found(where: bytes, *lines: bytes) -> bytes:
    return reply(b"HTTP/1.1 302 Found", b"Location: " + where, *lines, b"Content-Length: 0", body=b"")


def length(body: bytes) -> bytes:
    return b"Content-Length: %d" % len(body)


OK = b"HTTP/1.1 200 OK"
CHUNKED = b"10\r\n" + PAGE[:16] + b"\r\n%x\r\n" % (len(PAGE) - 16) + PAGE[16:] + b"\r\n0\r\nX-Trailer: late\r\n\r\n"
DEFLATED = zlib.compress(PAGE)[2:-4]
RAW = {
    "http10": reply(b"HTTP/1.0 200 OK", b"Content-Type: text/html"),
    "http09 line": reply(b"HTTP/1.1 200"),
    "no length": reply(OK, b"Content-Type: text/html"),
    "line feeds only": b"HTTP/1.1 200 OK\nContent-Type: text/html\n" + length(PAGE) + b"\n\n" + PAGE,
    "chunked": reply(OK, b"Transfer-Encoding: chunked", body=CHUNKED),
    "chunked shouting": reply(OK, b"TRANSFER-ENCODING: Chunked", body=CHUNKED),
    "chunk extension": reply(
        OK, b"Transfer-Encoding: chunked", body=b"%x;a=b\r\n" % len(PAGE) + PAGE + b"\r\n0\r\n\r\n"
    ),
    "both lengths": reply(OK, length(b"x" * 7), b"Transfer-Encoding: chunked", body=CHUNKED),
    "same length twice": reply(OK, length(PAGE), length(PAGE)),
    "odd bytes": reply(
        OK, length(PAGE), b"X-Title: " + "政府信息".encode("gb18030"), b"no colon in this line", b"X-Empty:"
    ),
    "early hints": b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + reply(OK, length(PAGE)),
    "continue": b"HTTP/1.1 100 Continue\r\n\r\n" + reply(OK, length(PAGE)),
    "gzip": reply(OK, b"Content-Encoding: gzip", length(gzip.compress(PAGE)), body=gzip.compress(PAGE)),
    "gzip that is none": reply(OK, b"Content-Encoding: gzip", length(PAGE)),
    "gzip twice": reply(OK, b"Content-Encoding: gzip, gzip", body=gzip.compress(gzip.compress(PAGE))),
    "gzip and rubbish": reply(OK, b"Content-Encoding: gzip", body=gzip.compress(PAGE) + b"\0\0\0"),
    "gzip cut": reply(OK, b"Content-Encoding: gzip", body=gzip.compress(PAGE)[:-6]),
    "raw deflate": reply(OK, b"Content-Encoding: deflate", body=DEFLATED),
    "deflate": reply(OK, b"Content-Encoding: deflate", body=zlib.compress(PAGE)),
    "deflate that is gzip": reply(OK, b"Content-Encoding: deflate", body=gzip.compress(PAGE)),
    "gzip that is deflate": reply(OK, b"Content-Encoding: gzip", body=zlib.compress(PAGE)),
    "deflate that is none": reply(OK, b"Content-Encoding: deflate", body=PAGE),
    "brotli": reply(OK, b"Content-Encoding: br", body=brotli.compress(PAGE)),
    "brotli that is none": reply(OK, b"Content-Encoding: br", body=PAGE),
    "a charset as coding": reply(OK, b"Content-Encoding: utf-8", body=PAGE),
}
MOVED = {
    "file": b"file:///etc/passwd",
    "metadata": b"http://169.254.169.254/latest/meta-data/",
    "decimal": b"http://2130706433/",
    "mapped": b"http://[::ffff:127.0.0.1]/",
    "short": b"http://127.1/",
    "octal": b"http://0177.0.0.1/",
    "name": b"http://localhost/",
    "script": b"javascript:alert(1)",
    "broken": b"http://[::1/",
}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Outcome]]:
    folder = tmp_path_factory.mktemp("tls")
    contexts = {
        "tls 1.0": context(folder, "tls10", version=ssl.TLSVersion.TLSv1),
        "tls 1.1": context(folder, "tls11", version=ssl.TLSVersion.TLSv1_1),
        "tls 1.2, no forward secrecy": context(
            folder, "weak", version=ssl.TLSVersion.TLSv1_2, ciphers="AES128-SHA", bits=1024
        ),
        "tls 1.3": context(folder, "tls13", version=ssl.TLSVersion.TLSv1_3),
        "expired": context(folder, "expired", ended=True),
        "wrong name": context(folder, "wrong", made_out_to="www.elsewhere.gov.cn"),
        "one of several names": by_name(
            context(folder, "first", made_out_to="www.elsewhere.gov.cn"),
            {"localhost": context(folder, "second", made_out_to="localhost")},
        ),
    }
    root = signed("Root Authority")
    middle = signed("Middle Authority", root)
    contexts["whole chain"] = context(folder, "whole", issuer=middle, chain=(middle,))
    contexts["chain without its middle"] = context(folder, "part", issuer=middle)
    servers = {name: RawServer(ANSWER, made) for name, made in contexts.items()}
    servers |= {name: RawServer(answer) for name, answer in RAW.items()}
    servers |= {f"to {name}": RawServer(found(target)) for name, target in MOVED.items()}
    servers["to itself"] = RawServer(found(b"/x"))
    servers["with a cookie to itself"] = RawServer(found(b"/x", b"Set-Cookie: proof=1; Path=/", b"Set-Cookie: lang=zh"))
    servers["nowhere said"] = RawServer(reply(b"HTTP/1.1 302 Found", b"Location:", length(PAGE)))
    servers["after a cookie"] = RawServer(ANSWER)
    servers["with a cookie"] = RawServer(
        found(servers["after a cookie"].url().encode(), b"Set-Cookie: session=geheim; Path=/")
    )
    servers["without goodbye"] = RawServer(RAW["no length"], context(folder, "goodbye"))
    servers["login"] = RawServer(ANSWER)
    servers["long"] = RawServer(ANSWER)
    urls = {name: server.url() for name, server in servers.items()}
    urls["login"] = servers["login"].url().replace("127.0.0.1", "editor:geheim@127.0.0.1")
    urls["one of several names"] = servers["one of several names"].url().replace("127.0.0.1", "localhost")
    urls["long"] = servers["long"].url("/x?" + "q" * 6000)
    allowed = [("127.0.0.1", server.port) for server in servers.values()]
    allowed.append(("localhost", servers["one of several names"].port))
    authorities = folder / "authorities.pem"
    authorities.write_bytes(root.pem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(authorities))
        outcomes = fetch(list(urls.values()), allowed=allowed, DOWNLOAD_TIMEOUT=10, ROBOTSTXT_RETRY_SECONDS=[])
    yield dict(zip(urls, outcomes, strict=True))
    for server in servers.values():
        server.close()


@pytest.mark.parametrize(
    ("name", "protocol"),
    [("tls 1.0", "TLSv1"), ("tls 1.1", "TLSv1.1"), ("tls 1.2, no forward secrecy", "TLSv1.2"), ("tls 1.3", "TLSv1.3")],
)
def test_a_server_of_any_age_is_read(asked: dict[str, Outcome], name: str, protocol: str) -> None:
    found = asked[name]
    assert (found.error, found.body) == (None, PAGE)
    assert found.captures[-1]["tls"]["protocol"] == protocol
    assert len(found.captures[-1]["tls"]["certificate_sha256"]) == 64


@pytest.mark.parametrize(("name", "said"), [("expired", "expired"), ("wrong name", "it is not made out to 127.0.0.1")])
def test_a_certificate_that_nobody_vouches_for_is_evidence_and_no_obstacle(
    asked: dict[str, Outcome], name: str, said: str
) -> None:
    found = asked[name]
    assert (found.error, found.body) == (None, PAGE)
    trusted = found.captures[-1]["tls"]["trusted"]
    assert trusted != "yes"
    assert said in trusted or "self-signed" in trusted


def test_a_certificate_of_another_name_says_whose_it_is(asked: dict[str, Outcome]) -> None:
    tls = asked["wrong name"].captures[-1]["tls"]
    assert tls["subject"] == "CN=www.elsewhere.gov.cn"
    assert "not made out to 127.0.0.1" in tls["trusted"]


def test_a_chain_is_trusted_whole_and_said_to_be_incomplete_where_its_middle_is_not_sent(
    asked: dict[str, Outcome],
) -> None:
    whole, part = asked["whole chain"], asked["chain without its middle"]
    assert (whole.body, part.body) == (PAGE, PAGE)
    assert whole.captures[-1]["tls"]["trusted"] == "yes"
    assert "unable to get local issuer certificate" in part.captures[-1]["tls"]["trusted"]
    assert part.captures[-1]["tls"]["issuer"] == "CN=Middle Authority"


def test_a_server_of_several_names_is_told_which_is_meant(asked: dict[str, Outcome]) -> None:
    assert asked["one of several names"].captures[-1]["tls"]["subject"] == "CN=localhost"


def test_a_redirect_to_itself_is_followed_no_more(asked: dict[str, Outcome]) -> None:
    outcome = asked["to itself"]
    assert outcome.error == "CircularRedirect"
    assert [one["status"] for one in outcome.captures if one["role"] != "robots"] == [302]


def test_a_server_that_wants_its_cookie_back_asks_for_a_proof(asked: dict[str, Outcome]) -> None:
    outcome = asked["with a cookie to itself"]
    assert outcome.error == "CookieWanted"
    without, with_it = [one for one in outcome.captures if one["role"] != "robots"]
    lines = [value for name, value in without["headers"] if name == "Set-Cookie"]
    assert lines == ["proof=1; Path=/", "lang=zh"]
    assert with_it["status"] == 302


def test_a_redirect_that_does_not_say_where_to_is_an_answer(asked: dict[str, Outcome]) -> None:
    outcome = asked["nowhere said"]
    assert (outcome.error, outcome.status, outcome.body) == (None, 302, PAGE)
    assert [one["role"] for one in outcome.captures if one["role"] != "robots"] == ["page"]


def test_a_cookie_is_kept_as_evidence_and_sent_to_no_other_server(asked: dict[str, Outcome]) -> None:
    outcome = asked["with a cookie"]
    assert outcome.body == PAGE
    first, second = [one for one in outcome.captures if one["role"] != "robots"]
    assert ["Set-Cookie", "session=geheim; Path=/"] in first["headers"]
    others = [each for name, each in asked.items() if name != "with a cookie to itself"]
    sent = [name.lower() for each in others for one in each.captures for name, _ in one["request_headers"]]
    assert "user-agent" in sent and "cookie" not in sent
    assert second["status"] == 200


def test_plain_http_says_nothing_of_tls(asked: dict[str, Outcome]) -> None:
    assert asked["http10"].captures[-1]["tls"] == {}


@pytest.mark.parametrize("name", [name for name in RAW if "that is none" not in name or name.startswith("gzip")])
def test_an_answer_comes_through_however_it_is_sent(asked: dict[str, Outcome], name: str) -> None:
    found = asked[name]
    assert found.error is None, found.message
    capture = found.captures[-1]
    headers = [(key, value) for key, value in capture["headers"]]
    body = decoded(capture["body"], headers, limit=1_000_000)
    assert body == PAGE if name != "gzip cut" else PAGE.startswith(body)


@pytest.mark.parametrize("name", ["deflate that is none", "brotli that is none"])
def test_a_body_that_is_not_in_its_coding_is_kept_as_it_came(asked: dict[str, Outcome], name: str) -> None:
    assert asked[name].captures[-1]["body"] == PAGE


def test_a_server_that_ends_tls_without_a_goodbye_has_said_all(asked: dict[str, Outcome]) -> None:
    capture = asked["without goodbye"].captures[-1]
    assert (capture["body"], capture["truncated"]) == (PAGE, None)


def test_trailers_and_odd_bytes_lose_nothing(asked: dict[str, Outcome]) -> None:
    headers = dict(asked["odd bytes"].captures[-1]["headers"])
    assert headers["X-Title"].encode("latin-1").decode("gb18030") == "政府信息"
    assert asked["chunked"].captures[-1]["truncated"] is None


@pytest.mark.parametrize("name", list(MOVED))
def test_a_redirect_into_nowhere_or_home_is_not_followed(asked: dict[str, Outcome], name: str) -> None:
    found = asked[f"to {name}"]
    assert found.error is not None or found.status == 302
    assert [one["status"] for one in found.captures if one["role"] != "robots"] == [302]


def test_a_name_and_password_in_an_address_are_sent_nowhere_and_kept_nowhere(asked: dict[str, Outcome]) -> None:
    kept = repr(asked["login"].captures)
    assert "geheim" not in kept
    assert "editor" not in kept


def test_a_very_long_address_is_asked_for(asked: dict[str, Outcome]) -> None:
    assert asked["long"].body == PAGE
