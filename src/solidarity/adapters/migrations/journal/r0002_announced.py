"""Appending is announced, so that pages in every process follow the journal as it grows."""

from __future__ import annotations

from typing import Final

from alembic import op

revision: Final = "0002"
down_revision: Final = "0001"

_ANNOUNCED: Final = """
CREATE FUNCTION public.head_is_announced() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    PERFORM pg_notify('solidarity_journal', NEW.position::text);
    RETURN NULL;
END $$;
CREATE TRIGGER head_is_announced AFTER UPDATE ON public.head
    FOR EACH ROW EXECUTE FUNCTION public.head_is_announced();
ALTER TABLE public.head ENABLE ALWAYS TRIGGER head_is_announced;
"""


def upgrade() -> None:
    """Announce every new head to whoever listens."""
    op.get_bind().exec_driver_sql(_ANNOUNCED)
