"""PowerEasy SiteFactory (动易): columns /Category_<n>/Index.aspx and Index_<p>.aspx, articles /Item/<id>.aspx, body in #fontzoom.
Its pages are plain links, counted backwards on some sites; the general reading follows them."""

from crawler.families.base import Family, sign
from pipelines.blocks import BodyHint

FAMILY = Family(
    name="powereasy",
    title="PowerEasy SiteFactory (动易)",
    evidence="A saved article of a prefecture (2019).",
    signs=(
        sign("markup", "/category_", 1.0, "links to /Category_<n>/", r"/category_\d+/(?:index(?:_\d+)?\.aspx)?"),
        sign("url", "/category_", 1.0, "address /Category_<n>/", r"/category_\d+/"),
        sign("markup", "/item/", 0.6, "links to /Item/<id>.aspx", r"/item/\d+\.aspx"),
        sign("url", "/item/", 0.8, "article address /Item/<id>.aspx", r"/item/\d+\.aspx"),
        sign("markup", "powereasy", 0.8, "powereasy"),
    ),
    body=BodyHint(
        family="powereasy",
        body=("//*[@id='fontzoom']",),
        title=("//meta[@name='ArticleTitle']/@content", "//*[contains(@class,'title')]/h1", "//h1"),
        drop=("//style",),
    ),
)
