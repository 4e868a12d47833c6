"""A run being written: captures into the spool, segments into the store, and at the end the commit.

    append -> open segment --(count, size, age)--> sealed, read back --put, confirmed, noted--> durable
                                                     add_report ............................--> put
    close: seal and send all that is left, decide the manifest, put it, remove the spool

What takes time (sealing, sending, retrying) happens in a thread of the writer's own. A store that fails for hours costs
disk space up to the high-water mark, then `full` asks the crawl to pause; nothing is given up.

    run.py        the run, from its first capture to its commit       bounds.py    when segments are sealed, and how long is waited
    captured.py   its captures: where each lies by now                outgoing.py  what is on its way to the store
    syncing.py    one sync for all who wait                           revisits.py  whose body is committed already
"""

from storage.recovery import recover
from storage.writer.bounds import WriterBounds
from storage.writer.revisits import KnownCaptures
from storage.writer.run import RunWriter

__all__ = ["KnownCaptures", "RunWriter", "WriterBounds", "recover"]
