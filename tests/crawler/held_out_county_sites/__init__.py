"""Held-out portals: whole county sites as they commonly are from 2024 to 2026, by another hand.

Each has home page, full navigation, hundreds of articles that share an annual report's words, and eight to eighteen years
of reports in one of the arrangements that most portals have: a column of a static site, a list from a data proxy, a shell
filled by script, tabs by year with a choice of organ, an archived site, posted pages, frames, and a search's hits.

    estate.py   what every site is furnished with, in templates that it brings along
    classic.py  lists that are pages                 driven.py  lists that come otherwise
    later.py    written after the first mends        places.py  whose report it is, and what a list says of it

`python -m tests.crawler.held_out.measure --set county_sites`. Nothing here may import from the code under test.
"""
