"""Which figures do the report's sentences give.

    read_prose(laid_out, outline, form, year, issuer) -> ProseReading

A number becomes a figure only when the words around it say all of it: what is counted, by whom, in which period. The words are
data (../../data/prose.json); here is how they are put to use:

    clause      from the last comma, bracket or number to the number; remarks in brackets are looked through
    stripped    time, adverbs and the subject are taken off; the subject gives the scope
    matched     the rest must match a pattern whole: words that no pattern knows make the number no figure
    judged      unit, year, scope, topic and what stands in the paragraph before decide whether the match counts
    chosen      of several statements of one figure, those in the section of its kind; if these differ, none

    reader      number after number      rules       prose.json as patterns      patterns    signs shared by all
    paragraphs  clauses, sentences       subjects    who is spoken of            periods     which time is spoken of
    matching    rule against clause      nothing     noughts in words            candidates  which statement is the figure
    totals      running totals, their year   shares      printed shares
    continuing  a clause that only goes on with the one before     doubts   why a match is withheld all the same
    sums        a figure told in halves and then added up
    divisions   parts that make up a total, by their short names
    distributed one clause for several numbers (分别, 均, 各)
    form_rows   rows of a form that ran into the text        wrapped     sentences broken over lines
    corrections numbers that the report itself calls wrong        remarks     what a remark makes of a number
    said_of_all what is said of all that was counted, without a number of its own (均已答复)

What is said of a part of the jurisdiction (an office, a website, 本级) is not the whole's: it is withheld with a doubt.
"""

from pipelines.parsing.prose.reader import read_prose

__all__ = ["read_prose"]
