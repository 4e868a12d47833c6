"""What goes out (采): spiders, discovery, portal families, the registry, middlewares, commands.

    registry/     jurisdictions and portals, as data
    families/     one file a publishing system: how its lists page, where an article's body is; nothing about places
    discovery/    the walk: which address next, what is this page, is it a report; pure, no Scrapy inside
    spiders/      the walk on Scrapy
    middlewares/  what stands between engine and wire: errands, robots.txt, retries, conditional requests, captures
    monitors/     is a run as good as those before it, and who is told
    commands/     the project's Scrapy commands

The way of a request, and the file that answers each question about it:

    plan.py       what was asked for          errand.py     what a request is for
    wire.py       the connection, bounded     guard.py      may it go to this address
    browser.py    pages that need a script    run.py        archive, reading and counting that all parts share
    tasks.py      what worker processes do    failures.py   what it means that nothing came back
    coverage.py   which years were found      progress.py   what a terminal shows
    due.py        what to crawl now           refetching.py what became of each document
    linting.py    do the data hold together   logs.py       the log as text or JSON
"""
