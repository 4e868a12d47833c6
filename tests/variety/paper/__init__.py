"""Reports typeset on pages, and the pages as PDF files and scans, as offices and scanners make them.

typeset.py   a report's parts laid out on pages: text, rules and shades at their places (a display list)
manners.py   how an office typesets: paper, rules, alignment, heads on later pages, marks of other hands
pdf.py       pages to PDF bytes in the ways of many programs: runs, single characters, thin rectangles, turned, cropped
glyphs.py    pages to PDF whose letters are drawings without a name: readable to the eye only
tampered.py  pages to PDF whose content says more or other than they show: twice drawn, corrected in white, typed into fields
printed.py   the report printed by a browser and a word processor
scans.py     pages to pictures: clean, skewed, noisy, coarse, sealed in red; one by one, one long one, or inside a PDF
offices/     the same report exported from Word, printed, stamped, scanned, pasted and photographed, weighed by what is common
"""
