"""What a portal server can do: requests a second of a client that only reads lengths.

python -m bench.client SECONDS HOST:PORT PATH...      prints requests per second
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import time

CONNECTIONS = 16


async def _fetch(host: str, port: int, paths: list[str], until: float) -> int:
    reader, writer = await asyncio.open_connection(host, port, limit=1 << 22)
    requests = [f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode() for path in paths]
    count = 0
    for request in itertools.cycle(requests):
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.split(b"Content-Length: ", 1)[1].split(b"\r\n", 1)[0])
        await reader.readexactly(length)
        count += 1
        if time.monotonic() >= until:
            break
    writer.close()
    return count


async def _main(seconds: float, address: str, paths: list[str]) -> None:
    host, _, port = address.partition(":")
    start = time.monotonic()
    counts = await asyncio.gather(*(_fetch(host, int(port), paths, start + seconds) for _ in range(CONNECTIONS)))
    print(sum(counts) / (time.monotonic() - start))


if __name__ == "__main__":
    asyncio.run(_main(float(sys.argv[1]), sys.argv[2], sys.argv[3:]))
