"""What is kept (存): objects, WARC segments, runs, snapshots, the catalogue, exports.

Knows neither Scrapy nor HTML; imports nothing of crawler/ or pipelines/. The keys (Contract 4):

    archive.json                                              format version, written once
    captures/<jurisdiction>/<run>/<seq6>-<sha256[:16]>.warc.gz  a gzip member a record
    runs/<yyyy>/<mm>/<run>.json                               a run's commit
    reports/<jurisdiction>/<record uuid>/<parser version>.json  parsed reports, derived
    trees/<hh>/<sha256>.json                                  content-named: root -> province -> jurisdiction -> run
    snapshots/<scope>/<date>-<root[:12]>.json                 a snapshot
    proofs/<scope>/<date>-<root[:12]>/...                     its signatures and time stamps, if there are any

Objects are written once and never changed. Order of writes: segment, run, tree, snapshot; nothing refers to what is not
yet there. A run's commit is what makes its captures part of the archive; LIST is only a hint. The catalogue (SQLite, in
STATE_DIR) is derived from these objects and may be deleted.

    report.py     Contract 3 as models          capture.py    the values that cross between the folders
    objects/      one interface, local or S3    warc/         records in, records out
    spool/        local, fsynced, bounded       writer/       a run being written: spool -> segment -> store -> commit
    sending.py    from spool to store           recovery.py   what a killed run left, finished; fixity.py reads segments
    closing.py    what a commit names           state.py      STATE_DIR, a folder for each archive
    archive.py    the room as a whole           runs.py       a run's commit
    folders.py    names that survive a power cut
    trees.py      content-named nodes           snapshots/    made, found, verified; differences.py compares two
    verify/       fixity of everything          copying.py    a verified copy elsewhere; probing.py what a store supports
    catalogue/    where everything lies         selection.py  which copy is the report
    continuity.py checks across years           events.py status.py  what happened, and how each source is
    legal.py      deadlines, and who kept them  feed.py        the events as an Atom feed
    exports.py    rows (rows.py) out of it all  tables.py      as JSON Lines, CSV, Parquet; dictionary.py names the figures
    proofs.py     who signed a snapshot, and when it was stamped
    wacz.py       a snapshot that replays       crate.py       a snapshot to deposit
    reading_room/ the archive as web pages, read-only
"""
