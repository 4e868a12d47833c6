"""Held-out portals about whose report an entry is and of which years a list speaks: neighbours' and parents' texts, a place that was
renamed, entries that go home, tabs that fail, calls that refuse.

First run: recall and precision 1.000, 5 years denied on two portals, 23 of 23 rightly absent.

Written after the mends that the sets of moved columns and of wrong entries led to. `Town.withheld` may not be called absent;
`Town.never` must be.

`python -m tests.crawler.held_out.measure --set whose_and_when`. Nothing here may import from the code under test.
"""
