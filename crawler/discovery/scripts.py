"""What can be read off a page's scripts without running them: where they send the visitor, what markup
that they write, files that they show, data that they ask for. What a script would compute beyond joining strings is not
guessed: that is the browser's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.discovery.addresses import is_asset, is_file, is_image
from crawler.discovery.expressions import constants, evaluate
from crawler.discovery.handlers import ADDRESS
from crawler.discovery.page import FoundLink
from crawler.discovery.turning import Call, counted, next_page
from crawler.discovery.view import View, squeeze, unescaped
from crawler.discovery.words import date_in

MAX_SCRIPT_LINKS = 600
MAX_OBJECTS = 3_000
MAX_DATA_CALLS = 6
MAX_REDIRECTS = 4
MAX_REDIRECT_SCRIPT = 20_000

_REDIRECT = re.compile(
    r"""(?<![\w.])(?:(?:window|self|top|parent|document)\.)*location(?:(?:\.href)?\s*=(?!=)|\.(?:replace|assign)\s*\()\s*([^;\n]{1,500})"""
)
_WRITTEN = re.compile(
    r"""<a\b[^<>]{0,300}?href\s{0,4}=\s{0,4}\\?(["'])([^"'<>\\]{1,500})\\?\1([^<>]{0,300})>((?:(?!</a|<\\/a).){0,300})<\\?/a""",
    re.I | re.S,
)
_SHOWN = re.compile(
    r"""["']((?:https?:/)?/[^"'\s<>]{1,300}?\.(?:pdf|docx?|odt|wps|ofd)(?:\?[^"'\s<>]{0,200})?)["']""", re.I
)
_FILE_ENDING = re.compile(r"\.(?:pdf|docx?|odt|wps|ofd)", re.I)
_DATA_CALL = re.compile(
    r"""(?:fetch|\$\.(?:get|post|getJSON|ajax)|axios(?:\.get|\.post)?|\.load|\.open\s*\(\s*["']GET["']\s*,|\burl\s*:)\s*\(?\s*["']([^"'\s<>]{2,400})["']"""
)
# Addresses of data by their look, wherever a script keeps them: a JSON file, a page number in the query.
_DATA_ADDRESS = re.compile(
    r"""["']((?:https?:)?/[^"'\s<>]{1,300}(?:\.json(?![\w])|[?&](?:_isJson=true|(?:page|cur(?:rent)?)_?(?:no|num|index|number|page|size)?=\d))[^"'\s<>]{0,300})["']""",
    re.I,
)
# Objects that hold a name and an address, as trees and lists are handed to a library: {id: 61, pId: 60, name: "...", url: "/nb/"};
# of one that holds others what stands before these.
_ADDRESSED = re.compile(r"""(?:[Uu]rl|URL|[Ll]ink|LINK|[Hh]ref|HREF)["']?\s{0,4}:\s{0,4}["']""")
_OBJECT = re.compile(r"\{([^{}]{8,1200})(?=[{}])")
_FIELD = re.compile(
    r"""["']?([A-Za-z_]\w{0,30})["']?\s{0,4}:\s{0,4}(?:"((?:\\.|[^"\\\n]){0,600})"|'((?:\\.|[^'\\\n]){0,600})'|(-?\d{1,12})(?![\w.]))"""
)
_ADDRESS_KEY = re.compile(r"(?:url|link|href)$", re.I)
_NAME_KEY = re.compile(r"^(?:\w*(?:title|name)|text|label)$", re.I)
_DATE_KEY = re.compile(r"date|time|rq$|sj$", re.I)
_PARENT_KEY = re.compile(r"^(?:p_?id|parent_?id|pcode|parent)$", re.I)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")
_TITLE_ATTRIBUTE = re.compile(r"""title\s*=\s*\\?["']([^"'\\]{1,200})""", re.I)
_TAG = re.compile(r"<[^>]{0,400}>")
_SMALL_SCREEN = re.compile(r"(?://(?:m|wap|3g|mobile)\.|/(?:m|wap|3g|mobile|phone|wx)(?:/|$|\.))", re.I)


def redirects(view: View) -> tuple[str, ...]:
    """Where a script sends the visitor as soon as the page is loaded, as far as those are joined strings. A page for small
    screens counts only where there is no other."""
    found: dict[str, None] = {}
    known = constants(view.scripts[:MAX_REDIRECT_SCRIPT])
    for match in _REDIRECT.finditer(view.scripts[:MAX_REDIRECT_SCRIPT]):
        address = evaluate(match.group(1), known)
        url = view.absolute(address) if address and not address.isdigit() else None
        if url is not None and url.split("#")[0] != view.url.split("#")[0]:
            found.setdefault(url)
    large = [url for url in found if not _SMALL_SCREEN.search(url)]
    return tuple(large or found)[:MAX_REDIRECTS]


def written_by_script(view: View) -> Iterator[FoundLink]:
    """Links in the strings of markup that scripts write."""
    scripts = view.scripts
    if "<a" not in scripts and "<A" not in scripts:
        return
    for count, match in enumerate(_WRITTEN.finditer(scripts)):
        if count >= MAX_SCRIPT_LINKS:
            return
        url = view.absolute(unescaped(match.group(2)))
        if url is None or "{" in match.group(2) or match.group(3).lstrip("\\'\" ").startswith("+"):
            continue
        title = _TITLE_ATTRIBUTE.search(match.group(3))
        text = squeeze(unescaped(_TAG.sub("", match.group(4))))
        if "'+" in text or '"+' in text or "{{" in text:
            text = ""
        after = squeeze(_TAG.sub(" ", scripts[match.end() : match.end() + 80]))
        yield FoundLink(
            url,
            text,
            squeeze(title.group(1)) if title else "",
            context=text,
            kind="attachment" if is_file(url) else "script",
            published=date_in(after),
            group="script",
        )


def held_by_script(view: View) -> Iterator[FoundLink]:
    """The named addresses of a tree or list that a script holds as objects; of a tree's node the name of the one above it is the
    heading."""
    scripts = view.scripts
    if not _ADDRESSED.search(scripts):
        return
    names: dict[str, str] = {}
    for count, match in enumerate(_OBJECT.finditer(scripts)):
        if count >= MAX_OBJECTS or len(names) >= MAX_SCRIPT_LINKS:
            return
        if not _HAN.search(match.group(1)) and "\\u" not in match.group(1):
            continue
        fields = {
            key: number or _ESCAPE.sub(_unescaped, double or single)
            for key, double, single, number in _FIELD.findall(match.group(1))
        }
        name = next((squeeze(fields[key]) for key in fields if _NAME_KEY.match(key)), "")
        if not _HAN.search(name) or len(name) > 200:
            continue
        names.setdefault(fields.get("id", str(count)), name)
        address = next((fields[key] for key in fields if _ADDRESS_KEY.search(key) and ADDRESS.match(fields[key])), "")
        url = view.absolute(address) if address else None
        if url is not None and not is_image(url):
            above = next((fields[key] for key in fields if _PARENT_KEY.match(key)), "")
            date = next((fields[key] for key in fields if _DATE_KEY.search(key)), "")
            kind = "attachment" if is_file(url) else "script"
            yield FoundLink(
                url,
                name,
                kind=kind,  # type: ignore[arg-type]
                published=date_in(date),
                heading=names.get(above, ""),
                group=f"objects {above}",
            )


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match.group(1), 16)) if match.group(1) else match.group(2)


def shown_files(view: View) -> Iterator[FoundLink]:
    """Files that a viewer in the page shows: a path to a file as a string in its script."""
    if not _FILE_ENDING.search(view.scripts):
        return
    for count, match in enumerate(_SHOWN.finditer(view.scripts)):
        url = view.absolute(unescaped(match.group(1)))
        if url is not None and count < 20:
            yield FoundLink(url, "", kind="attachment", group="viewer")


def further_calls(view: View) -> tuple[FoundLink, ...]:
    """The second page of the lists whose first page's address a script holds: '/label?column=7&pageIndex=1'."""
    found: dict[str, FoundLink] = {}
    for match in _DATA_ADDRESS.finditer(view.scripts):
        url = view.absolute(unescaped(match.group(1)))
        call = Call(url) if url is not None else None
        if call is not None and counted(call)[0] == 1 and (turned := next_page(call, 0)) is not None:
            found.setdefault(turned.url, turned.as_link("2", kind="pager"))
    return tuple(found.values())[:MAX_DATA_CALLS]


def data_calls(view: View) -> tuple[FoundLink, ...]:
    """Plain addresses that the page's script asks for data: fetch('/list.json?page=1'), $.get('/x'), url: '/x'."""
    found: dict[str, FoundLink] = {}
    lowered = view.scripts.lower()
    addressed = any(word in lowered for word in ("page", "cur", ".json"))
    addresses = _DATA_ADDRESS.finditer(view.scripts) if addressed else ()
    for match in (*_DATA_CALL.finditer(view.scripts), *addresses):
        after = view.scripts[match.end() : match.end() + 4].lstrip()
        url = view.absolute(unescaped(match.group(1)))
        if url is not None and not after.startswith("+") and not is_asset(url) and not is_image(url):
            found.setdefault(url, FoundLink(url, "", kind="api", group="guess"))
    return tuple(found.values())[:MAX_DATA_CALLS]
