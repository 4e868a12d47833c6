"""Tables as real reports mutilate them, one way a case, with what a careful person still reads in each.

    grids.py    the official forms' tables as matrices of cells that know which figure they print; ways of mutilating them
    files.py    a report with such tables as a page, Word, RTF, a workbook, or a page that calls itself one of these
    first.py    ways written before any mend, without a look at the parser; later batches likewise
    measure.py  `python -m tests.variety.mangled.measure first [name ...]`

Labels are typed here anew; nothing here imports a label, pattern or rule of the parser.
"""
