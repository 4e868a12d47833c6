"""NFCMS (南方网): pages that name themselves in window.NFCMS_*; columns index.html and index_2.html, counted from 1, as plain links;
articles content/post_<id>.html, body in .zoomcon or #zoomcon. Beside it stands gkmlpt for the disclosure catalogue."""

from crawler.families.base import Family, sign
from pipelines.blocks import BodyHint

FAMILY = Family(
    name="nfcms",
    title="NFCMS (南方网)",
    evidence="Saved articles of a prefecture and two districts and a saved column of a prefecture's department (2023 to 2026).",
    signs=(
        sign("markup", "nfcms_site_id", 1.0, "NFCMS_SITE_ID"),
        sign("markup", "nfcms_pub_type", 0.5, "NFCMS_PUB_TYPE"),
        sign("url", "/content/post_", 0.8, "article address content/post_<id>", r"/content/post_\d+\.html"),
        sign("markup", "/content/post_", 0.7, "links to content/post_<id>", r"/content/post_\d+\.html"),
        sign("markup", "nfw-cms", 1.0, "nfw-cms classes"),
    ),
    body=BodyHint(
        family="nfcms",
        body=(
            "//*[@id='zoomcon']",
            "//*[contains(@class,'zoomcon')]",
            "//div[contains(@class,'newsMain')]",
            "//*[contains(@class,'article-content')]",
        ),
        title=("//meta[@name='ArticleTitle']/@content", "//h1"),
        drop=("//style",),
    ),
)
