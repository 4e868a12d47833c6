"""The season's crawl of many jurisdictions, unattended: gentler to each site, more of them side by side."""

from settings.base import *  # noqa: F403

DOWNLOAD_DELAY = 2.0
AUTOTHROTTLE_START_DELAY = 2.0
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 128
CONCURRENT_JURISDICTIONS = 64
# A machine that runs for weeks: stop cleanly and commit rather than be killed by the system.
MEMUSAGE_ENABLED = True
MEMUSAGE_LIMIT_MB = 4096
