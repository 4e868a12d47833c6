"""What the functions of a page do when a link calls them: open an address, or fill a form in and send it.

<a href="javascript:show('12')">      function show(id) { location.href = '/info/' + id + '.html'; }
<a href="#" onclick="go(2)">          function go(n) { document.f1.page.value = n; document.f1.submit(); }
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from urllib.parse import urlencode

from lxml import etree

from crawler.discovery.addresses import is_asset
from crawler.discovery.expressions import arguments, body_at, constants, evaluate, functions
from crawler.discovery.forms import HEADERS, fields_of
from crawler.discovery.turning import Call
from crawler.discovery.view import View, squeeze, text_of

MAX_HANDLER = 1_000
MAX_OPTIONS = 80
# Handlers of a page that go where a select box says, and are worked out for each of its options.
MAX_CHOOSING = 60
# Bytes of a form that is sent.
MAX_FORM = 200_000

ADDRESS = re.compile(
    r"^(?:https?:)?/{0,2}[\w\u4e00-\u9fff%.~:@/-]*"
    r"(?:/|\.(?:s?html?|jsp|aspx?|php|do|action|pdf|docx?|wps|xlsx?|od[ts]|zip|rar|ofd)|\?[\w.-]+=)[\w\u4e00-\u9fff%.~:@/?&=;,+#-]*$",
    re.I,
)
_STRING = re.compile(r"""(["'])((?:\\.|(?!\1).){1,600}?)\1""")
_CALL = re.compile(r"(?:javascript:)?\s*(?:return\s+)?(?:this\.|window\.)?([\w$]{1,60})\s*\(([^()]{0,300})\)")
_OPENS = re.compile(
    r"(?:location(?:\.href)?\s*=(?!=)|location\.(?:replace|assign)\s*\(|window\.open\s*\(|\.src\s*=(?!=))\s*([^;\n]{1,400})"
)
_SETS = re.compile(
    r"""(?:(?:getElementById\(\s*["']|\$\(\s*["']#)(?P<id>[\w.$-]{1,60})["']\s*\)(?:\[0\])?"""
    r"""|\[name=["']?(?P<named>[\w.$-]{1,60})["']?\]["']\s*\)|\.(?P<member>[\w$]{1,60}))"""
    r"""\.(?:value\s*=(?!=)|val\s*\()\s*(?P<value>[^;\n]{1,200})"""
)
# The value of a select box: of the one that is listened to, of one by its number, of one of a form.
_BOX = re.compile(
    r"""(?P<this>this(?:\.options\[[^\]]{1,60}\])?\.value|\$\(this\)\.val\(\))|(?:(?:document\.)?getElementById\(\s*["']|\$\(\s*["']#)(?P<id>[\w.$-]{1,60})["']\s*\)"""
    r"""\.(?:value|val\(\))|(?:document\.)?(?:forms\[[^\]]{1,40}\]|[\w$]{1,40})\.(?P<member>[\w$]{1,60})\.value"""
)
_ACTION = re.compile(r"""\.action\s*=(?!=)\s*([^;\n]{1,300})|\.attr\(\s*["']action["']\s*,\s*([^;\n]{1,300})""")
_SUBMITS = re.compile(r"\.submit\s*\(")


@dataclass(frozen=True, slots=True)
class Deed:
    """What a function does, in expressions of its parameters: `opens` an address, or `sets` controls of a form, perhaps its
    `action` too, and sends it."""

    parameters: tuple[str, ...]
    opens: str = ""
    sets: tuple[tuple[str, str], ...] = ()
    action: str = ""


class Handlers:
    """The functions of one page, read when a handler is met."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._deeds: dict[str, Deed | None] = {}
        self._choosing = 0
        # Whether the handler last looked at calls a function that stands in none of the scripts at hand.
        self.unknown = False

    @cached_property
    def _known(self) -> dict[str, str]:
        return constants(self._view.functions)

    @cached_property
    def _functions(self) -> dict[str, tuple[tuple[str, ...], int]]:
        found: dict[str, tuple[tuple[str, ...], int]] = {}
        for name, parameters, start in functions(self._view.functions):
            found.setdefault(name, (parameters, start))
        return found

    def _deed(self, name: str) -> Deed | None:
        """What the function of that name does; None where it is not there, or does neither."""
        if name not in self._deeds:
            known = self._functions.get(name)
            self._deeds[name] = _deed(known[0], body_at(self._view.functions, known[1])) if known is not None else None
        return self._deeds[name]

    def calls(self, script: str) -> Iterator[Call]:
        """What a handler asks for: what its function does with its arguments, else a string in it that looks like an address."""
        script = script[:MAX_HANDLER]
        self.unknown = False
        understood = False
        for match in _CALL.finditer(script):
            deed = self._deed(match.group(1))
            if deed is None:
                continue
            understood = bool(deed.sets)
            values = arguments(match.group(2), self._known)
            given = {name: value for name, value in zip(deed.parameters, values, strict=False) if value is not None}
            call = self._done(deed, {**self._known, **given})
            if call is not None:
                yield call
                return
        if understood:
            return
        opens = _OPENS.search(script)
        if opens is not None and "+" in opens.group(1):
            # The strings of a sum are no addresses by themselves.
            address = evaluate(opens.group(1), self._known)
            url = self._view.absolute(address) if address else None
            if url is not None:
                yield Call(url)
            return
        strings = [match.group(2).replace("\\/", "/") for match in _STRING.finditer(script)]
        addresses = [text for text in strings if ADDRESS.match(text)]
        # Of a file's name and its address the address: it has folders.
        for text in sorted(addresses, key=lambda text: "/" not in text):
            url = self._view.absolute(text)
            if url is not None:
                yield Call(url)
                return
        self.unknown = any(match.group(1) not in self._functions for match in _CALL.finditer(script))

    def choices(self, element: etree._Element) -> Iterator[tuple[Call, str]]:
        """What a handler asks for that makes its address of what a select box has chosen: one for each of its options, with the
        option's text."""
        script = (element.get("onchange") if element.tag == "select" else element.get("onclick")) or ""
        if "value" not in script and "val(" not in script and "(" not in script:
            return
        expression = script[:MAX_HANDLER]
        for match in _CALL.finditer(expression):
            deed = self._deed(match.group(1))
            if deed is not None and deed.opens:
                given = [piece.strip() for piece in match.group(2).split(",")]
                opened = deed.opens
                for name, argument in zip(deed.parameters, given, strict=False):
                    if _BOX.fullmatch(argument):
                        opened = re.sub(
                            rf"(?<![\w$.]){re.escape(name)}(?![\w$])", lambda _, said=argument: said, opened
                        )
                expression = f"location={opened}"
                break
        opens = _OPENS.search(expression)
        box = _BOX.search(opens.group(1)) if opens else None
        if opens is None or box is None or self._choosing >= MAX_CHOOSING:
            return
        self._choosing += 1
        chosen = self._box(element, box)
        if chosen is None:
            return
        for option in islice(chosen.iter("option"), MAX_OPTIONS):
            text = squeeze(text_of(option))
            value = option.get("value")
            address = evaluate(
                _BOX.sub("__chosen", opens.group(1)), {**self._known, "__chosen": text if value is None else value}
            )
            url = self._view.absolute(address) if address and (value is None or value) else None
            if url is not None:
                yield Call(url), text

    def _box(self, element: etree._Element, match: re.Match[str]) -> etree._Element | None:
        """The select box that an expression speaks of."""
        if match.group("this"):
            return element if element.tag == "select" else None
        name = next(filter(None, match.group("id", "member")), "")
        assert self._view.tree is not None
        return next((box for box in self._view.tree.iter("select") if name in (box.get("id"), box.get("name"))), None)

    def _done(self, deed: Deed, values: dict[str, str]) -> Call | None:
        if deed.sets:
            return self._sent(deed, values)
        address = evaluate(deed.opens, values)
        url = self._view.absolute(address) if address else None
        return Call(url) if url is not None else None

    def _sent(self, deed: Deed, values: dict[str, str]) -> Call | None:
        """The form as the function sends it."""
        changed = {name: evaluate(expression, values) for name, expression in deed.sets}
        form = self._form_with(set(changed))
        if form is None or None in changed.values():
            return None
        action = evaluate(deed.action, values) if deed.action else form.get("action")
        url = self._view.absolute(action or self._view.url)
        if url is None:
            return None
        fields = fields_of(form)
        for control in form.iter("input", "select", "textarea"):
            name, known = control.get("name"), control.get("id")
            for key in (name, known):
                if name and key in changed:
                    fields[name] = str(changed[key])
        return send(self._view, form, url, fields)

    def _form_with(self, names: set[str]) -> etree._Element | None:
        if self._view.tree is None:
            return None
        for form in self._view.tree.iter("form"):
            held = {control.get(key) for control in form.iter("input", "select", "textarea") for key in ("name", "id")}
            if names <= held:
                return form
        return None


def send(view: View, form: etree._Element, url: str, fields: dict[str, str]) -> Call | None:
    """A form sent with these fields by its own method; None where it is too long."""
    body = urlencode(fields, encoding=view.form_charset, errors="replace")
    if len(body) > MAX_FORM or is_asset(url):
        return None
    if (form.get("method") or "get").lower() == "post":
        return Call(url, "POST", body.encode("ascii"), HEADERS[0][1])
    return Call(f"{url.partition('?')[0]}?{body}")


def _deed(parameters: tuple[str, ...], body: str) -> Deed | None:
    if _SUBMITS.search(body):
        sets = [
            (next(filter(None, match.group("id", "named", "member"))), match.group("value"))
            for match in _SETS.finditer(body)
        ]
        action = _ACTION.search(body)
        if sets:
            return Deed(parameters, sets=tuple(sets), action=next(filter(None, action.groups()), "") if action else "")
    opens = _OPENS.search(body)
    return Deed(parameters, opens=opens.group(1)) if opens else None
