"""Held-out portals on which reports stand in several places: columns remade in 2019, kept by organs, behind pagers of common systems.

`platforms` are systems in wide use as they list reports; `habits` is how people fill them (copies on two columns, entries worded
by the year of publication, downloads instead of pages); `doubts` are portals that hold years where no crawl gets, or got only
half of a list: `Town.withheld` may not be called absent; `Town.never` must be.

Evidence, public: columns of TRS, Hanweb, 开普, 新点, 博达, PHPCMS and dedecms portals of counties and cities, 2008 to 2026.

`python -m tests.crawler.held_out.measure --set moved_columns`. Nothing here may import from the code under test.
"""
