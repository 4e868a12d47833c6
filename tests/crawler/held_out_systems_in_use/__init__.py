"""Held-out portals: eight on publishing systems in wide use, each with what such a system does.

`python -m tests.crawler.held_out.measure --set systems_in_use`. Nothing here may import from the code under test.

The first run, before any mend for this set: recall 0.799, precision 1.000, median requests a report 2.7, no year falsely absent; year
and issuer right for all that were found.

    portal            recall  requests a report      portal            recall  requests a report
    vsb_dynamic         1.00    1.5                   jsp_session         1.00    1.8
    stl_download        1.00    2.5                   mobile_switch       1.00    1.6
    laypage_jump        0.43    3.0                   catalogue_rows      1.00    2.9
    tree_nodes          0.00   61 in all              dede_pages          1.00    3.3

After the mends (pagers by the options and the callback of a library, named addresses that a script holds as objects): recall 1.000,
precision 1.000.
"""
