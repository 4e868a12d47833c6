"""Portals written by someone who had not read the discovery, by seed, to find out what it does with strangers.

    content.py    towns, their reports (bodies by tests/variety, with known truth) and the decoys around them
    chrome.py     what stands round the content of a page: head, navigation, columns, footer
    systems.py    portals of known publishing systems
    oddities.py   portals that are odd: frames, scripts, stubs, traps, lies, searches
    later.py      portals made after the first mends
    measure.py    `python -m tests.crawler.held_out.measure`: recall, precision, requests a report, per portal

A portal is a function from a Town to Sites; what it has to yield stands in the Town. Nothing here may import from the
code under test, or the measurement proves nothing.
"""
