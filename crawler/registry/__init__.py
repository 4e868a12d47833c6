"""The registry (名册): which jurisdictions there are, and where each publishes.

    divisions.csv   every division of province, prefecture and county level in force at some time since 2008: GB/T 2260
                    code, name, level, parent, province, years in force, successors. A county without a prefecture
                    (省直辖县级) has its province as parent. A code with several rows changed its name.
    portals.csv     home pages; `status` is `unverified` until a crawl confirmed the row
    portals_file.py the rows of a user's PORTALS_FILE, checked to the cell
    lookup.py       Registry: the two together, and the search by words

Adding a jurisdiction's portal is one row of portals.csv. Sources: the division codes 1981-2024 are public domain; the home
pages were checked against two public lists of government sites.
"""

from crawler.registry.lookup import Match, Registry, built_in_gazetteer, predecessors
from crawler.registry.portals_file import RegistryError

__all__ = ["Match", "Registry", "RegistryError", "built_in_gazetteer", "predecessors"]
