"""Held-out portals: whole portals where a verdict on a year is easily wrong, and other common trouble.

Made with whole_portals's kit, after untidy's mends. Evidence, all public: headers and menus put into saved home pages
by script (合肥's and 吉安's saved pages, topie/topiecms' templates), the survey of 北京's districts (columns that moved, year
columns, files), 恩格贝's mixed column, and lists capped or restarted at a change of system as crawlers of such portals remark.

`python -m tests.crawler.held_out.measure --set doubtful_years`. Nothing here may import from the code under test.
"""
