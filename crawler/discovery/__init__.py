"""The walk (寻): which address next, what is this page, is it a report. Pure: no Scrapy, no network, no clock.

page.py         the values that cross: Portal, Visit, Answer, Page, FoundLink, ListState, Recognition
view.py         an answer's bytes as a tree and text, read once for all that look at it
words.py        what names promise: the patterns of words.toml
addresses.py    when are two addresses one, which hosts are the portal's own, what is a trap
links.py        the links of a page with their surroundings, in one pass
pagers.py       pagers and totals of list pages of no known family
datalists.py    lists that come as JSON or XML
gate.py         is it an answer at all, or a challenge, an error page, an empty shell (gate.toml)
recognition.py  is it a report: a cheap look, then the parser's own judgement
examine.py      Answer -> Page: all of the above, in order
scoring.py      how promising is a link (scores.toml), and what was learned so far
coverage.py     what is known of every year
walk.py         the best-first walk of one portal

Visit --(network)--> Answer --examine()--> Page --Walk.learn()--> more Visits
"""
