"""
The journal: entries that stay, and the head that only advances.

The database itself keeps the chain whole, whoever is connected and whatever they use: after every
insertion it checks, for all new entries at once, that they follow the head without a gap and each
name the hash before, and moves the head on. The row of the head is what writers wait for, so two
of them can never both follow the same entry. Who may append needs SELECT and INSERT on `entry` and
SELECT on `head`, and nothing else.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision: Final = "0001"
down_revision: Final = None

_TABLES: Final = """
CREATE TABLE public.entry (
    position    bigint PRIMARY KEY CHECK (position >= 1),
    year        bigint NOT NULL,
    event       text NOT NULL,
    payload     text NOT NULL,
    holds_from  date NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text NOT NULL,
    basis       text NOT NULL,
    corrects    bigint CHECK (corrects < position),
    previous    text NOT NULL CHECK (previous ~ '^[0-9a-f]{64}$'),
    hash        text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$')
);
CREATE INDEX entry_by_year ON public.entry (year, position);
CREATE INDEX entry_by_correction ON public.entry (corrects, position) WHERE corrects IS NOT NULL;
CREATE TABLE public.head (
    one      integer PRIMARY KEY CHECK (one = 1),
    position bigint NOT NULL,
    hash     text NOT NULL
);
INSERT INTO public.head VALUES (1, 0, repeat('0', 64));
REVOKE ALL ON public.entry, public.head FROM PUBLIC;
"""

_FUNCTIONS: Final = """
CREATE FUNCTION public.head_for_append(OUT "position" bigint, OUT hash text,
                                       OUT recorded_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
#variable_conflict use_column
BEGIN
    SELECT h.position, h.hash INTO STRICT head_for_append.position, head_for_append.hash
        FROM public.head AS h FOR UPDATE;
    SELECT e.recorded_at INTO head_for_append.recorded_at
        FROM public.entry AS e WHERE e.position = head_for_append.position;
END $$;

CREATE FUNCTION public.entries_follow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    before public.head;
    last record;
    astray bigint;
BEGIN
    SELECT * INTO STRICT before FROM public.head FOR UPDATE;
    SELECT min(placed.position) INTO astray FROM (
        SELECT fresh.position, fresh.previous,
               before.position + row_number() OVER by_position AS place,
               lag(fresh.hash, 1, before.hash) OVER by_position AS link
        FROM fresh WINDOW by_position AS (ORDER BY fresh.position)
    ) AS placed
    WHERE placed.position <> placed.place OR placed.previous <> placed.link;
    IF astray IS NOT NULL THEN
        RAISE EXCEPTION 'an entry follows the last one and names its hash; entry %% does not',
            astray USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT fresh.position, fresh.hash INTO last
        FROM fresh ORDER BY fresh.position DESC LIMIT 1;
    IF FOUND THEN
        UPDATE public.head SET position = last.position, hash = last.hash;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.entry_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'an entry is never changed or removed'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION public.head_advances() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.position > OLD.position AND EXISTS (
            SELECT FROM public.entry AS e WHERE e.position = NEW.position AND e.hash = NEW.hash)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the head only advances, to an entry'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
REVOKE ALL ON FUNCTION public.head_for_append() FROM PUBLIC;
"""

_TRIGGERS: Final = """
CREATE TRIGGER entries_follow AFTER INSERT ON public.entry
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.entries_follow();
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON public.entry
    FOR EACH STATEMENT EXECUTE FUNCTION public.entry_stays();
CREATE TRIGGER head_advances BEFORE UPDATE OR DELETE ON public.head
    FOR EACH ROW EXECUTE FUNCTION public.head_advances();
CREATE TRIGGER head_remains BEFORE TRUNCATE ON public.head
    FOR EACH STATEMENT EXECUTE FUNCTION public.head_advances();
ALTER TABLE public.entry ENABLE ALWAYS TRIGGER entries_follow;
ALTER TABLE public.entry ENABLE ALWAYS TRIGGER entry_stays;
ALTER TABLE public.head ENABLE ALWAYS TRIGGER head_advances;
ALTER TABLE public.head ENABLE ALWAYS TRIGGER head_remains;
"""


def upgrade() -> None:
    """Make the tables and what guards them."""
    connection = op.get_bind()
    for text in (_TABLES, _FUNCTIONS, _TRIGGERS):
        connection.exec_driver_sql(text)
