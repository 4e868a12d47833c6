"""Held-out portals whose entries mislead: dead files, one text under two years, titles without a place, pictures for texts, and
columns remade so that older reports stand among plans or notices.

Written after the mends that the set of moved columns led to. `Town.withheld` may not be called absent; `Town.never` must be.

`python -m tests.crawler.held_out.measure --set wrong_entries`. Nothing here may import from the code under test.
"""
