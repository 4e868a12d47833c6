"""What can be read off a page's scripts without running them: where they send the visitor, what their handlers open, markup
that they write, files that they show, data that they ask for. What a script would compute beyond joining strings is not
guessed: that is the browser's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.discovery.addresses import is_asset, is_file, is_image
from crawler.discovery.page import FoundLink
from crawler.discovery.turning import Call, counted, next_page
from crawler.discovery.view import View, squeeze, unescaped
from crawler.discovery.words import date_in

MAX_SCRIPT_LINKS = 600
MAX_DATA_CALLS = 6
MAX_REDIRECTS = 4

_STRING = re.compile(r"""(["'])((?:\\.|(?!\1).){1,600}?)\1""")
ADDRESS = re.compile(
    r"^(?:https?:)?/{0,2}[\w\u4e00-\u9fff%.~:@/-]*"
    r"(?:/|\.(?:s?html?|jsp|aspx?|php|do|action|pdf|docx?|wps|xlsx?|zip|rar|ofd)|\?[\w.-]+=)[\w\u4e00-\u9fff%.~:@/?&=;,+#-]*$",
    re.I,
)
_CALL = re.compile(r"(?:javascript:)?\s*(?:return\s+)?([\w$.]{2,60})\s*\(([^()]{0,300})\)")
_OPENS = re.compile(
    r"(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\s*\(|window\.open\s*\(|\.src\s*=)\s*([^;\n]{1,400})"
)
_FUNCTION = re.compile(r"function\s+([\w$]{2,60})\s*\(([\w$,\s]{0,120})\)\s*\{(.{1,1500}?)\}", re.S)
_REDIRECT = re.compile(
    r"""(?<![\w.])(?:(?:window|self|top|parent|document)\.)*location(?:\.href)?\s*=\s*["']([^"'\s]{1,500})["']"""
    r"""|(?:(?:window|self|top|parent|document)\.)*location\.(?:replace|assign)\s*\(\s*["']([^"'\s]{1,500})["']"""
)
_WRITTEN = re.compile(
    r"""<a\b[^>]{0,300}?href\s*=\s*\\?(["'])([^"'<>\\]{1,500})\\?\1([^>]{0,300})>((?:(?!</a|<\\/a).){0,300})<\\?/a""",
    re.I | re.S,
)
_SHOWN = re.compile(
    r"""["']((?:https?:/)?/[^"'\s<>]{1,300}?\.(?:pdf|docx?|wps|ofd)(?:\?[^"'\s<>]{0,200})?)["']""", re.I
)
_DATA_CALL = re.compile(
    r"""(?:fetch|\$\.(?:get|post|getJSON|ajax)|axios(?:\.get|\.post)?|\.load|\.open\s*\(\s*["']GET["']\s*,|\burl\s*:)\s*\(?\s*["']([^"'\s<>]{2,400})["']"""
)
# Addresses of data by their look, wherever a script keeps them: a JSON file, a page number in the query.
_DATA_ADDRESS = re.compile(
    r"""["']((?:https?:)?/[^"'\s<>]{1,300}(?:\.json(?![\w])|[?&](?:_isJson=true|(?:page|cur(?:rent)?)_?(?:no|num|index|number|page|size)?=\d))[^"'\s<>]{0,300})["']""",
    re.I,
)
_TITLE_ATTRIBUTE = re.compile(r"""title\s*=\s*\\?["']([^"'\\]{1,200})""", re.I)
_TAG = re.compile(r"<[^>]{0,400}>")
_SMALL_SCREEN = re.compile(r"(?://(?:m|wap|3g|mobile)\.|/(?:m|wap|3g|mobile|phone|wx)(?:/|$|\.))", re.I)


def redirects(view: View) -> tuple[str, ...]:
    """Where a script sends the visitor as soon as the page is loaded, as far as those are plain strings. A page for small
    screens counts only where there is no other."""
    found: dict[str, None] = {}
    for match in _REDIRECT.finditer(view.scripts[:20_000]):
        url = view.absolute(match.group(1) or match.group(2))
        if url is not None and url.split("#")[0] != view.url.split("#")[0]:
            found.setdefault(url)
    large = [url for url in found if not _SMALL_SCREEN.search(url)]
    return tuple(large or found)[:MAX_REDIRECTS]


def functions(scripts: str) -> dict[str, tuple[list[str], str]]:
    """Functions of the page that open an address: name -> parameters, the expression of the address."""
    found: dict[str, tuple[list[str], str]] = {}
    for match in _FUNCTION.finditer(scripts[:200_000]):
        opens = _OPENS.search(match.group(3))
        if opens:
            parameters = [name.strip() for name in match.group(2).split(",") if name.strip()]
            found[match.group(1)] = (parameters, opens.group(1))
    return found


def script_targets(view: View, script: str, functions: dict[str, tuple[list[str], str]]) -> Iterator[str]:
    """The addresses that a handler opens: strings in it that look like one, or what its function makes of them."""
    for match in _CALL.finditer(script[:1000]):
        known = functions.get(match.group(1))
        if known:
            arguments = [piece.strip().strip("\"'") for piece in match.group(2).split(",")]
            url = _evaluate(view, known[1], dict(zip(known[0], arguments, strict=False)))
            if url is not None:
                yield url
                return
    for match in _STRING.finditer(script[:1000]):
        text = match.group(2).replace("\\/", "/")
        if ADDRESS.match(text):
            url = view.absolute(text)
            if url is not None:
                yield url
                return


def _evaluate(view: View, expression: str, values: dict[str, str]) -> str | None:
    """A sum of strings and parameters; None when it is anything else."""
    pieces = []
    if expression.count("(") < expression.count(")"):
        expression = expression[: expression.rfind(")")]
    expression = re.split(r",(?=(?:[^\"']*[\"'][^\"']*[\"'])*[^\"']*$)", expression)[0]
    for piece in expression.split("+"):
        piece = piece.strip()
        if len(piece) >= 2 and piece[0] in "\"'" and piece[-1] == piece[0]:
            pieces.append(piece[1:-1])
        elif piece in values:
            pieces.append(values[piece])
        else:
            return None
    joined = "".join(pieces)
    return view.absolute(joined) if joined else None


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


def shown_files(view: View) -> Iterator[FoundLink]:
    """Files that a viewer in the page shows: a path to a file as a string in its script."""
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
    for match in (*_DATA_CALL.finditer(view.scripts), *_DATA_ADDRESS.finditer(view.scripts)):
        after = view.scripts[match.end() : match.end() + 4].lstrip()
        url = view.absolute(unescaped(match.group(1)))
        if url is not None and not after.startswith("+") and not is_asset(url) and not is_image(url):
            found.setdefault(url, FoundLink(url, "", kind="api", group="guess"))
    return tuple(found.values())[:MAX_DATA_CALLS]
