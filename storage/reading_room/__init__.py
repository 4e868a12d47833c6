"""The reading room (阅览室): the archive as web pages, read-only, rendered on the server, working without script.

    request -> guard.py (host, headers) -> app.py (routes) -> pages/ (a file a page) -> templates/ (Jinja2, autoescape)

    index.py       what pages ask quickly: a derived database in STATE_DIR (data/index.sql); may be deleted
                   database.py its file and connections, lines.py what it answers with, figures.py one figure over places and
                   years, passages.py full-text search
    building.py    keeps the index up to date with the catalogue, jurisdiction by jurisdiction; filling.py the rows of a report
    bigrams.py     Chinese as tokens, so that full-text search finds words of any length
    states.py      the state of a place and year in one word (data/states.json)
    coverage.py    all places and years at once, kept in memory
    laying_out.py  a report's text and tables as pieces to render (blocks.py), every figure a link; laid_tables.py, cells.py
    helpers.py     what the room is given from outside: names of places, script folding, how an original is shown
    asking.py      parameters of addresses, bounded, and the errors that become pages
    caches.py      what was made once and is asked for again
    guard.py       headers that let nothing run or load, and the check of the Host header
    words.py       texts in English and Chinese (data/texts.json)
    charts.py      lines as SVG, broken where the report form changed
    api.py         the same as JSON under /api/v1; openapi.py describes it
    memento.py     RFC 7089: TimeGate and TimeMaps over captures

Knows neither Scrapy nor HTML parsing: what shows an original is handed in (helpers.py). May import storage/ only.
"""
