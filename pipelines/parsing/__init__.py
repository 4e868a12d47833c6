"""What parse.py is made of: from an article's blocks to figures, each module one question.

    layout.py     which text and tables does the report have, and where do they stand in it
    recognise/    is it a report, of which issuer and year
    sections.py   what is its outline
    flattened.py  which tables hide in text that lost its grid
    forms.py      which figures do its tables give (labels and templates in ../data)
    labels.py     is this the form's label, whole or damaged
    cells.py      what does a cell say: a number, nothing, or something that no number can be told from
    form_tables/  the tables of the forms, each kind a file; flat/ finds them again in lines of text
    prose/        which figures do its sentences give
    numbers.py    what number do these characters print, in which unit (numerals.py, number_words.py)
    words.py      the text as patterns read it
    figures.py    the values that these modules hand to each other

Pure functions of values: no file, network, clock or Scrapy.
"""
