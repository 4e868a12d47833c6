"""When are two addresses one, which hosts are the portal's own, and what is a trap.

Canonical form by w3lib (fragment gone, parameters sorted), less what never names a page: session ids, cache busters, click counters.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

MAX_LENGTH = 1500
MAX_PARAMETERS = 16
MAX_SEGMENTS = 18

_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.I)
_NOISE = re.compile(
    r"^(?:jsessionid|phpsessid|aspsessionid\w*|session_?id|_|t|timestamp|rnd|rand|random|nocache|v|ver|from|spm|utm_\w+|"
    r"share\w*|isappinstalled|tdsourcetag|wd_tag)$",
    re.I,
)
_NOISE_VALUE = re.compile(r"^(?:0\.\d+|\d{13}|[0-9a-f]{24,40})?$", re.I)
# Every page of a site repeats the same links: each address is worked out once.
REMEMBERED = 65_536

# What follows the hash where a script shows another page for it: #/list/12, #!/list.
_ROUTE = re.compile(r"^!?/[^\s/][^\s]{0,400}$")
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|jsp|aspx?|php)$", re.I)
_CALENDAR = re.compile(r"(?:^|[?&/_-])(?:date|day|month|calendar|rili|riqi|week)(?:[=/_-]|$)", re.I)
_END = r"(?:$|[?#&;])"
_FILE = re.compile(
    rf"\.(?:pdf|docx?|wps|et|xlsx?|od[ts]|zip|rar|7z|rtf|ofd|pptx?|txt){_END}"
    r"|(?:download|downfile|attach(?:ment)?|getfile|filedown|viewfile|file_?id)(?![a-z0-9_])(?!/$)",
    re.I,
)
_IMAGE = re.compile(rf"\.(?:jpe?g|png|gif|bmp|webp|svg|ico|tiff?){_END}", re.I)
_ASSET = re.compile(rf"\.(?:css|js|mp4|mp3|flv|avi|wmv|swf|woff2?|ttf|eot|apk|exe|dmg|ipa|m3u8|map){_END}", re.I)


@lru_cache(REMEMBERED)
@lru_cache(maxsize=50_000)
def canonical(url: str) -> str:
    """The form under which an address is remembered. ValueError for what is no address."""
    parts = urlsplit(_SESSION.sub("", url))
    query = parts.query
    if query:
        pairs = parse_qsl(query, keep_blank_values=True)
        kept = [
            (name, value)
            for name, value in pairs
            if not (_NOISE.match(name) and (len(name) > 4 or _NOISE_VALUE.match(value)))
        ]
        if len(kept) != len(pairs):
            query = urlencode(kept)
    path = re.sub(r"/{2,}", "/", parts.path)
    path = _INDEX.sub("/", path) if not query else path
    fragment = route(url)
    return canonicalize_url(
        urlunsplit((parts.scheme, parts.netloc, path, query, fragment)), keep_fragments=bool(fragment)
    )


def route(url: str) -> str:
    """The part after the hash where it is a page of its own, shown by script; else nothing."""
    fragment = url.partition("#")[2]
    return fragment if _ROUTE.match(fragment) else ""


@lru_cache(REMEMBERED)
def origin(url: str) -> tuple[str, int]:
    """Host in lower case and port. ValueError for what is no address."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return (parts.hostname or "").lower().rstrip("."), port


class OwnHosts:
    """The hosts a walk may ask: those of the portal's addresses, their subdomains, and what its family declares.

    A host that begins with `www.` stands for its domain. An address in numbers, or a name of one label, has no
    subdomains. Ports must agree: 80 and 443 count as one, any other is only itself.
    """

    def __init__(self, urls: tuple[str, ...], declared: tuple[str, ...] = ()) -> None:
        self._exact: set[tuple[str, int]] = set()
        self._domains: set[tuple[str, int]] = set()
        self._declared = tuple(host.lower() for host in declared)
        for url in urls:
            self.add(url)

    def add(self, url: str) -> None:
        host, port = origin(url)
        port = _web(port)
        self._exact.add((host, port))
        if not _is_number(host) and "." in host:
            self._domains.add((host.removeprefix("www."), port))

    def declare(self, host: str) -> None:
        """A host that the portal's family names."""
        if host.lower() not in self._declared:
            self._declared = (*self._declared, host.lower())

    def copy(self) -> OwnHosts:
        """As they are known now, whatever is added later."""
        copied = OwnHosts(())
        copied._exact, copied._domains, copied._declared = set(self._exact), set(self._domains), self._declared
        return copied

    def __contains__(self, url: str) -> bool:
        try:
            host, port = origin(url)
        except ValueError:
            return False
        port = _web(port)
        if (host, port) in self._exact:
            return True
        if f"{host}:{port}" in self._declared or (port == 80 and host in self._declared):
            return True
        return any(
            port == own_port and (host == domain or host.endswith("." + domain)) for domain, own_port in self._domains
        )


def _web(port: int) -> int:
    return 80 if port in (80, 443) else port


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@lru_cache(REMEMBERED)
def is_file(url: str) -> bool:
    """A document to download, by its address."""
    return _FILE.search(url, url.find("/", 8) + 1) is not None


@lru_cache(REMEMBERED)
def is_image(url: str) -> bool:
    return _IMAGE.search(url, url.find("/", 8) + 1) is not None


@lru_cache(REMEMBERED)
def is_asset(url: str) -> bool:
    """What never is or leads to a report: style, script, film, program."""
    return _ASSET.search(url, url.find("/", 8) + 1) is not None


@lru_cache(REMEMBERED)
def shape(url: str) -> str:
    """An address with its numbers blotted out: pages made from one template share it."""
    parts = urlsplit(url)
    path = re.sub(r"[0-9a-f]{16,}", "#", parts.path, flags=re.I)
    path = re.sub(r"\d+", "0", path)
    names = ",".join(sorted(name for name, _ in parse_qsl(parts.query)))
    return f"{parts.netloc}{path}?{names}" if names else f"{parts.netloc}{path}"


@lru_cache(REMEMBERED)
def folder(url: str) -> str:
    """The address up to its last slash."""
    parts = urlsplit(url)
    return parts.netloc + parts.path.rsplit("/", 1)[0]


def trap(url: str) -> str | None:
    """Why an address looks endless, in words; None when it does not."""
    if len(url) > MAX_LENGTH:
        return "address too long"
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    if len(segments) > MAX_SEGMENTS:
        return "too many folders"
    if any(segments.count(segment) > 3 for segment in set(segments)):
        return "a folder repeats in itself"
    if parts.query.count("&") >= MAX_PARAMETERS:
        return "too many parameters"
    if _CALENDAR.search(parts.query) or _CALENDAR.search(parts.path):
        return "a calendar"
    return None
