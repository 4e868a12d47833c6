"""Pages to PDF whose letters are drawings without a name (Type 3 fonts, no ToUnicode): readable to the eye only."""

from __future__ import annotations

import zlib

from PIL import Image, ImageDraw, ImageFont

from tests.variety.paper.typeset import Page, advance

SIDE = 48


def font_file() -> str | None:
    """A font of this machine that has Chinese letters, or None."""
    for path in (
        "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    ):
        try:
            ImageFont.truetype(path, 12, index=0)
        except OSError:
            continue
        return path
    return None


def font(size: int) -> ImageFont.FreeTypeFont:
    path = font_file()
    assert path is not None
    index = 2 if "Noto" in path else 0
    return ImageFont.truetype(path, size, index=index)


def pdf(pages: list[Page]) -> bytes:
    letters = sorted({char for page in pages for text in page.texts if text.layer == "text" for char in text.string})
    # Codes are dealt in an order that says nothing of the letters, 200 to a font, as subsetting programs deal them.
    codes = {char: divmod(number, 200) for number, char in enumerate(sorted(letters, key=lambda c: hash_of(c)))}
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    fonts = []
    for group in range(max(g for g, _ in codes.values()) + 1):
        members = sorted((code, char) for char, (g, code) in codes.items() if g == group)
        procs = []
        for code, char in members:
            stream = _glyph(char)
            number = add(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
            procs.append(b"/g%d %d 0 R" % (code, number))
        last = members[-1][0]
        names = b" ".join(b"/g%d" % code for code, _ in members)
        widths = b" ".join(b"%d" % round(advance(char) * 1000) for _, char in members)
        fonts.append(
            add(
                b"<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 1000 900] /FontMatrix [0.001 0 0 0.001 0 0] "
                b"/FirstChar 33 /LastChar %d /Widths [%s] /Encoding << /Type /Encoding /Differences [33 %s] >> "
                b"/CharProcs << %s >> /Resources << >> >>" % (33 + last, widths, names, b" ".join(procs))
            )
        )
    kids = []
    resources = b"/Font << %s >>" % b" ".join(b"/F%d %d 0 R" % pair for pair in enumerate(fonts))
    for page in pages:
        stream = zlib.compress(_content(page, codes))
        content = add(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(
            add(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources << %s >> >>"
                % (page.width, page.height, content, resources)
            )
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    return _file(objects)


def hash_of(char: str) -> int:
    return zlib.crc32(char.encode())


def _glyph(char: str) -> bytes:
    picture = Image.new("1", (SIDE, SIDE), 1)
    ImageDraw.Draw(picture).text((0, SIDE * 0.82), char, font=font(SIDE), fill=0, anchor="ls")
    # The baseline stands 0.18 above the picture's lower edge.
    head = b"%d 0 0 -180 1000 820 d1\nq 1000 0 0 1000 0 -180 cm\n" % round(advance(char) * 1000)
    image = b"BI /W %d /H %d /BPC 1 /IM true ID " % (SIDE, SIDE)
    return zlib.compress(head + image + picture.tobytes() + b"\nEI Q")


def _content(page: Page, codes: dict[str, tuple[int, int]]) -> bytes:
    out = [
        b"0.5 w",
        *(
            b"%.2f %.2f m %.2f %.2f l S" % (rule.x0, page.height - rule.y0, rule.x1, page.height - rule.y1)
            for rule in page.rules
        ),
    ]
    for text in page.texts:
        if text.layer != "text":
            continue
        x = text.x
        for char in text.string:
            group, code = codes[char]
            out.append(
                b"BT /F%d %.2f Tf %.2f %.2f Td <%02x> Tj ET" % (group, text.size, x, page.height - text.y, 33 + code)
            )
            x += advance(char) * text.size
    return b"\n".join(out)


def _file(objects: list[bytes]) -> bytes:
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
