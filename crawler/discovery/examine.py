"""Answer -> Page: what came back, what is on it, is it a report. A pure function, run in another process for every page.

gate -> links -> family -> list -> recognition
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from crawler.discovery import calls, datalists, held, pagers
from crawler.discovery.behind import with_data
from crawler.discovery.gate import judge, own_text, shell_reason, unfilled, unlinked_column
from crawler.discovery.hints import with_hints
from crawler.discovery.links import collect
from crawler.discovery.page import Answer, FoundLink, Kind, Listing, ListState, Page, Recognition
from crawler.discovery.parts import parts_of
from crawler.discovery.pictures import INLINE_PICTURE, MAX_PICTURES, pictures_of
from crawler.discovery.postbacks import choices
from crawler.discovery.recognition import Reading, Recogniser, from_title, look, recognise_by_parser, titles_of
from crawler.discovery.scripts import data_calls
from crawler.discovery.standing import columns_of
from crawler.discovery.turning import call_of
from crawler.discovery.unaddressed import unaddressed
from crawler.discovery.view import View
from crawler.discovery.words import is_report_title, names_reports_column, read_name
from crawler.families import FAMILIES, recognise
from crawler.families.base import Family
from crawler.registry import built_in_gazetteer
from pipelines.blocks import BodyHint

MAX_FILE_BYTES = 40_000_000
LIST_ENTRIES = 4
# What links promise whose handlers are worth a browser.
LEADING = frozenset(("report", "cut", "reports", "year", "openness"))
# A page with more text of its own than this is an article, whatever its column is called.
MAX_BARE_TEXT = 200


def examine(
    answer: Answer,
    *,
    family: str | None = None,
    jurisdiction: str,
    context: Mapping[str, str] | None = None,
    families: Iterable[Family] | None = None,
    recogniser: Recogniser = recognise_by_parser,
) -> Page:
    """What the answer turned out to be. `family` is the portal's family as declared or found earlier: it reads the answers
    that bear no mark of their own (a list call's, say). `context` is the visit's: the title and date of the page that
    linked to a bare file. `families` restricts which are known (tests)."""
    view = View(answer)
    known = tuple(FAMILIES.values() if families is None else families)
    digest = hashlib.sha256((view.visible or view.text).encode() if view.kind != "file" else answer.body).hexdigest()
    if view.kind == "html":
        plain = page = _examine_html(view, known, family, jurisdiction, context or {}, digest, recogniser)
        if answer.behind:
            page = with_data(page, view, lambda data: _read_by_family(data, known, plain.family or family))
        page = with_hints(page, view, page.links[len(plain.links) :])
        if page.recognition is None and page.verdict == "ok" and view.is_final:
            shown = [View(each) for each in answer.behind if each.rendered]
            page = replace(page, unaddressed=unaddressed((view, *shown), page.links))
        return page
    refused = judge(view, ())
    if refused is not None:
        return Page(
            answer.url, refused.verdict, reason=refused.reason, media_type=view.media_type, content_sha256=digest
        )
    if view.kind in ("json", "xml"):
        return _examine_data(view, known, family, jurisdiction, context or {}, digest, recogniser)
    return _examine_file(view, jurisdiction, context or {}, digest, recogniser)


def _family(view: View, known: tuple[Family, ...], declared: str | None) -> tuple[Family | None, tuple[str, ...]]:
    found = recognise(view, families=known, likely=declared)
    if found is not None:
        return found
    return next((family for family in known if family.name == declared), None), ()


def _examine_html(
    view: View,
    known: tuple[Family, ...],
    declared: str | None,
    jurisdiction: str,
    context: Mapping[str, str],
    digest: str,
    recogniser: Recogniser,
) -> Page:
    links = collect(view)
    refused = judge(view, links)
    family, evidence = _family(view, known, declared)
    article = (family.article(view) if family is not None else None) or held.article_of(view)
    listing = family.listing(view) if family is not None else None
    if refused is not None and refused.verdict == "empty" and (article is not None or listing is not None):
        # Its text or its list stands in data that the family reads.
        refused = None
    if refused is not None and refused.verdict == "empty" and held.holds_other(view):
        return Page(
            view.url,
            "ok",
            kind="article",
            reason="an article that is held as data, and no report",
            charset=view.charset,
            media_type=view.media_type,
            title=view.head_title,
            content_sha256=digest,
        )
    if refused is not None:
        targets = tuple(FoundLink(target, "", kind="refresh") for target in refused.targets)
        shell = shell_reason(view, links, 0) if refused.verdict == "empty" else None
        return Page(
            view.url,
            refused.verdict,
            kind="stub" if refused.verdict == "stub" else "other",
            reason=refused.reason,
            charset=view.charset,
            media_type=view.media_type,
            title=view.head_title or None,
            links=targets,
            needs_browser=shell,
            content_sha256=digest,
        )
    hint = family.body if family is not None else BodyHint()
    columns = columns_of(view)
    general = pagers.read_pager(view, links)
    listing = _merged(listing, general)
    entries = listing.entries if listing is not None else ()
    more = listing.more if listing is not None else ()
    count = _main_group(links, entries)[1]
    if not more and not count:
        more = data_calls(view)
    paging = {(link.url, link.body) for link in more}
    kept = (
        tuple(link for link in links if (link.url, link.body) not in paging and not pagers.turns_back(link))
        + entries
        + more
        + choices(view)
    )
    titles = titles_of(view, hint)
    recognition, kind, reason, files = _recognise(view, links, titles, hint, jurisdiction, context, article, recogniser)
    if kind is None:
        kind = _kind(view, listing, count, links)
    parts: tuple[FoundLink, ...] = ()
    if recognition is not None and not recognition.complete:
        parts = parts_of(
            [link for link in files if link.kind == "attachment"], [link for link in files if link.kind == "image"]
        )
    elif recognition is not None:
        parts = tuple(FoundLink(url, "", kind="image") for url in recognition.pictured[:MAX_PICTURES])
        files = (*parts, *files)
    state = listing.state if listing is not None else None
    if state is not None and not state.entries:
        state = replace(state, entries=count)
    elif state is None and kind == "list":
        state = ListState(entries=count)
    if state is not None and count and not more and not state.unread and _lacks(state, view):
        state = replace(state, unread="it says that it has more entries than it shows")
    if state is not None and count and not more and not state.unread and pagers.is_awaited(view):
        state = replace(state, unread="the place of its pager is empty without its script")
    needs_browser = None
    if article is not None and recognition is None:
        kind = "article"
    if recognition is None and not entries and kind != "article":
        called = any(link.kind == "api" and link.group != "guess" for link in more)
        needs_browser = None if called else shell_reason(view, links, count)
        named = any(names_reports_column(name) for name in (*columns, *titles[:2]))
        bare = count == 0 and own_text(view, links) < MAX_BARE_TEXT
        if needs_browser is None and named and bare and not called and not view.is_final:
            needs_browser = "it is named as a column of reports and has no entries without its script"
        if needs_browser is None and not view.is_final and any(map(_leads_on, view.unread_links)):
            needs_browser = "its links call functions of a script that it loads"
        if needs_browser is None and not named and not called:
            needs_browser = unlinked_column(view)
        if needs_browser is None and state is not None and state.unread and not view.is_final:
            needs_browser = state.unread
    return Page(
        view.url,
        "ok",
        kind=kind,
        reason=reason,
        family=family.name if family is not None else None,
        family_evidence=evidence,
        title=(recognition.title if recognition is not None else None) or (titles[0] if titles else None),
        charset=view.charset,
        media_type=view.media_type,
        links=kept,
        attachments=files,
        list_state=state,
        recognition=recognition,
        body_hint=BodyHint(
            hint.family or (family.name if family else None), hint.body, hint.title, hint.metadata, hint.drop
        ),
        needs_browser=needs_browser,
        unfilled=unfilled(view) if needs_browser is None and recognition is None and kind != "article" else None,
        content_sha256=digest,
        columns=columns,
        hosts=family.hosts if family is not None else (),
        article=article if recognition is not None else None,
        parts=tuple(link.url for link in parts),
    )


def _recognise(
    view: View,
    links: tuple[FoundLink, ...],
    titles: tuple[str, ...],
    hint: BodyHint,
    jurisdiction: str,
    context: Mapping[str, str],
    article: str | None,
    recogniser: Recogniser,
) -> tuple[Recognition | None, Kind | None, str, tuple[FoundLink, ...]]:
    """The recognition, the kind that follows from it, why there is none, and the files that belong to the page."""
    if article is not None:
        reading = recogniser(view, hint, jurisdiction, context, article)
        if reading.recognition is not None:
            return reading.recognition, "report", "", _files(view, links)
    seen = look(view, links, titles)
    if seen.worth == "no":
        return None, None, seen.reason, ()
    if seen.worth == "report":
        reading = recogniser(view, hint, jurisdiction, context, None)
        if reading.recognition is not None:
            files = _files(view, links)
            if not files and not reading.recognition.complete:
                files = pictures_of(view, hint, titles)
            return reading.recognition, "report" if reading.recognition.complete else "stub", "", files
        return None, None, reading.reason, ()
    recognition = from_title(seen.title or "", jurisdiction, built_in_gazetteer())
    files = _files(view, links) or pictures_of(view, hint, titles)
    frames = tuple(link for link in links if link.kind == "frame")
    if recognition is not None and not (files or frames) and INLINE_PICTURE in view.body:
        # The pages of the report may be pictures that the page itself holds.
        reading = recogniser(view, hint, jurisdiction, context, article)
        if reading.recognition is not None and reading.recognition.complete:
            return reading.recognition, "report", "", ()
    if recognition is None or not (files or frames):
        return None, None, "is titled as a report and holds neither its parts nor a file", ()
    # A bare file prints no day: the page's own is read as a report's is.
    day = recogniser(view, hint, jurisdiction, context, article).published
    return replace(recognition, published=day), "stub", "its body is a file", files


def _files(view: View, links: tuple[FoundLink, ...]) -> tuple[FoundLink, ...]:
    return tuple(link for link in links if link.kind == "attachment")


def _read_by_family(view: View, known: tuple[Family, ...], declared: str | None) -> Listing | None:
    family, _ = _family(view, known, declared)
    return family.listing(view) if family is not None else None


def _examine_data(
    view: View,
    known: tuple[Family, ...],
    declared: str | None,
    jurisdiction: str,
    context: Mapping[str, str],
    digest: str,
    recogniser: Recogniser,
) -> Page:
    address = context.get("address", "")
    article = held.article_of(view)
    if article is not None:
        reading = recogniser(view, BodyHint(), jurisdiction, context, article)
        if reading.recognition is not None:
            return Page(
                view.url,
                "ok",
                kind="report",
                title=reading.recognition.title,
                charset=view.charset,
                media_type=view.media_type,
                recognition=reading.recognition,
                content_sha256=digest,
                article=article,
            )
    family, evidence = _family(view, known, declared)
    listing = family.listing(view) if family is not None else None
    if listing is None:
        listing = datalists.read_json(view, address) if view.kind == "json" else datalists.read_xml(view, address)
    branches = tuple(calls.columns(call_of(view), True, calls.things(view.data), address))
    if listing is None and not branches:
        failure = datalists.complaint(view.data) if view.kind == "json" else None
        return Page(
            view.url,
            "server_error" if failure else "ok",
            reason=failure or "data without a list",
            family=family.name if family else None,
            charset=view.charset,
            media_type=view.media_type,
            content_sha256=digest,
        )
    return Page(
        view.url,
        "ok",
        kind="list",
        family=family.name if family is not None else None,
        family_evidence=evidence,
        charset=view.charset,
        media_type=view.media_type,
        links=((*listing.entries, *listing.more) if listing is not None else ()) + branches,
        list_state=listing.state if listing is not None else None,
        content_sha256=digest,
        hosts=family.hosts if family is not None else (),
    )


def _examine_file(
    view: View, jurisdiction: str, context: Mapping[str, str], digest: str, recogniser: Recogniser
) -> Page:
    bare = view.media_type.startswith("image/") and not is_report_title(context.get("title", ""))
    if bare or view.media_type.startswith(("video/", "audio/", "font/")):
        return Page(view.url, "ok", kind="file", media_type=view.media_type, content_sha256=digest)
    if len(view.body) > MAX_FILE_BYTES:
        return Page(
            view.url, "too_large", kind="file", media_type=view.media_type, content_sha256=digest, reason="file"
        )
    reading = recogniser(view, BodyHint(), jurisdiction, context, None)
    recognition = reading.recognition
    reason = reading.reason
    if recognition is None and reading.verdict in ("unsupported", "damaged") and context.get("title"):
        # A scan, a kind of file nobody here can read: its page's title says what it is, and that it was not read.
        recognition = from_title(context["title"], jurisdiction, built_in_gazetteer(), context.get("published"))
    return Page(
        view.url,
        "ok" if recognition is not None else reading.verdict,
        kind="file",
        reason=reason,
        title=recognition.title if recognition is not None else context.get("title"),
        media_type=view.media_type,
        recognition=recognition,
        content_sha256=digest,
    )


def _lacks(state: ListState, view: View) -> bool:
    """Whether a list of one page says of more entries than it shows, and a script could bring the others."""
    one_page = state.total_pages is None or state.total_pages > 1
    return one_page and (state.total_entries or 0) > state.entries and not view.is_final


def _leads_on(text: str) -> bool:
    """Whether a link so worded leads to reports, or on in a list."""
    return read_name(text).label in LEADING or pagers.is_turning(text)


def _merged(own: Listing | None, general: Listing | None) -> Listing | None:
    """The family's reading first; what it does not say, from the general one."""
    if own is None or general is None:
        return own if general is None else general
    state = own.state or general.state
    if own.state is not None and general.state is not None:
        state = ListState(
            own.state.total_entries if own.state.total_entries is not None else general.state.total_entries,
            own.state.total_pages if own.state.total_pages is not None else general.state.total_pages,
            own.state.page if own.state.page is not None else general.state.page,
            own.state.entries,
            "" if own.more else general.state.unread,
        )
    return Listing(own.more or general.more, state, own.entries)


def _main_group(links: tuple[FoundLink, ...], entries: tuple[FoundLink, ...]) -> tuple[str, int]:
    """The structure that is the page's list, and its length: the one with most dated entries, else with report titles."""
    if entries:
        return "entries", len(entries)
    dated: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    for link in links:
        if link.kind not in ("link", "attachment", "script"):
            continue
        if link.published:
            dated[link.group] += 1
        label = read_name(link.text or link.title).label
        if label in ("report", "year"):
            titled[link.group] += 1
    for counter, least in ((titled, 2), (dated, 1), (titled, 1)):
        if counter and counter.most_common(1)[0][1] >= least:
            return counter.most_common(1)[0]
    return "", 0


def _kind(view: View, listing: Listing | None, count: int, links: tuple[FoundLink, ...]) -> Kind:
    path = urlsplit(view.url).path
    if path in ("", "/") or path.rstrip("/").lower() in (
        "/index.html",
        "/index.htm",
        "/index.shtml",
        "/index.jsp",
        "/index.aspx",
    ):
        return "home"
    if "articletitle" in view.meta:
        return "article"
    if count >= LIST_ENTRIES or (listing is not None and (listing.more or listing.entries)):
        return "list"
    if own_text(view, links) > 600:
        return "article"
    return "list" if count else "other"


__all__ = ["Reading", "examine"]
