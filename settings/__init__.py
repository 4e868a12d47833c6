"""Ways of running, a small file each; scrapy.cfg names them and SCRAPY_PROJECT picks one.

    base.py       everything that is decided; the others change a few lines of it
    scheduled.py  the season's crawl of many jurisdictions, unattended
    refetch.py    a second look at one jurisdiction, on demand
    demo.py       the demonstration portals on loopback

Any setting can be changed for one run with `-s NAME=VALUE`, or for good in the environment (LANTAI_NAME=VALUE) for those that
`base.py` reads from there.
"""
