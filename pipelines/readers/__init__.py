"""One file a kind of file: bytes become a `Document`, blocks in reading order. document.py tells the kinds apart.

    kinds.py       which kind of file are these bytes
    html.py        pages: text runs to blocks      html_table.py   their tables       html_links.py   their links
    text.py        plain text
    pdf.py         PDF with text
    docx.py        Word files of today             rtf.py          RTF                legacy.py       .doc and .wps
    sheet.py       .xls and .xlsx
    ocr.py         images and scanned pages
    whitespace.py  what is layout, and what is text

A reader is a pure function of bytes and raises only the errors of pipelines/errors.py. Everything is bounded (bounds.py).
"""
