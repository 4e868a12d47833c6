"""The catalogue (目录): where everything lies, in SQLite, derived from the stored objects alone.

    runs/... manifests -> runs, visits, coverage        segments -> captures        reports/... -> parses

Its tables are `storage/data/catalogue.sql`. It lies in STATE_DIR and may be deleted: on its first use after opening it takes in every
run that the archive has and it lacks. A run is taken in whole or not at all, in one transaction, and twice does no harm,
so that any number of processes may use one catalogue (WAL, and they wait for each other). What cannot be read of an object
that a manifest names is kept as a fault and never passed over in silence.

    database.py    the file, its tables, a connection for each thread
    rows.py        what it answers with                 questions.py   what can be asked of captures, parses and runs
    coverage.py    what is known of each place and year
    objects.py     rows out of stored objects           intake.py      a run's rows, into the tables
    whole.py       taking in, catching up, making anew
"""

from storage.catalogue.intake import Intake
from storage.catalogue.objects import Put, capture_values, parse_row
from storage.catalogue.rows import (
    CaptureRow,
    CoverageNow,
    Fault,
    FindingRow,
    Look,
    ParseRow,
    RunRow,
    Totals,
    VisitRow,
)
from storage.catalogue.whole import Catalogue

__all__ = [
    "CaptureRow",
    "Catalogue",
    "CoverageNow",
    "Fault",
    "FindingRow",
    "Intake",
    "Look",
    "ParseRow",
    "Put",
    "RunRow",
    "Totals",
    "VisitRow",
    "capture_values",
    "parse_row",
]
