"""
Jobs: what ran, who is reminded, what was sent; on PostgreSQL also the queue.

The queue's tables are those of the library that keeps it (huey 3.5); on SQLite it makes them itself
in a file of their own.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0002"
down_revision: Final = "0001"

_QUEUE: Final = """
CREATE TABLE huey_kv (
    queue text NOT NULL, key text NOT NULL, value bytea NOT NULL, PRIMARY KEY (queue, key));
CREATE TABLE huey_schedule (
    id bigserial PRIMARY KEY, queue text NOT NULL, data bytea NOT NULL,
    timestamp double precision NOT NULL);
CREATE INDEX huey_schedule_queue_timestamp ON huey_schedule (queue, timestamp);
CREATE TABLE huey_task (
    id bigserial PRIMARY KEY, queue text NOT NULL, data bytea NOT NULL,
    priority double precision NOT NULL DEFAULT 0.0);
CREATE INDEX huey_task_queue_priority_id ON huey_task (queue, priority DESC, id);
CREATE TABLE huey_counter (
    queue text NOT NULL, key text NOT NULL, value bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (queue, key));
"""


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "job_run",
        sa.Column("job", sa.String(32), primary_key=True),
        sa.Column("due", sa.String(32), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("leased_until", sa.String(32), nullable=False),
        sa.Column("told", sa.Text, nullable=False),
    )
    op.create_table(
        "digest_recipient",
        sa.Column("address", sa.String(254), primary_key=True),
        sa.Column("state", sa.String(2), nullable=False),
        sa.Column("days_ahead", sa.Integer, nullable=False),
    )
    op.create_table(
        "digest_sent",
        sa.Column("address", sa.String(254), primary_key=True),
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("sent_at", sa.String(32), nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.get_bind().exec_driver_sql(_QUEUE)
