"""Forms: what they hold as they stand, and a site's search, filled in."""

from __future__ import annotations

import re
from urllib.parse import quote_plus

from lxml import etree

from crawler.discovery.page import FoundLink
from crawler.discovery.view import View, squeeze, text_of
from crawler.discovery.words import SEARCHES

HEADERS = (("Content-Type", "application/x-www-form-urlencoded"),)


def fields_of(form: etree._Element) -> dict[str, str]:
    """What a form would send as it stands: hidden and text fields, and what its select boxes have chosen."""
    fields: dict[str, str] = {}
    for control in form.iter("input", "select"):
        name = control.get("name")
        if not name:
            continue
        if control.tag == "select":
            fields[name] = chosen(control)
        elif (control.get("type") or "text").lower() in ("hidden", "text", "search"):
            fields[name] = control.get("value") or ""
    return fields


def chosen(box: etree._Element) -> str:
    """The value that a select box would send."""
    options = list(box.iter("option"))
    option = next((each for each in options if each.get("selected") is not None), options[0] if options else None)
    if option is None:
        return ""
    value = option.get("value")
    return squeeze(text_of(option)) if value is None else value


def search_form(view: View, form: etree._Element) -> tuple[FoundLink, ...]:
    """A site's search, filled in with each of the phrases (words.toml): a form with exactly one text field whose names say
    search."""
    action = view.absolute(form.get("action") or "")
    if action is None:
        return ()
    fields: list[tuple[str, str]] = []
    text_field = None
    for count, control in enumerate(form.iter("input", "select", "textarea")):
        if count > 30:
            return ()
        name = control.get("name")
        kind = (control.get("type") or "text").lower()
        if kind == "password" or control.tag == "textarea":
            return ()
        if not name:
            continue
        if control.tag == "input" and kind in ("text", "search"):
            if text_field is not None:
                return ()
            text_field = name
        elif kind == "hidden":
            fields.append((name, control.get("value") or ""))
    if text_field is None:
        return ()
    label = f"{action} {text_field} {form.get('id') or ''} {form.get('name') or ''} {form.get('class') or ''}".lower()
    if not re.search(
        r"search|query|keyword|(?<![a-z])(?:q|wd|kw|key|word|sousuo|ss|jiansuo)(?![a-z])|searchword", label
    ):
        return ()
    return tuple(
        _filled(form, action, [*fields, (text_field, phrase)], view.form_charset, phrase) for phrase in SEARCHES
    )


def _filled(form: etree._Element, action: str, fields: list[tuple[str, str]], charset: str, phrase: str) -> FoundLink:
    encoded = "&".join(
        f"{quote_plus(name)}={quote_plus(value, encoding=charset, errors='replace')}" for name, value in fields
    )
    if (form.get("method") or "get").lower() == "post":
        return FoundLink(action, phrase, kind="search", method="POST", body=encoded.encode("ascii"), headers=HEADERS)
    return FoundLink(action.split("?")[0] + "?" + encoded, phrase, kind="search")
