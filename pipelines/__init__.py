"""What comes in (读): the stages a capture passes, a stage a file, in this order.

    capture.py    a response becomes a capture: byte for byte, secrets of ours redacted
    document.py   bytes become blocks (readers/ has one file a kind of file)
    clean.py      blocks become the article: boilerplate out, nothing of the report lost
    pictured.py   tables that it shows as pictures become tables of it
    parse.py      the article becomes a report (parsing/)
    check.py      the report's figures are held against each other (checking/)
    archive.py    the report goes to the store, after its capture

coding.py undoes Content-Encoding within bounds; item.py is what passes the stages; reading_stage.py is 2 to 5 as one item stage.
reading.py runs document -> clean -> pictured -> parse -> check in one call, in a process of the pool (workers.py): bytes in, models out,
no Scrapy, no network. Imports go to storage/ only.
"""
