"""What stands between engine and wire, in the order in which a request passes (settings/base.py has the numbers).

    errands.py      what the request is for; is its jurisdiction's budget spent
    robots.py       robots.txt, with a verdict of its own for what it forbids
    retries.py      again after a broken connection or "later", never after a bound was reached
    redirects.py    where it is said to be instead, but not in circles
    conditional.py  "only if it changed", and the archived body where it did not
    captures.py     nearest the wire: every response to the archive, before anything touched it

The address guard and the bounds of size and time are below all of these, in crawler/wire.py.
"""
