"""Report pages as publishing systems nobody told us of would serve them, each with what it prints known beforehand.

    facts.py     the figures of one made-up report, balanced, by seed
    grids.py     those figures as the tables of the 2019 and 2021 forms: rows of cells with spans
    markup.py    a grid as Word, WPS, Excel, editors, divs, lists or plain text would mark it up
    shell.py     the page around an article: navigation, neighbours, metadata boxes
    article.py   the body of a made-up report, markup and what it prints side by side
    portals.py   whole pages of common systems; pasting.py how editors leave what was pasted into them
    cms_*.py    systems in wide use, by a second hand: grids, shells around them, pages, fillings of tables, boxes of facts
    all others  the pages: a function each, named for what is odd about it; test_odd_pages.py lists the modules
    scoring.py   a page read by the pipeline, and compared; measure.py prints a batch's sums

Written from the contract and from what such pages are, not from the parser: nothing here is imported from pipelines/ except
the one call that reads a page.
"""
