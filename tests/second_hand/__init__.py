"""Reports written sentence by sentence, as bureaus and governments write them, with the truth beside every figure.

They share no sentence, label or pattern with the parser or with tests/variety: what is measured here is how the parser reads
what another hand wrote. `notation.py` says how truth is marked.

    reports/*.txt      the reports, a batch a file: by whose they are and of which years, or by how they tell their figures
    notation.py        a file of reports -> Written: text, and what its figures are
    reading.py         Written -> page or plain text -> the parser's report
    measure.py         what was right, wrong, invented, missing, and which checks failed; `python -m tests.second_hand.measure`
"""
