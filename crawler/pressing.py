"""What a rendered page shows only after something on it was pressed: the rest of a list behind a button or a pager that is
script, the tabs of columns and years, the entries of a list that have no address until they are opened.

Pressed is only what names such things: columns of reports (and what may hold one), years beside them, the next page or more of
a list of reports, their titles. Whatever the page asks for then goes the way of all its requests; where it would go elsewhere,
it is kept where it is and the address noted.
"""

from __future__ import annotations

import contextlib
import html
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as BrowserPage

from crawler.discovery.page import Visit
from crawler.discovery.pagewords import FOLLOWING, MORE, NUMBER
from crawler.discovery.words import Name, names_reports_column, plain, read_name

MAX_PRESSES = 60
# Pages of one list that are turned, and of those in a row that brought no new title of a report.
MAX_TURNS = 40
MAX_FRUITLESS_TURNS = 5
# Of entries whose list came as data: the others' addresses are made like theirs (calls.py).
ENOUGH_OPENED = 2
TITLES = frozenset(("report", "cut"))
# What the options of a select box name.
CHOSEN = frozenset(("year", "organ", "organs", "reports", "report"))
# Columns that only may hold reports, and entries of one list that are opened.
MAX_WAYS = 6
MAX_OPENED = 40
MAX_STATES_BYTES = 8_000_000
CLICK_MILLISECONDS = 1_500

_SCAN = (Path(__file__).parent / "pressing.js").read_text(encoding="utf-8")
# A page's windows are addresses to note, nothing to open.
NO_WINDOWS = """window.open = (url) => { (window.__lantaiOpened = window.__lantaiOpened || []).push(String(url));
  return { closed: false, close() {}, focus() {}, location: {}, document: { write() {}, close() {} } }; };"""
_OPENED = "() => (window.__lantaiOpened || []).splice(0).map((url) => { try { return new URL(url, location.href).href; } catch (e) { return ''; } })"
# All that a page shows and leads to, without the time of day.
_SHOWN = """() => [(document.body ? document.body.innerText : '').slice(0, 200000).replace(/\\d{1,2}[:：]\\d{2}([:：]\\d{2})?|\\d+\\s*秒/g, ''),
  ...[...document.querySelectorAll('a[href],iframe[src],frame[src]')].slice(0, 4000).map((e) => e.getAttribute('href') || e.getAttribute('src'))].join('\\n')"""
_CHOICES = """() => [...document.querySelectorAll('select')].slice(0, 6).map((s, box) => { s.setAttribute('data-lantai-box', box); return [...s.options].slice(0, 60).map((o) => ({ box, value: o.value, text: (o.textContent || '').trim(), chosen: o.selected })); })"""
_CHOOSE = """([box, value]) => { const s = document.querySelector(`[data-lantai-box="${box}"]`); if (!s) return; s.value = value; s.dispatchEvent(new Event('input', { bubbles: true })); s.dispatchEvent(new Event('change', { bubbles: true })); }"""
# To the end from above it: what comes when the end is seen comes each time anew. An observer of ours is told of a scroll after
# those of the page, however slow the machine is.
_SCROLL = """async () => {
  const seen = () => new Promise((done) => {
    const observer = new IntersectionObserver(() => { observer.disconnect(); done(); });
    observer.observe(document.body || document.documentElement);
    setTimeout(done, 1000);
  });
  window.scrollTo(0, 0); await seen();
  window.scrollTo(0, document.body ? document.body.scrollHeight : 0); window.dispatchEvent(new Event('scroll')); await seen(); }"""


@dataclass(frozen=True, slots=True)
class Pressable:
    """A short text of the page. `sure`: something listens to it, by its markup; `route`: it is a link to another state of the
    page, which has an address."""

    number: int
    text: str
    sure: bool
    route: bool

    @property
    def name(self) -> Name:
        return read_name(self.text)


@dataclass
class Pressed:
    """What came of it: the page after each press that changed it, and the addresses that presses would have opened."""

    states: list[bytes] = field(default_factory=list)
    opened: dict[str, str] = field(default_factory=dict)

    def opened_page(self) -> bytes:
        """The opened addresses as a page of links."""
        lines = (f'<li><a href="{html.escape(url)}">{html.escape(text)}</a></li>' for url, text in self.opened.items())
        return f"<html><body><ul>{''.join(lines)}</ul></body></html>".encode()


class Presser:
    """Presses what is worth it on one page. `rest` waits until the page has what it asked for; `leaving` hands over the
    addresses that it wanted to go to since it was last asked; `over` says that no time is left, `has_data` that lists came as
    data."""

    def __init__(
        self,
        page: BrowserPage,
        visit: Visit,
        rest: Callable[[], Awaitable[None]],
        leaving: Callable[[], list[str]],
        over: Callable[[], bool],
        has_data: Callable[[], bool],
    ) -> None:
        self._page = page
        self._visit = visit
        self._rest = rest
        self._leaving = leaving
        self._over = over
        self._has_data = has_data
        self._presses = 0
        self._bytes = 0
        self._shown = ""
        self._titles: set[str] = set()
        self.made = Pressed()

    async def press(self) -> Pressed:
        """Press until nothing worth it is left, or a bound is met. What fails ends it; what was gathered stays."""
        # The page went away or its script failed: what it showed until then counts.
        with contextlib.suppress(PlaywrightError):
            await self._all()
        return self.made

    async def _all(self) -> None:
        self._shown = await self._page.evaluate(_SHOWN)
        title = await self._page.title()
        columns = self._visit.context.get("columns", "").split("\n")
        inside = any(names_reports_column(name) for name in (self._visit.anchor or "", title, *columns) if name)
        if inside:
            await self._turn()
            await self._choose()
        done: set[str] = set()
        ways = 0
        while self._presses < MAX_PRESSES and not self._over():
            known = [each for each in await self._scan() if each.text not in done and not each.route]
            chosen = next((each for each in known if each.name.label == "reports"), None)
            if chosen is None and inside:
                chosen = next((each for each in known if each.name.label in ("year", "organ") and each.sure), None)
                chosen = chosen or next((each for each in known if each.name.label == "year"), None)
            if chosen is None and not inside and ways < MAX_WAYS:
                chosen = next((each for each in known if each.name.label == "openness" and each.sure), None)
                ways += 1
            if chosen is None:
                return
            done.add(chosen.text)
            inside |= chosen.name.label == "reports"
            if await self._click(chosen) and chosen.name.label != "openness":
                await self._turn()

    async def _choose(self) -> None:
        """Every year, organ or column of reports that a select box offers, where no address is its value."""
        for options in await self._page.evaluate(_CHOICES):
            offered = [each for each in options if read_name(each["text"]).label in CHOSEN and "/" not in each["value"]]
            if not offered or 2 * len(offered) < len(options):
                continue
            for option in offered:
                if self._presses >= MAX_PRESSES or self._over():
                    return
                if option["chosen"]:
                    continue
                self._presses += 1
                self._leaving()
                await self._page.evaluate(_CHOOSE, [option["box"], option["value"]])
                await self._rest()
                await self._note_opened(option["text"])
                if await self._changed():
                    await self._turn()

    async def _note_opened(self, text: str) -> None:
        for url in (*self._leaving(), *await self._page.evaluate(_OPENED)):
            if url:
                self.made.opened.setdefault(url, text)

    async def _turn(self) -> None:
        """All pages of the list that the page shows now."""
        fruitless, page = 0, 1
        for _ in range(MAX_TURNS):
            fresh = await self._open_entries()
            fruitless = 0 if fresh else fruitless + 1
            if fruitless > MAX_FRUITLESS_TURNS or self._presses >= MAX_PRESSES or self._over():
                return
            await self._page.evaluate(_SCROLL)
            await self._rest()
            if await self._changed():
                continue
            page += 1
            known = await self._scan()
            further = next((each for each in known if MORE.match(plain(each.text))), None)
            further = further or next((each for each in known if FOLLOWING.match(plain(each.text))), None)
            further = further or next((each for each in known if each.sure and _numbered(each.text) == page), None)
            if further is None or not await self._click(further):
                return

    async def _open_entries(self) -> bool:
        """Open the reports that have no address of their own. Whether the page shows titles that it had not shown."""
        shown = {text for text in self._shown.split("\n") if read_name(text[:120]).label in TITLES}
        fresh = bool(shown - self._titles)
        self._titles |= shown
        found = [each for each in await self._scan() if each.name.label in TITLES]
        # One that has an address is opened only to learn how its text is asked for.
        entries = [each.text for each in found if not each.route or (self._has_data() and not self.made.opened)]
        failed = 0
        for text in dict.fromkeys(entries[:MAX_OPENED]):
            routed = next((each.route for each in found if each.text == text), False)
            opened = sum(read_name(each).label in TITLES for each in self.made.opened.values())
            if self._has_data() and opened >= (1 if routed else ENOUGH_OPENED):
                break
            if failed > 1 or self._presses >= MAX_PRESSES or self._over() or text in self.made.opened.values():
                break
            entry = next((each for each in await self._scan() if each.text == text), None)
            before, known = self._page.url, len(self.made.opened)
            if entry is not None:
                await self._click(entry)
            if self._page.url != before:
                self.made.opened.setdefault(self._page.url, text)
                await self._page.evaluate("() => history.back()")
                await self._rest()
                await self._changed()
            failed = 0 if len(self.made.opened) > known else failed + 1
        return fresh

    async def _scan(self) -> list[Pressable]:
        return [Pressable(**each) for each in await self._page.evaluate(_SCAN)]

    async def _click(self, chosen: Pressable) -> bool:
        """Whether the page shows something else after it."""
        self._presses += 1
        self._leaving()
        target = self._page.locator(f'[data-lantai-press="{chosen.number}"]').first
        await target.dispatch_event("click", timeout=CLICK_MILLISECONDS)
        await self._rest()
        await self._note_opened(chosen.text)
        return await self._changed()

    async def _changed(self) -> bool:
        """Whether the page shows something else than before; then it is kept."""
        shown = await self._page.evaluate(_SHOWN)
        if shown == self._shown:
            return False
        self._shown = shown
        state = (await self._page.content()).encode("utf-8", "replace")
        if self._bytes + len(state) <= MAX_STATES_BYTES:
            self._bytes += len(state)
            self.made.states.append(state)
        return True


def _numbered(text: str) -> int | None:
    match = NUMBER.match(plain(text))
    return int(match.group(1)) if match else None
