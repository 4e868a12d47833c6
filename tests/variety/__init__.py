"""Reports made up by seed, with the truth beside them, to measure the parser on what nobody has tuned it for.

    truth.py      a made-up report: its figures, faults and heading facts
    wording.py    the labels and sentences of the official forms, typed here a second time on purpose
    sampling.py   figures that add up, for each form
    tables.py     a form's tables as grids of labelled cells, with the irregularities that real reports show
    sentences.py  narrative that states figures, and sentences that must not be taken for figures
    rendering.py  a report as a web page, a Word file, a PDF, RTF or flattened text
    measure.py    `python -m tests.variety.measure --seeds 200`: right, wrong, withheld, invented; faults found, false alarms

Nothing here may import a label, pattern or rule from the parser, or the measurement proves nothing.
"""
