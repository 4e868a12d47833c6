"""The walk (寻): which address next, what is this page, is it a report. Pure: no Scrapy, no network, no clock.

page.py         the values that cross: Portal, Visit, Answer, Page, FoundLink, ListState, Recognition
view.py         an answer's bytes as a tree and text, read once for all that look at it
words.py        what names promise: the patterns of words.toml
addresses.py    when are two addresses one, which hosts are the portal's own, what is a trap
links.py        the links of a page with their surroundings, in one pass
scripts.py      what can be read off scripts without running them: redirects, written markup, addresses of data
expressions.py  functions and constants of scripts, and expressions that only join strings
handlers.py     what links do that call a function: open an address, fill a form in, go where a select box says
forms.py        what a form holds; a site's search, filled in
postbacks.py    pages that are another state of a form: ASP.NET pagers, years and organs of select boxes
standing.py     breadcrumbs and declared columns
pagers.py       pagers and totals of list pages of no known family (their words: pagewords.py)
components.py   pagers that a library draws from options, and whose callback goes to an address
datalists.py    lists that come as JSON or XML (as data: markup_data.py)
cursors.py      lists that go on by a mark in their answer
held.py         a report that an answer or a script holds as data
turning.py      a call for data and its page counter, in query, form or JSON
calls.py        what calls teach about further calls: other columns, branches of trees, the addresses of entries
behind.py       what came behind a rendered page and what it showed when it was pressed (crawler/pressing.py), read as lists
gate.py         is it an answer at all, or a challenge, an error page, an empty shell (gate.toml)
recognition.py  is it a report: a cheap look, then the parser's own judgement
parts.py, pictures.py   reports in several files or pictures
examine.py      Answer -> Page: all of the above, in order
scoring.py      how promising is a link (scores.toml), and what was learned so far
coverage.py     what is known of every year: found, absent, unknown
elsewhere.py, testimony.py   where else a year may be, and what answers say of it beside reports
other_ways.py, notices.py    the ways beside links: search, site maps, columns of notices, and how far these are read
frontier.py     the addresses that could be asked, by promise
visits.py       the visit that a link asks for
walk.py         the best-first walk of one portal

Visit --(network)--> Answer --examine()--> Page --Walk.learn()--> more Visits
"""
