"""Made-up portals in memory, to measure the walk on: what they publish, in the markup of many systems, with decoys.

    site.py       a site: addresses to answers, and which reports it holds
    content.py    reports, news, notices about reports, names of columns: all made up here
    skins.py      ways to write a page: lists, breadcrumbs, menus, articles
    grow.py       a portal's body: home page, columns, news with pages, calendars, error pages
    systems.py    one portal of each known publishing system
    strangers.py  portals of systems that nobody has written a file for
    plain.py      a recogniser that only looks at titles and headings, where the parser's own is not wanted

A portal is `build(seed) -> Site`; the same seed gives the same bytes. Words and addresses are chosen here without a look at the
crawler's own patterns.
"""
