"""Only the demonstration portals, on the ports of demo/portals.csv, to try commands on: `python -m demo.serve`."""

from __future__ import annotations

import contextlib
import threading

from demo import portals
from demo.server import PortalServer


def main() -> None:
    rows = portals.build()
    with PortalServer(portals.sites(rows)):
        print(portals.portals_csv(rows), end="")
        print("Serving until Ctrl-C.")
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
