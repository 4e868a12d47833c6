"""The queue, on a real PostgreSQL: the embedded one."""
