"""A second look at one jurisdiction, on demand: someone waits for the answer."""

from settings.base import *  # noqa: F403

CONCURRENT_JURISDICTIONS = 4
# What a portal refuses now it may give in a minute, and a document is called gone only after a second look.
RETRY_TIMES = 3
