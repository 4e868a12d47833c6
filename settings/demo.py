"""The demonstration portals of demo/, on loopback: nobody to be polite to."""

from settings.base import *  # noqa: F403

ARCHIVE_URI = "file:demo/archive"
STATE_DIR = "demo/state"
ALLOW_PRIVATE_ADDRESSES = True
DOWNLOAD_DELAY = 0
AUTOTHROTTLE_ENABLED = False
