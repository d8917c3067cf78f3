"""The daily digest: what is overdue and what is due soon, by mail to whoever asked for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Engine, delete, insert, select

from solidarity.adapters.holiday_calendars import UNION, calendar_of
from solidarity.adapters.job_tables import RECIPIENTS, SENT
from solidarity.adapters.mail import MailServer, mail_address, message, sending
from solidarity.adapters.year_reader import actual_dates
from solidarity.cycle.calendar import Deadline, State, calendar
from solidarity.cycle.year import start
from solidarity.cycle.year_bulk import evolve_all
from solidarity.errors import InputError, Problem
from solidarity.ledger.journal import Journal
from solidarity.terms.member_states import MEMBER_STATES

DAYS_AHEAD: Final = 14
"""How many days ahead a digest looks unless told otherwise."""

DAYS_AHEAD_MAX: Final = 366


@dataclass(frozen=True, slots=True)
class Recipient:
    """
    Someone who is reminded.

    Attributes:
        address: Mail address.
        state: Code of the Member State whose own deadlines are told too; "" for those of all.
        days_ahead: How many days ahead.
    """

    address: str
    state: str = ""
    days_ahead: int = DAYS_AHEAD


@dataclass(frozen=True, slots=True)
class Line:
    """One deadline of a digest, with the cycle it belongs to."""

    year: int
    deadline: Deadline


def subscribe(office: Engine, recipient: Recipient) -> Recipient:
    """
    Enter a recipient; one with the same address is replaced.

    Raises:
        InputError: If the address, the state or the number of days cannot be.
    """
    known = {state.code for state in MEMBER_STATES}
    if recipient.state and recipient.state not in known:
        what = f'"{recipient.state}" is no Member State'
        raise InputError(Problem(what, " ".join(sorted(known)), column="state"))
    if not 1 <= recipient.days_ahead <= DAYS_AHEAD_MAX:
        what = f"{recipient.days_ahead} days ahead"
        raise InputError(Problem(what, f"1 to {DAYS_AHEAD_MAX}", column="days"))
    admitted = Recipient(mail_address(recipient.address), recipient.state, recipient.days_ahead)
    with office.begin() as connection:
        connection.execute(delete(RECIPIENTS).where(RECIPIENTS.c.address == admitted.address))
        connection.execute(
            insert(RECIPIENTS).values(
                address=admitted.address, state=admitted.state, days_ahead=admitted.days_ahead
            )
        )
    return admitted


def unsubscribe(office: Engine, address: str) -> bool:
    """Remove a recipient; tell whether there was one."""
    with office.begin() as connection:
        gone = connection.execute(delete(RECIPIENTS).where(RECIPIENTS.c.address == address))
    return gone.rowcount > 0


def recipients(office: Engine) -> tuple[Recipient, ...]:
    """Give who is reminded, by address."""
    with office.connect() as connection:
        rows = connection.execute(select(RECIPIENTS).order_by(RECIPIENTS.c.address)).all()
    return tuple(Recipient(row.address, row.state, row.days_ahead) for row in rows)


def lines_for(recipient: Recipient, lines: Iterable[Line], today: date) -> tuple[Line, ...]:
    """Give the deadlines a recipient is told of: overdue ones, then open ones due soon."""
    last = today + timedelta(recipient.days_ahead)
    own = [line for line in lines if _concerns(line.deadline, recipient.state)]
    overdue = [line for line in own if line.deadline.state is State.OVERDUE]
    soon = [
        line
        for line in own
        if line.deadline.state is State.OPEN and line.deadline.due and line.deadline.due <= last
    ]
    return (*sorted(overdue, key=_by_day), *sorted(soon, key=_by_day))


def deadlines_on(journal: Journal, today: date) -> tuple[Line, ...]:
    """Give the deadlines of the cycles that run on a day: those of this year and of the next."""
    holidays = calendar_of(UNION)
    found: list[Line] = []
    for year in (today.year, today.year + 1):
        known = actual_dates(evolve_all(start(year), journal.standing(year, as_of=today)))
        deadlines = calendar(year, known, as_of=today, holidays=holidays)
        found.extend(Line(year, deadline) for deadline in deadlines)
    return tuple(found)


def digest_text(lines: Sequence[Line], today: date) -> tuple[str, str]:
    """Write subject and text of a digest."""
    overdue = sum(line.deadline.state is State.OVERDUE for line in lines)
    subject = f"Deadlines of the solidarity cycle, {today:%d.%m.%Y}: {len(lines) - overdue} coming"
    if overdue:
        subject += f", {overdue} overdue"
    told = [_told(line, today) for line in lines]
    end = "You get this because your address is on the list of reminders of this installation."
    return subject, "\n\n".join([*told, f"-- \n{end}"]) + "\n"


def send_digests(office: Engine, journal: Journal, server: MailServer, moment: datetime) -> str:
    """
    Send the digests of a day that were not sent yet, and note each as soon as it is taken.

    Args:
        office: The database of the office.
        journal: The journal.
        server: Who takes the mail.
        moment: The moment, in UTC; its day is the day of the digests.

    Returns:
        What was done, in words.

    Raises:
        SolidarityError: If the mail server fails; what it took before is noted and not sent again.
    """
    today = moment.date()
    done = _sent_on(office, today)
    lines = deadlines_on(journal, today)
    waiting = [
        (one, mine)
        for one in recipients(office)
        if one.address not in done and (mine := lines_for(one, lines, today))
    ]
    if not waiting:
        return f"no digest to send on {today}"
    with sending(server) as connection:
        for recipient, mine in waiting:
            subject, text = digest_text(mine, today)
            connection.send_message(message(server, recipient.address, subject, text))
            with office.begin() as noting:
                noting.execute(
                    insert(SENT).values(
                        address=recipient.address,
                        day=today.isoformat(),
                        sent_at=moment.isoformat(timespec="seconds"),
                    )
                )
    return f"{len(waiting)} digests sent on {today}"


def _sent_on(office: Engine, day: date) -> set[str]:
    with office.connect() as connection:
        asked = select(SENT.c.address).where(SENT.c.day == day.isoformat())
        return set(connection.execute(asked).scalars())


def _concerns(deadline: Deadline, state: str) -> bool:
    """Tell whether a deadline is everybody's, or that of the state asked for."""
    _, _, of_state = deadline.id.partition(":")
    return not state or not of_state or of_state == state


def _by_day(line: Line) -> date:
    return line.deadline.due or date.max


def _told(line: Line, today: date) -> str:
    deadline = line.deadline
    due = deadline.due or today
    when = f"{due:%d.%m.%Y}"
    if deadline.state is State.OVERDUE:
        when += f", overdue by {deadline.days_late} days"
    else:
        when += f", in {(due - today).days} days"
    return f"{when}\n{deadline.what} ({deadline.who}; {deadline.provision}; cycle {line.year})"
