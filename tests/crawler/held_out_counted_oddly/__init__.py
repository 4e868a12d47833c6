"""Held-out portals whose lists count oddly: an entry pinned twice, a last page emptied, a total of several columns, notices without
an entry, names that two places share.

First run: recall and precision 1.000, none denied, 12 of 16 years rightly absent. What a list with an entry twice, two columns that end
before and begin after a year, and an empty column of notices prove is since left open: nobody need call that absent.

Written after the mends that the set of whose and when led to. `python -m tests.crawler.held_out.measure --set counted_oddly`.
Nothing here may import from the code under test.
"""
