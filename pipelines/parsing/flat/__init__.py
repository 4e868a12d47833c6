"""Tables that lost their grid: found again in lines of text.

    lines.py     the cells that a line prints, by the dividers that are left
    words.py     what a piece of text is in the tables of the forms: a head, a row's label, a value
    zones.py     where a table begins and ends
    assembly.py  the rows of a table whose cells stand a line each

../flattened.py puts the tables back among the blocks.
"""
