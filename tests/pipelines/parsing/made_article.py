"""Articles and places for the tests of recognising and parsing."""

from __future__ import annotations

from datetime import date

from pipelines.blocks import Article, Block, Link, Paragraph
from pipelines.places import Division, Gazetteer

PLACES = Gazetteer(
    (
        Division("510000", "四川省", "province", None, "四川省", 1981),
        Division("510500", "泸州市", "prefecture", "510000", "四川省", 1985),
        Division("510502", "江阳区", "county", "510500", "四川省", 1995),
        Division("510521", "泸县", "county", "510500", "四川省", 1981),
        Division("540000", "西藏自治区", "province", None, "西藏自治区", 1981),
        Division("540300", "昌都市", "prefecture", "540000", "西藏自治区", 2014),
        Division("320000", "江苏省", "province", None, "江苏省", 1981),
        Division("320100", "南京市", "prefecture", "320000", "江苏省", 1981),
        Division("320106", "鼓楼区", "county", "320100", "江苏省", 1983),
        Division("320300", "徐州市", "prefecture", "320000", "江苏省", 1981),
        Division("320302", "鼓楼区", "county", "320300", "江苏省", 1983),
        Division("110000", "北京市", "province", None, "北京市", 1981),
        Division("110101", "东城区", "county", "110000", "北京市", 1981),
        Division("110103", "崇文区", "county", "110000", "北京市", 1981, 2010, ("110101",)),
        Division("222400", "延边朝鲜族自治州", "prefecture", None, "吉林省", 1981),
        Division("421300", "随州市", "prefecture", None, "湖北省", 2000),
    )
)

BODY = (
    "一、总体情况",
    "2020年,全市主动公开政府信息1200条,收到申请12件。",
    "二、主动公开政府信息情况",
    "全年发布政策解读稿件56篇,编发政府公报12期。",
    "三、收到和处理政府信息公开申请情况",
    "全市共收到政府信息公开申请12件,其中网络申请10件,信函申请2件。",
    "四、政府信息公开行政复议、行政诉讼情况",
    "行政复议1件,行政诉讼0件。",
    "五、存在的主要问题及改进情况",
    "公开的针对性还需加强。",
    "六、其他需要报告的事项",
    "无。",
)


def article(
    title: str | None,
    lines: tuple[str, ...] = BODY,
    *,
    blocks: tuple[Block, ...] | None = None,
    attachments: tuple[Link, ...] = (),
    metadata: dict[str, str] | None = None,
    published: date | None = None,
) -> Article:
    return Article(
        medium="page",
        media_type="text/html",
        charset="utf-8",
        title=title,
        published=published,
        metadata=metadata or {},
        blocks=blocks if blocks is not None else tuple(Paragraph(line) for line in lines),
        attachments=attachments,
    )
