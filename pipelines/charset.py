"""Which characters do these bytes spell: the charset of a page or text file.

Order of trust: byte order mark; the HTTP header; the page's own declaration; the bytes themselves. A declaration is believed
only if the bytes decode strictly by it, and only if they do not make better Chinese by another one: portals declare gb2312
and send UTF-16, or declare gbk and send UTF-8. All of GB's names mean GB18030, their superset (GB 18030-2022).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pipelines.errors import DamagedDocument

SNIFFED_BYTES = 8192
SCORED_BYTES = 65536

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_META = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_GB = frozenset(
    ("gb2312", "gb231280", "gbk", "gb18030", "gb180302000", "cp936", "ms936", "936", "xgbk", "euccn", "chinese")
)
# Every byte string decodes by these, so declaring one says nothing of a page that is not in a western language.
_SAYS_NOTHING = frozenset(("ascii", "latin-1", "iso8859-1", "cp1252", "iso8859-15", "cp437", "utf-7"))
# What Python can decode by and is no charset of a page: parts of host names, literals of programs.
_NO_CHARSETS = frozenset(("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"))
# Tried on the bytes alone, the likeliest first.
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs")
# The characters that make up about a third of any Chinese official text, in both scripts: enough to tell it from mojibake.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进"
    "着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关"
    "各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总"
    "次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保"
    "治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积"
    "示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断"
    "深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派"
    "層這個為來時們會說對過動產種後學經進電實現體當點從業應開還與關線數問變條沒結無軍總設長頭資邊級圖統見計別運農區強戰則據處隊給門規熱領東"
    "導壓爭濟階術極聯認權證採轉單風帶場車務萬達積議聲報鬥類離華確張馬節話溫傳廣記許驗難連斷礦備辦習響勞團歷構稱準號劃選標寫親養檔頁依申請"
    "政府信息公开年度报告申请行政机关条例网站答复政務開復檢査詢聞欄頁，。、：；（）《》“”　·年月日0123456789"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the charset it was decoded by (a Python codec name), and what was wrong with the declarations."""

    text: str
    charset: str
    flags: tuple[str, ...] = ()


def codec_of(label: str | None) -> str | None:
    """Python's codec for a declared charset name; None for a name that means nothing. Every GB name is gb18030."""
    if not label:
        return None
    squeezed = re.sub(r"[^a-z0-9]", "", label.lower())
    if squeezed in _GB:
        return "gb18030"
    if squeezed in ("big5", "big5hkscs", "cp950", "xxbig5"):
        return "big5hkscs"
    return _text_coding(label) or ("utf-8" if squeezed.startswith("utf8") else None)


def _text_coding(label: str) -> str | None:
    """Python's own name for a coding of text, None if it knows none by this label."""
    try:
        name = codecs.lookup(label.strip().strip("\"';,").lower()).name
        b"a".decode(
            name, errors="replace"
        )  # a coding of bytes to bytes (zlib, base64) says here that it is none of text
    except (LookupError, ValueError):
        return None
    return None if name in _NO_CHARSETS else name


def declared_in_header(content_type: str | None) -> str | None:
    """The charset parameter of a Content-Type header, as written."""
    match = _HEADER.search(content_type or "")
    return match.group(1) if match else None


def declared_in_page(body: bytes) -> str | None:
    """The charset that a page's own first bytes declare, as written."""
    start = body[:SNIFFED_BYTES]
    match = _XML.search(start) or _META.search(start)
    return match.group(1).decode("ascii") if match else None


def decode(body: bytes, *, header: str | None = None) -> Decoded:
    """Text of `body`; `header` is the charset that the HTTP header declares. DamagedDocument if it is no text at all."""
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return _decoded(body[len(mark) :], codec, ())
    wide = _utf16_without_mark(body)
    if wide is not None:
        return _decoded(body, wide, ("charset_undeclared",))
    flags: list[str] = []
    best_of_the_bytes: str | None = None
    for label in (header, declared_in_page(body)):
        codec_name = codec_of(label)
        if codec_name is None or codec_name in _SAYS_NOTHING:
            continue
        text = _strictly(body, codec_name)
        if text is None:
            flags.append(f"charset_declared_wrong:{label}")
            continue
        best_of_the_bytes = best_of_the_bytes or _by_statistics(body)
        if best_of_the_bytes != codec_name and _beats(body, best_of_the_bytes, codec_name):
            flags.append(f"charset_declared_wrong:{label}")
            continue
        return Decoded(text, codec_name, tuple(dict.fromkeys(flags)))
    return _decoded(body, best_of_the_bytes or _by_statistics(body), tuple(dict.fromkeys(flags)))


def _strictly(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except UnicodeDecodeError:
        return None


def _decoded(body: bytes, codec: str, flags: tuple[str, ...]) -> Decoded:
    text = _strictly(body, codec)
    if text is not None:
        return Decoded(text, codec, flags)
    text = body.decode(codec, errors="replace")
    if text.count("�") * 4 > len(text):
        raise DamagedDocument("the bytes are text in no charset that is known here")
    return Decoded(text, codec, (*flags, "undecodable_bytes"))


def _utf16_without_mark(body: bytes) -> str | None:
    """UTF-16 without a mark shows by the zero bytes beside its markup, all on one side."""
    start = body[: SNIFFED_BYTES // 2]
    if len(start) < 4 or start.count(0) * 8 < len(start):
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > 8 * even:
        return "utf-16-le"
    if even > 8 * odd:
        return "utf-16-be"
    return None


def _by_statistics(body: bytes) -> str:
    """The candidate by which the bytes make most sense. Valid UTF-8 beyond ASCII is hardly ever anything else."""
    if _strictly(body, "utf-8") is not None:
        return "utf-8"
    return max(_CANDIDATES, key=lambda codec: _sense(body, codec))


def _beats(body: bytes, codec: str, declared: str) -> bool:
    """Whether the bytes make clearly more sense by `codec` than as declared."""
    return _sense(body, codec) > _sense(body, declared) + 0.15


def _sense(body: bytes, codec: str) -> float:
    """Share of everyday characters among those beyond ASCII, less the undecodable; from -1 to 1."""
    text = body[:SCORED_BYTES].decode(codec, errors="replace")
    beyond = [character for character in text if character > "\x7f"]
    if not beyond:
        return 1.0
    good = sum(character in _COMMON for character in beyond)
    # A cut in the last character of the sample is no fault of the charset.
    bad = max(sum(character == "�" for character in beyond) - 1, 0)
    return (good - 4 * bad) / len(beyond)
