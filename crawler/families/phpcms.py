"""PHPCMS: lists index.php?m=content&c=index&a=lists&catid=<n>&page=<p>, or /html/... folders; a pager of plain links in #pages
with the number of entries beside it. The general reading pages it; the family knows the body."""

from crawler.families.base import Family, sign
from pipelines.blocks import BodyHint

FAMILY = Family(
    name="phpcms",
    title="PHPCMS",
    evidence="A saved article of a development zone (2016); the pager after the system's published templates.",
    signs=(
        sign("markup", "m=content&c=index", 1.0, "m=content&c=index"),
        sign("markup", "m=content&amp;c=index", 1.0, "m=content&c=index"),
        sign("url", "m=content&c=index", 1.0, "m=content&c=index"),
        sign("markup", "/statics/js/", 0.4, "/statics/js"),
        sign("markup", "phpcms", 0.8, "phpcms"),
        sign("markup", 'id="pages"', 0.5, "#pages"),
    ),
    body=BodyHint(
        family="phpcms",
        body=(
            "//*[@id='czfxcontent']",
            "//*[@id='Article']//*[contains(@class,'content')]",
            "//*[@id='zoom']",
            "//div[@class='content']",
        ),
        title=("//meta[@name='ArticleTitle']/@content", "//*[@id='Article']/h1"),
        drop=("//style",),
    ),
)
