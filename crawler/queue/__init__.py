"""The queue (排队): crawls and refetches for many machines, by Procrastinate on PostgreSQL.

    embedded.py   a PostgreSQL of one's own below STATE_DIR, where QUEUE_URI names none
    address.py    which PostgreSQL; its credentials stay out of every message
    jobs.py       the queue itself: putting jobs on it, what runs, waits and failed, jobs of dead workers
    lines.py      its jobs as `scrapy queue` shows them
    leash.py      starts a child that does not outlive its parent      child.py   a job as `scrapy crawl`, within bounds
    work.py       a worker: one job at a time, each a child
    due.py        what is due, for the queue

A job is one jurisdiction. Its lock is its politeness group (crawler/politeness.py), so that no site is visited by two at once; its queueing lock is the
jurisdiction, so that asking twice queues once. Nothing else in the project needs the queue: without it `scrapy crawl` and
`scrapy due --run` do the same on one machine.
"""
