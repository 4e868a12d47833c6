"""Reports in hand and web archives of others, brought into the archive: the same captures, parsing and provenance as a crawl's.

    a file in hand -> files.py      what it is, and what lies in it: a document, WARC, ARC, WACZ, a zip of documents
                   -> records.py    a web archive's records, whatever wrote them, each checked against what it says of itself
                   -> messages.py   an HTTP message as it lies in a record: status, headers, body
                   -> hand.py       what is said of all files given, and the bodies that revisits among their records refer to
                   -> captures.py   captures; a revisit comes with the body that it refers to, in whichever of the files that is

What is imported says so: role `imported`, the file's name in the capture's context, and by default the source kind of a
mirror, so that it never stands before a copy that the portal itself served.
"""

from __future__ import annotations

from crawler.importing.captures import captures_in, of_jurisdiction, revisits_of
from crawler.importing.hand import Hand

__all__ = ["Hand", "captures_in", "of_jurisdiction", "revisits_of"]
