"""What check.py is made of: a report's figures against each other, each module one kind of relation.

    ledger.py             what each figure's value is, by table or sentence, and a verdict on some of them
    balances.py           what came in is what went out (勾稽), and what was counted since is no less than this year's
    sums.py               a total is the sum of its parts, of a row's applicants, of the outcomes told in words
    words.py              a sentence says what the table says
    shares.py             a printed share is that of the counts
    relations.py          the relations themselves and what a verdict says (../data/checks.json)
    rounding.py           what a rounded number may stand for
    counted_otherwise.py  counts of sentences that are not the form's rows
    doubted.py            figures that OCR read and that their sums contradict

Pure functions of values: no network, clock or Scrapy.
"""
