"""The room on a socket, until it is interrupted."""

from __future__ import annotations

import socket
from collections.abc import Callable, Collection

import uvicorn

from storage.errors import StorageError
from storage.reading_room.app import make_app
from storage.reading_room.room import Room

CONNECTIONS = 200
HEADERS = 16_384


class CannotListen(StorageError):
    """The address is taken, or none of this machine's."""


def serve(room: Room, hosts: Collection[str], host: str, port: int, listening: Callable[[str], None]) -> None:
    """Serves until interrupted; `listening` is told the address once the socket listens. Raises CannotListen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(CONNECTIONS)
    except OSError as error:
        listener.close()
        raise CannotListen(
            f"cannot listen on {host} port {port}: {error.strerror or error}; try another --port"
        ) from error
    shown = f"[{host}]" if family == socket.AF_INET6 else host
    listening(f"http://{shown}:{listener.getsockname()[1]}/")
    config = uvicorn.Config(
        make_app(room, hosts),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        h11_max_incomplete_event_size=HEADERS,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=3,
        http="h11",
        ws="none",
    )
    uvicorn.Server(config).run(sockets=[listener])
