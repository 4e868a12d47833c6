"""What a request that gave no response means for the walk: a page with a verdict and the evidence in words."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    UnsupportedURLSchemeError,
)

from crawler.discovery.page import Page, Verdict
from crawler.guard import AddressRefused, NameUnknown
from crawler.middlewares.errands import ForeignHost
from crawler.middlewares.redirects import CookieWanted
from crawler.middlewares.robots import RobotsRefused, RobotsUnreachable
from crawler.rendered import BrowserFailed, NoBrowser

# The first that fits, so the particular before the general.
VERDICTS: tuple[tuple[type[BaseException], Verdict], ...] = (
    (AddressRefused, "refused_address"),
    (ForeignHost, "refused_address"),
    (RobotsRefused, "refused_by_robots"),
    (RobotsUnreachable, "unreachable"),
    (NoBrowser, "unsupported"),
    (BrowserFailed, "unreachable"),
    (DownloadTimeoutError, "timeout"),
    (NameUnknown, "unreachable"),
    (CannotResolveHostError, "unreachable"),
    (DownloadConnectionRefusedError, "unreachable"),
    (DownloadFailedError, "damaged"),
    (UnsupportedURLSchemeError, "unsupported"),
    (NotSupported, "unsupported"),
    (CookieWanted, "challenge"),
    (IgnoreRequest, "unreachable"),
)


def failed(url: str, error: BaseException) -> Page:
    """The page that a failure stands for; any error not named above is "unreachable", with its name in the reason."""
    verdict = next((verdict for kind, verdict in VERDICTS if isinstance(error, kind)), "unreachable")
    words = " ".join(str(error).split()) or type(error).__name__
    reason = (
        words
        if isinstance(error, (AddressRefused, ForeignHost, RobotsRefused, RobotsUnreachable, NoBrowser, NameUnknown))
        else f"{type(error).__name__}: {words}"
    )
    return Page(url=url, verdict=verdict, reason=reason[:500])
