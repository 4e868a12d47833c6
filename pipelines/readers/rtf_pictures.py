"""Pictures that an RTF file holds, as hexadecimal digits or as bytes (RTF specification 1.9.1, Pictures)."""

from __future__ import annotations

from dataclasses import dataclass, field

PICTURE = "pict"
BINARY = "bin"
# Groups whose pictures are not the text's: what a page has at its head or foot, a second copy of a picture for old programs.
_WITHOUT = frozenset(
    "nonshppict header headerl headerr headerf footer footerl footerr footerf info stylesheet fonttbl listtable listpicture "
    "template themedata datastore bkmkstart".split()
)
# What OCR reads; drawings (metafiles) hold no pixels.
_KINDS = frozenset(("pngblip", "jpegblip"))


def holds_pictures(group: str) -> bool:
    """Whether pictures in a group of this name are the document's."""
    return group not in _WITHOUT


@dataclass(slots=True)
class Picture:
    """A picture while it is read; `depth` is how many groups are open around its own."""

    depth: int
    readable: bool = False
    digits: list[str] = field(default_factory=list)
    binary: bytes | None = None

    def take(self, word: str | None, argument: str | None, plain: str | None) -> None:
        """The next token: a word with what follows it, or digits."""
        if word in _KINDS:
            self.readable = True
        elif word == BINARY and argument:
            self.binary = argument.encode("latin-1")
        elif plain is not None:
            self.digits.append(plain)

    def body(self) -> bytes | None:
        """The file that the picture is; None for a drawing, and for one whose digits are none."""
        if not self.readable:
            return None
        if self.binary is not None:
            return self.binary
        try:
            return bytes.fromhex("".join(self.digits))
        except ValueError:
            return None
