"""Reports made up by seed, with the truth beside them, to measure the parser on what nobody has tuned it for.

    truth.py      a made-up report: its figures, faults and heading facts
    wording.py    the labels and sentences of the official forms, typed here a second time on purpose
    sampling.py   figures that add up, for each form
    tables.py     a form's tables as grids of labelled cells, with the irregularities that real reports show
    facts.py      figures that an office could state in words
    phrases.py    sentences that state figures, and sentences whose numbers are none
    prose.py      fills the sentences and tells the truth
    making.py     a report by seed: whose, its sentences, its tables
    negatives.py  documents that are no report
    rendering.py  a report as a web page, a mirror page, Word, RTF, a sheet, a PDF or flattened text
    rtf.py        the RTF writer
    flattening.py tables as text, flattened in the ways in which people and programs do it
    mangled/      tables as reports mutilate them, one way a case, by hand
                  damage.py damages them at random, several times over
    office/       Office files with tracked changes, notes, boxes, fields, lists, hidden text; sheets; packed files
    sequences/    a place's reports over the years, with errata, and what breaks between them
    measure.py    `python -m tests.variety.measure --seeds 200`: right, wrong, withheld, invented; faults found, false alarms

Nothing here may import a label, pattern or rule from the parser, or the measurement proves nothing.
"""
