"""From a figure back to its proof: the archived bytes, read again by code that shares nothing with the parser.

    proving.py   a figure held against its capture: digest, place, words, value
    source.py    what the bytes hold, whatever kind of file they are; does a row of the report stand in it
    pages.py     web pages, by the standard library's parser
    office.py    Word, RTF and workbooks: by their XML, their control words, or the characters in their streams
    value.py     the number that is printed, by a few lines of Decimal

What this finds need not be all that the parser can find, but where it says that a figure stands in the bytes, two readers agree.
"""

from crawler.tracing.proving import Proof, prove
from crawler.tracing.value import read_value

__all__ = ["Proof", "prove", "read_value"]
