"""Held-out portals, written by someone who had read neither the discovery nor the families.

    kit.py        towns' decoys, harder than held_out's, and another chrome round every page
    lists.py      systems whose lists are pages: TRS, EasySite, VSB, PHPCMS, PowerEasy, WordPress, SiteServer, Liferay
    calls.py      systems whose lists are asked for by scripts: jpage, jpaas, gkmlpt, UCAP, LonSun, Epoint, a shell of routes
    strange.py    entrances, trees, tables, long lists, lists that lie, copies and errata
    portals.py    which town stands on which portal, and what is to be said of the years without a report

`python -m tests.crawler.held_out.measure --set lists`. Nothing here may import from the code under test.
"""
