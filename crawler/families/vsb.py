"""VSB (博达): columns <name>.htm and <name>/<n>.htm, counted backwards, their rows li with an id line_u<n>_<k>; articles
/info/<column>/<id>.htm in #vsb_content or .v_news_content; a PDF shown by showVsbpdfIframe("/__local/....pdf").

Its pagers are plain links and its viewers plain strings, so the general reading does; the family knows the body.
"""

from crawler.families.base import Family, sign
from pipelines.blocks import BodyHint

FAMILY = Family(
    name="vsb",
    title="VSB (博达)",
    evidence="A saved list fragment of a college (2021), and public code that reads /info/ pages and showVsbpdfIframe.",
    signs=(
        sign("markup", "line_u", 0.8, "rows line_u<n>_<k>", r"""id=["']?line_u\d*_\d+"""),
        sign("markup", "vsb_content", 1.0, "vsb_content"),
        sign("markup", "v_news_content", 1.0, "v_news_content"),
        sign("markup", "showvsbpdfiframe", 1.0, "PDF viewer"),
        sign("markup", "_vsl/", 0.6, "/system/resource scripts"),
        sign("markup", "/system/resource/js/", 0.8, "/system/resource scripts"),
        sign("markup", "/info/", 0.5, "links to /info/<column>/<id>.htm", r"/info/\d{3,6}/\d+\.html?"),
        sign("url", "/info/", 0.6, "article address /info/<column>/<id>.htm", r"/info/\d{3,6}/\d+\.html?$"),
    ),
    body=BodyHint(
        family="vsb",
        body=("//*[contains(@class,'v_news_content')]", "//*[starts-with(@id,'vsb_content')]"),
        title=(
            "//meta[@name='ArticleTitle']/@content",
            "//form[@name='_newscontent_fromname']//h1 | //form[@name='_newscontent_fromname']//h2",
        ),
        drop=("//style",),
    ),
)
