"""Pages that are another state of a form: the next page of an ASP.NET list, a year or an organ chosen from a select box.

Every such page carries a state of its own (__VIEWSTATE), which says nothing of what is asked for: `stateless` leaves it out.
"""

from __future__ import annotations

import re
from urllib.parse import urlencode

from lxml import etree

from crawler.discovery.forms import HEADERS, fields_of
from crawler.discovery.page import FoundLink
from crawler.discovery.pagewords import CURRENT, FOLLOWING, MAX_TEXT, NUMBER, last
from crawler.discovery.view import View, squeeze, text_of
from crawler.discovery.words import plain, read_name

# Bytes of a form that is posted back; the state of real lists has some ten thousand.
MAX_FORM = 500_000
MAX_OPTIONS = 80
# Select boxes of one form: more of them are a search to fill in.
MAX_BOXES = 3

_POSTBACK = re.compile(r"""__doPostBack\(\s*["']([^"']{1,200})["']\s*,\s*["']([^"']{0,200})["']\s*\)""")
_SUBMITS = re.compile(r"submit\s*\(|__doPostBack|this\.form|search|query|change", re.I)
_STATE = re.compile(rb"^(?:__VIEWSTATE\w*|__EVENTVALIDATION|__PREVIOUSPAGE|__LASTFOCUS|__EVENTTARGET)=")
_TURNED = re.compile(rb"(?:^|&)__EVENTARGUMENT=[^&]")


def stateless(body: bytes) -> bytes:
    """A form as it tells requests apart: without the page's state, and where no page number is posted without the control
    that posts it (what is chosen stands in the other fields)."""
    if b"__VIEWSTATE" not in body:
        return body
    turned = _TURNED.search(body) is not None
    fields = body.split(b"&")
    return b"&".join(f for f in fields if not _STATE.match(f) or (turned and f.startswith(b"__EVENTTARGET=")))


def choices(view: View) -> tuple[FoundLink, ...]:
    """What the page's select boxes choose from, where a form is sent for each: years, organs. The other fields of the form
    keep what they hold."""
    if view.tree is None or "<select" not in view.lowered:
        return ()
    found: list[FoundLink] = []
    for form in view.tree.iter("form"):
        boxes = [box for box in form.iter("select") if box.get("name")]
        texts = [field for field in form.iter("input") if (field.get("type") or "text").lower() in ("text", "password")]
        if not 0 < len(boxes) <= MAX_BOXES or len(texts) > 1 or any(field.get("type") == "password" for field in texts):
            continue
        fields = fields_of(form)
        url = view.absolute(form.get("action") or view.url)
        if url is None:
            continue
        for box in boxes:
            # setTimeout('__doPostBack(\'year\',\'\')', 0), as the system writes it.
            target = _POSTBACK.search((box.get("onchange") or "").replace("\\'", "'"))
            if target is None and "__VIEWSTATE" in fields:
                continue
            if target is None and not _SUBMITS.search(box.get("onchange") or "") and not _has_button(form):
                continue
            sent = dict(fields)
            if target is not None:
                sent |= {"__EVENTTARGET": target.group(1), "__EVENTARGUMENT": target.group(2)}
            found += _options(view, form, url, box, sent)
    return tuple(found)


def _options(
    view: View, form: etree._Element, url: str, box: etree._Element, fields: dict[str, str]
) -> list[FoundLink]:
    options = list(box.iter("option"))[:MAX_OPTIONS]
    texts = [squeeze(text_of(option)) for option in options]
    labels = [read_name(text).label for text in texts]
    if sum(label in ("year", "organ", "organs", "report", "reports") for label in labels) < max(1, len(options) // 2):
        return []
    name = box.get("name") or ""
    made = []
    for option, text in zip(options, texts, strict=True):
        value = option.get("value")
        if value == "" or value == fields[name]:
            continue
        body = _encoded(view, fields | {name: text if value is None else value})
        if len(body) > MAX_FORM:
            return []
        if (form.get("method") or "get").lower() == "post":
            made.append(FoundLink(url, text, method="POST", body=body.encode("ascii"), headers=HEADERS, group="choice"))
        else:
            made.append(FoundLink(f"{url.partition('?')[0]}?{body}", text, group="choice"))
    return made


def _has_button(form: etree._Element) -> bool:
    return any(
        control.tag == "button" or (control.get("type") or "").lower() in ("submit", "image", "button")
        for control in form.iter("input", "button")
    )


def _encoded(view: View, fields: dict[str, str]) -> str:
    return urlencode(fields, encoding=view.form_charset, errors="replace")


def postback(view: View) -> FoundLink | None:
    """The next page of an ASP.NET list, whose pager posts the page's whole form back: __doPostBack('pager', '2'). Only the
    next: every page carries a state of its own, so the same page asked for from two pages would look like two."""
    if "__dopostback" not in view.lowered or view.tree is None:
        return None
    for form in view.tree.iter("form"):
        fields = fields_of(form)
        if "__VIEWSTATE" not in fields:
            continue
        url = view.absolute(form.get("action") or view.url)
        numbered: dict[int, tuple[str, str]] = {}
        named = None
        for anchor in form.iter("a"):
            match = _POSTBACK.search(f"{anchor.get('href') or ''} {anchor.get('onclick') or ''}")
            if match is None:
                continue
            text = plain(squeeze(text_of(anchor)))
            number = NUMBER.match(text)
            if number:
                numbered[int(number.group(1))] = (match.group(1), match.group(2))
            elif FOLLOWING.match(text):
                named = (match.group(1), match.group(2))
        printed = last(CURRENT, view.visible[-MAX_TEXT:])
        current = printed or next(number for number in range(1, len(numbered) + 2) if number not in numbered)
        target = named or numbered.get(current + 1)
        if target is None or url is None:
            continue
        fields |= {"__EVENTTARGET": target[0], "__EVENTARGUMENT": target[1]}
        body = _encoded(view, fields)
        if len(body) <= MAX_FORM:
            return FoundLink(
                url, str(current + 1), kind="pager", method="POST", body=body.encode("ascii"), headers=HEADERS
            )
    return None
