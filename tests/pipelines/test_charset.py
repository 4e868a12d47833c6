"""Which characters do bytes spell."""

from __future__ import annotations

import codecs

import pytest

from pipelines.charset import codec_of, decode
from pipelines.errors import DamagedDocument

SENTENCE = "2020年，全市共收到政府信息公开申请380件，均已办结。"


def page(declared: str, text: str = SENTENCE) -> str:
    return f'<html><head><meta charset="{declared}"></head><body>{text}</body></html>'


@pytest.mark.parametrize("name", ["gb2312", "GBK", "gb_2312-80", "GB18030", "cp936", "x-gbk", "chinese"])
def test_every_name_of_gb_means_gb18030(name: str) -> None:
    assert codec_of(name) == "gb18030"


def test_a_character_that_only_gb18030_has_is_read_from_a_page_that_declares_gb2312() -> None:
    decoded = decode(page("gb2312", "镕䶮" + SENTENCE).encode("gb18030"))
    assert "镕䶮" in decoded.text
    assert decoded.charset == "gb18030"
    assert decoded.flags == ()


@pytest.mark.parametrize(("mark", "codec"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")])
def test_a_byte_order_mark_beats_a_declaration(mark: bytes, codec: str) -> None:
    decoded = decode(mark + page("gb2312").encode(codec), header="gb2312")
    assert SENTENCE in decoded.text
    assert decoded.charset == codec


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_its_zero_bytes(codec: str) -> None:
    assert SENTENCE in decode(page("gb2312").encode(codec)).text


def test_the_header_is_believed_before_the_page() -> None:
    body = page("big5").encode("gb18030")
    assert decode(body, header="gbk").charset == "gb18030"


def test_a_declaration_that_does_not_decode_strictly_is_not_believed_and_is_flagged() -> None:
    decoded = decode(page("utf-8").encode("gb18030"), header="utf-8")
    assert SENTENCE in decoded.text
    assert decoded.flags == ("charset_declared_wrong:utf-8",)


def test_utf8_declared_as_gbk_is_read_as_utf8_even_where_it_decodes_as_gbk() -> None:
    # An even number of three-byte characters is valid GBK, and nonsense.
    decoded = decode("政府信息公开年报".encode() * 20, header="gbk")
    assert decoded.text.startswith("政府信息公开年报")
    assert decoded.charset == "utf-8"


def test_a_western_declaration_says_nothing_of_chinese_bytes() -> None:
    assert decode(SENTENCE.encode("gb18030"), header="iso-8859-1").charset == "gb18030"


def test_undeclared_big5_is_not_taken_for_gb() -> None:
    text = "政府資訊公開年報，本年度共受理申請三百八十件。" * 3
    assert decode(text.encode("big5")).text == text


def test_one_broken_byte_does_not_change_the_charset_of_a_page() -> None:
    body = page("utf-8", SENTENCE * 10).encode()
    broken = body[:-40] + b"\xe6" + body[-40:]
    decoded = decode(broken)
    assert decoded.charset == "utf-8"
    assert "undecodable_bytes" in decoded.flags
    assert decoded.text.count(SENTENCE) >= 9


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(DamagedDocument):
        decode(b"\xff" * 400)


@pytest.mark.parametrize(
    "declared", ["zlib", "base64", "hex", "rot13", "idna", "punycode", "unicode_escape", "undefined"]
)
def test_what_is_no_charset_of_a_page_is_passed_over(declared: str) -> None:
    assert decode(page(declared).encode(), header=declared).text == page(declared)
