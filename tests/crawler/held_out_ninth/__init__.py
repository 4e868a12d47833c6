"""A ninth set of held-out portals: eight on publishing systems in wide use, each with what such a system does.

`python -m tests.crawler.held_out.measure --set ninth`. Nothing here may import from the code under test.
"""
