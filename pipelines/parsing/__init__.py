"""What parse.py is made of: from an article's blocks to figures, each module one question.

    layout.py     which text and tables does the report have, and where do they stand in it
    recognise.py  is it a report, of which issuer and year
    sections.py   what is its outline
    flattened.py  which tables hide in text that lost its grid
    forms.py      which figures do its tables give (labels and templates in ../data)
    prose.py      which figures do its sentences give
    numbers.py    what number do these characters print, in which unit
    words.py      the text as patterns read it
    figures.py    the values that these modules hand to each other

Pure functions of values: no file, network, clock or Scrapy.
"""
