"""Pictures of a PDF that would be far larger decoded than they say: they are refused before anything is decoded."""

from __future__ import annotations

import struct

import pytest

from pipelines.document import read_document
from pipelines.errors import DocumentTooLarge
from pipelines.readers.pdf_pictures import coded_pixels


def jpeg_2000(width: int, height: int) -> bytes:
    """A codestream of one empty tile that states this size."""
    size = struct.pack(">HIIIIIIIIH", 0, width, height, 0, 0, width, height, 0, 0, 1) + b"\x07\x01\x01"
    coding, steps = bytes([0, 0, 0, 1, 0, 5, 4, 4, 0, 1]), bytes([0x40] * 17)
    parts = [
        (b"\xff\x51", size),
        (b"\xff\x52", coding),
        (b"\xff\x5c", steps),
        (b"\xff\x90", struct.pack(">HIBB", 0, 0, 0, 1)),
    ]
    return (
        b"\xff\x4f"
        + b"".join(mark + struct.pack(">H", len(part) + 2) + part for mark, part in parts)
        + b"\xff\x93\xff\xd9"
    )


def pdf_with(picture: bytes, *, said: int, pages: int = 1) -> bytes:
    """A PDF that draws the picture on each page and says it is `said` by `said` pixels."""
    content = b"q 595 0 0 842 0 0 cm /I Do Q"
    stream = b"<< %s /Length %d >>\nstream\n%s\nendstream"
    image = b"/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /JPXDecode"
    image += b" /Width %d /Height %d" % (said, said)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 3 0 R >> >> >>"
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        stream % (image, len(picture), picture),
        stream % (b"", len(content), content),
        *[page] * pages,
    ]
    body, places = b"%PDF-1.5\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n%s%s" % (len(objects) + 1, table, tail)


def test_the_size_that_a_codestream_states_is_read_from_its_header() -> None:
    assert coded_pixels(jpeg_2000(300, 200)) == 60_000
    assert coded_pixels(b"\0" * 40 + jpeg_2000(300, 200)) == 60_000
    assert coded_pixels(b"\xff\x4f\xff\x51") == coded_pixels(b"") == 0


@pytest.mark.parametrize(("size", "pages"), [(60_000, 1), (7_000, 40)])
def test_pictures_larger_than_is_read_are_refused_whatever_the_file_says_of_them(size: int, pages: int) -> None:
    body = pdf_with(jpeg_2000(size, size), said=100, pages=pages)
    with pytest.raises(DocumentTooLarge, match="pixels"):
        read_document(body, url="http://portal.example/a.pdf", content_type="application/pdf")
