"""Held-out portals about the verdict alone: what a crawl must not call absent, and what it must.

In `clipped` and `elsewhere` a county holds reports that no crawl can reach, or only one that understands more than the page
shows: `Town.withheld` are those years, and calling one of them absent is the fault. In `honest` the county never published
some years and its list proves it: `Town.never` are those, and a crawl that calls none of them absent says nothing at all.

`afresh` has some of either, written after the rule (docs/decisions/0012). First runs: 65 years denied on eight of 17 portals and 17 of
28 rightly absent; afresh 29 denied on three of six and 13 of 13.

Evidence, public: pagers of TRS, Hanweb, JCMS and 开普 portals (counts beside links that are fewer), list calls that end at a
round number, columns that say 2020年以前的信息请访问旧版网站, 年报 kept by the organ of before 2019, servers that answer 412.

`python -m tests.crawler.held_out.measure --set verdicts`. Nothing here may import from the code under test.
"""
