"""A third, small set of held-out portals, made after all mends for the second: nothing was tuned between writing and measuring.

`python -m tests.crawler.held_out.measure --set third`
"""
