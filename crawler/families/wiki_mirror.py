"""Encyclopedia mirrors in Traditional script: copies of reports as articles of an encyclopedia, with 基本介紹 (an info box) before
the text. Source kind mirror: never preferred to an official copy."""

from crawler.families.base import Family, sign
from pipelines.blocks import BodyHint

FAMILY = Family(
    name="wiki_mirror",
    title="Encyclopedia mirrors (中文百科)",
    evidence="The texts of several reports as such mirrors hold them (lead, 基本介紹 with its box, headings); no saved markup.",
    proven=False,
    source_kind="mirror",
    signs=(
        sign("markup", "中文百科", 0.6, "names itself an encyclopedia"),
        sign("markup", "百科全書", 0.5, "names itself an encyclopedia"),
        sign("markup", "百科知識", 0.5, "names itself an encyclopedia"),
        sign("markup", "基本介紹", 0.6, "基本介紹 box"),
        sign("markup", "/wiki/", 0.3, "/wiki/ addresses"),
    ),
    body=BodyHint(
        family="wiki_mirror",
        body=(
            "//*[@id='mw-content-text']",
            "//*[contains(@class,'mw-parser-output')]",
            "//article",
            "//*[contains(@class,'wiki-content')]",
        ),
        title=("//h1",),
        drop=(
            "//style",
            "//*[contains(@class,'toc')]",
            "//*[contains(@class,'infobox') or contains(@class,'basic-info')]",
        ),
    ),
)
