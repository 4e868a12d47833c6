"""The queue's jobs as people see them: a line for each, told from its row and the last attempt at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

# In the order in which waiting jobs are taken. One parameter: the task's name.
JOBS_AND_LAST_ATTEMPTS = """
SELECT job.id, job.status::text AS status, job.args, job.lock, job.priority, job.attempts, job.scheduled_at,
       last.worker, last.log, last.ending, last.reason, last.started, last.ended,
       (SELECT max(at) FROM procrastinate_events WHERE job_id = job.id) AS at,
       (SELECT min(at) FROM procrastinate_events WHERE job_id = job.id) AS put
FROM procrastinate_jobs job
LEFT JOIN LATERAL (
    SELECT * FROM lantai_attempts WHERE job_id = job.id ORDER BY id DESC LIMIT 1
) last ON true
WHERE job.task_name = %s
ORDER BY job.priority DESC, job.id
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A job as `scrapy queue` shows it. `since` is when it began, was put, or ended; `until` when a waiting one may run."""

    job: int
    state: Literal["runs", "waits", "failed", "done"]
    jurisdiction: str
    kind: str
    years: str | None
    on_demand: bool
    group: str | None
    attempts: int
    since: datetime | None
    until: datetime | None
    worker: str | None
    log: str | None
    why: str | None


def line_of(row: Mapping[str, Any]) -> Line:
    """A row of JOBS_AND_LAST_ATTEMPTS, told."""
    states: dict[str, Literal["runs", "waits", "failed", "done"]] = {
        "doing": "runs",
        "todo": "waits",
        "succeeded": "done",
    }
    state = states.get(row["status"], "failed")
    ended = row["ending"] not in (None, "done")
    return Line(
        job=row["id"],
        state=state,
        jurisdiction=row["args"]["jurisdiction"],
        kind=row["args"]["kind"],
        years=row["args"]["years"],
        on_demand=row["args"]["on_demand"],
        group=row["lock"],
        attempts=row["attempts"] + (state == "runs"),
        since={"runs": row["started"], "waits": row["put"]}.get(state, row["ended"] or row["at"]),
        until=row["scheduled_at"] if state == "waits" else None,
        worker=row["worker"] if state != "waits" else None,
        log=row["log"],
        why=f"{row['ending']}: {row['reason']}" if state in ("waits", "failed") and ended else None,
    )
