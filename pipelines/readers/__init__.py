"""One file a kind of file: bytes become a `Document`, blocks in reading order. document.py tells the kinds apart.

    kinds.py       which kind of file are these bytes
    html.py        pages: text runs to blocks      html_table.py   their tables       html_links.py   their links
                   html_sight.py   what is seen       html_shapes.py   tables without <table>, html_boxes.py those of boxes
                   html_scripted.py   articles carried unseen: in scripts, templates, fields, frames
    text.py        plain text                      separated.py    its tables, where commas divide cells
    pdf.py         PDF with text                   paged.py        pages to blocks    pdf_page.py     characters, lines
                   pdf_unseen.py what nobody sees   pdf_names.py   fonts that lie, by digit_shapes.py
                   pdf_lines.py  to paragraphs                    paper.py        pages to a Document, which are pictures
    ofd.py         OFD              ofd_page.py  its pages as a PDF's        ofd_values.py  numbers, matrices, paths
                   ruled.py      drawn grids       pdf_tables.py  those over pages       ruled_open.py  torn by a page's end
                   unruled.py    tables without rules: segments.py (cells), unruled_rows.py, unruled_heads.py, unruled_grid.py
    docx.py        Word files of today             docx_runs.py    what prints       docx_numbering.py  its numbers
    wordml.py      their XML                       raised.py       notes of figures  legacy.py       .doc and .wps
    rtf.py         RTF                             ocr.py          images, scans
                                                  ocr_sheet.py    photographs laid flat   ocr_picture.py  seals, slant
                   docx_pictures.py  Word files of scanned pages      ocr_files.py    images, the pages of a TIFF
    sheet.py       .xls and .xlsx                  sheet_layout.py their tables       number_format.py  their figures
    sheet_xml.py   workbooks as one XML file
    packed.py      documents inside zip and MHTML  packages.py     zip files, bounded
    boxed.py       reports written into the boxes of a table
    whitespace.py  what is layout, what is text    elements.py     lxml's elements, typed

A reader is a pure function of bytes and raises only the errors of pipelines/errors.py. Everything is bounded (bounds.py).
"""
