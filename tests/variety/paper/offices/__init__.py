"""Reports on paper as offices make them: typed, printed, stamped, scanned, pasted, photographed.

    desk.py      a Word document the way a clerk sets it, exported to PDF
    portal.py    the page of a portal, printed from the browser
    copier.py    a printed PDF through an office copier, a telephone or a drawing program
    layers.py    a PDF whose content says more than its page shows
    batch.py     the ways by name, a report each, and `pages()`
    measure.py   `python -m tests.variety.paper.offices.measure [name ...] [--seed N]`

The report itself is that of tests/variety/mangled, unmutilated.
"""
