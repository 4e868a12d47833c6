"""Monitors (监测): is a run as good as those before it, who is told, and what others may read of it.

    a run's counts -> judging.py (thresholds.toml, the catalogue's history) -> concerns, kept in the run's commit
    committed run  -> suite.py (Spidermon: a monitor a question) -> alerts.py (webhook, e-mail)
    catalogue      -> publishing.py -> the Atom feed (storage/feed.py) and Prometheus metrics (metrics.py)

Judging comes before the commit, so that outcome and reasons are part of it; telling comes after, so that nobody who does not
answer can keep a run from being committed.
"""
