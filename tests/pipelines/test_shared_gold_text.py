"""Real pages against their articles, typed by hand: no character lost, nothing of the page kept; with and without a hint."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.text import characters, text_of
from pipelines.blocks import BodyHint
from pipelines.clean import clean
from pipelines.document import read_document
from pipelines.readers.whitespace import visible

SHARED = Path(__file__).parents[2] / "../shared/real"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real material is not there")


def entries() -> list[dict[str, str]]:
    manifest = SHARED / "MANIFEST.jsonl"
    if not manifest.is_file():
        return []
    found = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    return [entry for entry in found if (SHARED / "gold_text" / f"{Path(entry['file']).stem}.txt").is_file()]


@pytest.mark.parametrize("hinted", [True, False], ids=["hint", "no hint"])
@pytest.mark.parametrize("entry", entries(), ids=lambda entry: Path(entry["file"]).stem)
def test_the_article_is_whole_and_nothing_else(entry: dict[str, str], hinted: bool) -> None:
    url = entry.get("page_url", "http://www.example.gov.cn/a.html")
    document = read_document((SHARED / entry["file"]).read_bytes(), url=url)
    found = clean(document, BodyHint(body=(entry["body"],)) if hinted else BodyHint(), url=url)
    gold = characters((SHARED / "gold_text" / f"{Path(entry['file']).stem}.txt").read_text(encoding="utf-8"))
    kept = characters(text_of(found))
    common = sum((kept & gold).values())
    assert not gold - kept
    assert common >= 0.98 * sum(kept.values())
    assert found.title is not None
    assert visible(found.title) in visible(entry["article_title"])


def test_utf16_sent_as_gb2312_is_read() -> None:
    document = read_document(
        (SHARED / "html/qzhxiangtan.gov.cn.html").read_bytes(), url="http://x.gov.cn/", charset="gb2312"
    )
    assert document.charset == "utf-16-le"
