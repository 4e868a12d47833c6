"""A small set of held-out portals, made after all mends for `lists`: nothing was tuned between writing and measuring.

`python -m tests.crawler.held_out.measure --set grids_and_tabs`
"""
