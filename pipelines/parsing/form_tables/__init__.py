"""The tables of the forms, each kind a file; what their labels are is in ../../data.

    grid.py          rows, columns, and which value cell belongs to which column
    vocabulary.py    the labels of the data files and what they mean
    subjects.py      the tables under 第二十条 (forms of 2019 and 2021)
    applications.py  the table of applications: outcomes by applicants (2019 and 2021)
    cases.py         the table of reconsideration and litigation (2019 and 2021)
    aside.py         columns that are none of the form's: units, remarks, shares, line numbers, other years
    turned.py        a table printed on its side, read the other way round
    statistics.py    the statistics form of 2014 and older annex tables: a row an indicator
    found.py         a figure with its cell, made from what a cell says

A reader of a table is given its rows one after another; ../forms.py decides which reader a row goes to.
"""
