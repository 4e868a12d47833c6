"""Tables that lost their grid: found again in lines of text.

    runs.py      the pieces of a paragraph into which a table was run together
    lines.py     the cells that a line prints, by the dividers that are left
    bars.py      what bars tell of cells that a program wrote, and what they do not
    broken.py    rows whose labels go over lines, put together again
    words.py     what a piece of text is in the tables of the forms: a head, a row's label, a value
    wrapped.py   rows whose label goes on above and below the line of its values
    zones.py     where a table begins and ends
    chunks.py    the rows of a statistics table whose cells stand a line each and are all there
    assembly.py  the rows of any other table whose cells stand a line each
    columns.py   the cells of the table of applications, back under the columns of its head
    merged.py    grids of bars or tabs, without the blanks that merged cells left
    official.py  the forms' tables as they are printed
    proof.py     under which columns the sums of the table of applications leave values beside lost blanks
    strewn.py    a table whose labels were cut and strewn among its values, told by all its letters together
    surplus.py   rows of which it is not told which value is whose

../flattened.py puts the tables back among the blocks.
"""
