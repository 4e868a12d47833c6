"""Pictures that a page carries in their own address (RFC 2397): `data:image/png;base64,...`."""

from __future__ import annotations

import re
from base64 import b64decode

_ADDRESS = re.compile(r"\s*data:image/[\w.+-]+(?:;[\w.+-]+=[\w.+-]+)*;base64,", re.IGNORECASE)


def is_inline(address: str) -> bool:
    return _ADDRESS.match(address) is not None


def picture_in(address: str) -> bytes | None:
    """The bytes of the picture that an address is; None for any other address, and for one that breaks off."""
    found = _ADDRESS.match(address)
    if found is None:
        return None
    try:
        return b64decode(address[found.end() :].replace("%2B", "+").replace("%2F", "/").replace("%3D", "="))
    except ValueError:
        return None
