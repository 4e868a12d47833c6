"""The room on a socket, until it is interrupted."""

from __future__ import annotations

import errno
import socket
from collections.abc import Collection

import uvicorn

from storage.errors import StorageError
from storage.reading_room.app import make_app
from storage.reading_room.room import Room

CONNECTIONS = 200
HEADERS = 16_384


class CannotListen(StorageError):
    """The port is taken, or not for this user."""


class NoSuchHost(CannotListen):
    """The host has no address, or none of this machine's."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises CannotListen and NoSuchHost."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(CONNECTIONS)
    except OSError as error:
        listener.close()
        if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
            raise NoSuchHost(
                f"--host {host}: no address of this machine ({error.strerror or error});"
                " 127.0.0.1 is for this machine alone, 0.0.0.0 for every network that it is in"
            ) from error
        raise CannotListen(
            f"cannot listen on {host} port {port}: {error.strerror or error}; try another --port"
        ) from error
    return listener


def address(host: str, listener: socket.socket) -> str:
    """The room's address in a browser, by the host that was asked for."""
    shown = f"[{host}]" if listener.family == socket.AF_INET6 else host
    return f"http://{shown}:{listener.getsockname()[1]}/"


def serve(room: Room, hosts: Collection[str], listener: socket.socket) -> None:
    """Serves on the socket until interrupted, and closes it."""
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
