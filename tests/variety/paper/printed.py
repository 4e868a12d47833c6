"""A report printed to PDF by the programs that offices have: a browser and a word processor.

Both must be installed; each print is a process of one to five seconds.
"""

from __future__ import annotations

import html
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.variety.rendering import Part, docx_file, shown
from tests.variety.tables import Grid
from tests.variety.truth import Truth

BROWSER = shutil.which("chromium-headless-shell") or shutil.which("chromium")
OFFICE = shutil.which("soffice")

_PLAIN = "body{font:14px 'Noto Serif CJK SC'} td,th{border:1px solid #333;padding:3px;text-align:center}"
STYLES = {
    # A portal's page printed as it is: address, date and page number at the edges.
    "ruled": _PLAIN + "table{border-collapse:collapse;width:100%}",
    # Every cell with its own frame.
    "separate": _PLAIN + "table{border-spacing:2px;width:100%}",
    "bare": "body{font:13px 'Noto Sans CJK SC'} td,th{padding:4px 10px;text-align:center} table{width:100%}",
    "across": "body{font:13px 'Noto Sans CJK SC'} td,th{padding:5px 8px;border-bottom:1px solid #ccc;text-align:center}"
    "table{border-collapse:collapse;width:100%} td:first-child{text-align:left}",
    # Cells so narrow that numbers break wherever the room ends.
    "narrow": _PLAIN
    + "table{border-collapse:collapse;width:46%;table-layout:fixed} td{word-break:break-all;padding:1px}",
    "striped": "body{font:13px 'Noto Sans CJK SC'} td,th{padding:5px;text-align:center}"
    "table{border-collapse:collapse;width:100%} tr:nth-child(even){background:#eee}",
    # Scaled to fit, with a box around everything.
    "boxed": _PLAIN + "table{border-collapse:collapse;width:100%} body{zoom:.7;border:1px solid #000;padding:8px}",
}


def _grid(part: Grid, head_rows: int) -> str:
    rows = []
    for row in part:
        cells = "".join(
            f"<td rowspan={c.rowspan} colspan={c.colspan}>{html.escape(c.text).replace(chr(10), '<br>')}</td>"
            for c in row
        )
        rows.append(f"<tr>{cells}</tr>")
    head = f"<thead>{''.join(rows[:head_rows])}</thead>" if head_rows else ""
    return f"<table>{head}<tbody>{''.join(rows[head_rows:])}</tbody></table>"


def page(truth: Truth, parts: list[Part], style: str, rng: random.Random) -> str:
    again = rng.random() < 0.5
    body = []
    for part in map(shown, parts):
        if isinstance(part, str):
            body.append(f"<p style='text-indent:2em'>{html.escape(part)}</p>")
            continue
        # A head of which no cell reaches into the body may be printed again on each page.
        reach = max((c.rowspan for c in part[0]), default=1)
        closed = all(c.rowspan + number <= reach for number, row in enumerate(part[:reach]) for c in row)
        body.append(_grid(part, reach if again and closed and reach < 4 < len(part) else 0))
    return (
        f"<html><head><meta charset=utf-8><title>{truth.title}</title><style>{STYLES[style]}</style></head>"
        f"<body><h1 style='text-align:center;font-size:22px'>{truth.title}</h1>{''.join(body)}</body></html>"
    )


def browser_pdf(markup: str, *, edges: bool) -> bytes:
    """A page as the browser prints it; `edges`: with date, title, address and page number at the paper's edges."""
    assert BROWSER is not None
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_text(markup, encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        without = [] if edges else ["--no-pdf-header-footer"]
        command = [BROWSER, *flags, *without, f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target.read_bytes()


def office_pdf(body: bytes, suffix: str, kind: str = "pdf:writer_pdf_Export") -> bytes:
    """A file as the word processor exports it."""
    assert OFFICE is not None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"report.{suffix}")
        source.write_bytes(body)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [OFFICE, profile, "--headless", "--convert-to", kind, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return Path(folder, "report.pdf").read_bytes()


def by_browser(style: str) -> Callable[[Truth, list[Part], random.Random], bytes]:
    def render(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
        markup = page(truth, parts, style, rng)
        return browser_pdf(markup, edges=rng.random() < 0.7)

    return render


def by_office(style: str | None) -> Callable[[Truth, list[Part], random.Random], bytes]:
    """From Word's format (no style: as python-docx makes it, cells without frames), or from a web page."""

    def render(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
        if style is None:
            return office_pdf(docx_file(truth, parts, rng), "docx")
        return office_pdf(page(truth, parts, style, rng).encode(), "html", "pdf:writer_web_pdf_Export")

    return render


PRINTS = {
    **{f"browser-{style}": by_browser(style) for style in STYLES},
    "office-docx": by_office(None),
    "office-ruled": by_office("ruled"),
}
