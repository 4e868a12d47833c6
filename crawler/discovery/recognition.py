"""Is this page or file a report, and whose? A cheap look at titles and headings first; what passes is read and judged by the
parser (pipelines/parsing/recognise.py), so that a page is a report by its content."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from crawler.discovery.page import FoundLink, Recognition, Verdict
from crawler.discovery.view import View, squeeze, text_of
from crawler.discovery.words import headings_in, is_about_reports, is_report_title, plain, read_name, year_in
from pipelines.blocks import BodyHint
from pipelines.places import Gazetteer

ENOUGH_HEADINGS = 3
MANY_REPORT_LINKS = 3
_SUFFIX = re.compile(r"[-_|—–]+[^-_|—–]{2,40}$")
_ISSUER = re.compile(r"^(?:关于)?(?:公布|发布)?(.{2,40}?)(?:关于)?(?:(?:19|20)\d{2}年?度?)?的?(?:政府|政务)?信息公开")
_YEAR_FIRST = re.compile(r"^(?:(?:19|20)\d{2}年?度?)")
_OTHER_ISSUER = re.compile(r"(?:镇|乡|街道|街道办|街道办事处|管委会|管理委员会|开发区|园区|新区|苏木)(?:人民政府)?$")
_GOVERNMENT = re.compile(r"(?:人民政府|政府)$")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a recogniser made of an answer: a recognition, or why there is none. `published` is the day that the page prints
    as that of its publication, a report or not."""

    recognition: Recognition | None
    verdict: Verdict = "ok"
    reason: str = ""
    published: str | None = None


Recogniser = Callable[[View, BodyHint, str, Mapping[str, str], str | None], Reading]


@dataclass(frozen=True, slots=True)
class Look:
    """The cheap look. `worth` says what the page could be: a whole report, a stub that carries one, or neither."""

    worth: Literal["report", "stub", "no"]
    title: str | None
    reason: str = ""


def titles_of(view: View, hint: BodyHint) -> tuple[str, ...]:
    """What may be the article's title, likeliest first: the declared one, the family's place for it, headings, <title>."""
    found: list[str] = []

    def add(text: str | None) -> None:
        text = squeeze(text)
        if 2 < len(text) <= 200 and text not in found:
            found.append(text)

    add(view.meta.get("articletitle"))
    if view.tree is not None:
        for path in hint.title:
            for node in view.tree.xpath(path)[:1]:
                add(node if isinstance(node, str) else text_of(node))
        for element in view.tree.iter("h1", "h2"):
            add(text_of(element))
            if len(found) > 5:
                break
    head = view.head_title
    while head:
        add(head)
        shorter = _SUFFIX.sub("", head).strip()
        if shorter == head:
            break
        head = shorter
    return tuple(found)


def look(view: View, links: tuple[FoundLink, ...], titles: tuple[str, ...]) -> Look:
    """Whether the page is worth reading as a report."""
    text = view.text
    if not (("公开" in text or "公開" in text) and any(word in text for word in ("报告", "報告", "年报", "年報"))):
        return Look("no", None, "says nothing of such a report")
    title = next((title for title in titles if is_report_title(title)), None)
    if title is None and any(is_about_reports(candidate) for candidate in titles[:1]):
        return Look("no", None, "is about such reports")
    headings = headings_in(view.visible)
    if headings >= ENOUGH_HEADINGS:
        # A menu names the parts too: what counts stands outside links.
        headings = headings_in(_without_links(view))
    if headings >= ENOUGH_HEADINGS:
        return Look("report", title)
    if title is None or year_in(title) is None:
        return Look("no", title, "has neither the title nor the parts of such a report")
    report_links = sum(
        1 for link in links if link.kind in ("link", "entry", "script") and read_name(link.text).label == "report"
    )
    if report_links >= MANY_REPORT_LINKS and title not in titles[:1]:
        return Look("no", title, "lists such reports")
    return Look("stub", title)


def _without_links(view: View) -> str:
    if view.tree is None:
        return view.text
    return "".join(
        view.tree.xpath(
            "//body//text()[not(ancestor::a or parent::script or parent::style or parent::option)]", smart_strings=False
        )
    )


def from_title(title: str, jurisdiction: str, gazetteer: Gazetteer, published: str | None = None) -> Recognition | None:
    """What a title alone says, for a page whose body is an attachment. None when it names no year."""
    year = year_in(title)
    if year is None or not is_report_title(title):
        return None
    division = gazetteer.by_code.get(jurisdiction)
    place = division.name if division is not None else ""
    match = _ISSUER.match(_YEAR_FIRST.sub("", plain(title)))
    issuer = match.group(1) if match else ""
    issuer = re.sub(r"(?:(?:19|20)\d{2}年?度?)?的?$", "", issuer)
    kind: Literal["government", "department", "other"]
    if not issuer or issuer == place:
        kind, issuer = "government", f"{place}人民政府" if place else ""
    elif _OTHER_ISSUER.search(issuer):
        kind = "other"
    elif _GOVERNMENT.search(issuer):
        kind = "government"
    else:
        kind = "department"
    return Recognition(year, issuer or None, kind, jurisdiction, title, published, complete=False)


def recognise_by_parser(
    view: View, hint: BodyHint, jurisdiction: str, context: Mapping[str, str], article: str | None = None
) -> Reading:
    """Read the answer as parsing does and ask the parser whose report it is. `article` is the article's markup where a
    family keeps it in data."""
    # The readers are heavy; only a process that judges reports loads them.
    from crawler.registry import built_in_gazetteer
    from pipelines.errors import DamagedDocument, DocumentTooLarge, NotAReport, ReadingError, UnsupportedDocument
    from pipelines.parsing.recognise import recognise
    from pipelines.reading import article_of

    gazetteer = built_in_gazetteer()
    body = view.body
    charset = None
    content_type = view.headers.get("content-type")
    if article is not None:
        body, charset, content_type = article.encode("utf-8"), "utf-8", "text/html; charset=utf-8"
    published = None
    try:
        cleaned = article_of(body, url=view.url, content_type=content_type, charset=charset, hint=hint)
        published = cleaned.published.isoformat() if cleaned.published else None
        found = recognise(cleaned, gazetteer, jurisdiction)
    except NotAReport as error:
        return Reading(None, "not_a_report", str(error), published)
    except UnsupportedDocument as error:
        return Reading(None, "unsupported", str(error))
    except DamagedDocument as error:
        return Reading(None, "damaged", str(error))
    except DocumentTooLarge as error:
        return Reading(None, "too_large", str(error))
    except ReadingError as error:
        return Reading(None, "damaged", str(error))
    return Reading(
        Recognition(
            found.year,
            found.issuer.name,
            found.issuer.kind,
            found.jurisdiction,
            found.title,
            published,
            found.complete,
            found.pictured,
        ),
        published=published,
    )
