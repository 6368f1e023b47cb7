"""How does a good answer in the sign-in form become a cookie that no script can read?

The form runs over a websocket, which cannot set an HttpOnly cookie. So it hands the browser a
ticket, and the browser takes it to a route that can. A ticket opens once, within seconds, and only
in the browser whose visitor cookie it was made for.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, insert

from cxboard.access import tokens
from cxboard.storage.ledger import Ledger, now
from cxboard.storage.ledger_tables import tickets

LIFETIME = timedelta(seconds=20)
"""A redirect takes milliseconds; the rest is for a slow line."""


def issue(ledger: Ledger, user_name: str, visitor: str, at: datetime | None = None) -> str:
    """Return a ticket for a user in the browser that carries this visitor cookie."""
    at = at or now()
    ticket = tokens.new_token()
    with ledger.begin() as connection:
        connection.execute(delete(tickets).where(tickets.c.expires_at <= at))
        connection.execute(
            insert(tickets).values(
                ticket_hash=tokens.digest(ticket),
                user_name=user_name,
                visitor_hash=tokens.digest(visitor),
                expires_at=at + LIFETIME,
            )
        )
    return ticket


def redeem(
    ledger: Ledger, ticket: str | None, visitor: str | None, at: datetime | None = None
) -> str | None:
    """Return whom a ticket lets in, or None; either way it is used up.

    A ticket that turns up in another browser has leaked, so that attempt burns it too.
    """
    if visitor is None or not tokens.is_token(ticket):
        return None
    spend = delete(tickets).where(tickets.c.ticket_hash == tokens.digest(ticket))
    with ledger.begin() as connection:
        row = connection.execute(
            spend.returning(tickets.c.user_name, tickets.c.visitor_hash, tickets.c.expires_at)
        ).first()
    if row is None or row.visitor_hash != tokens.digest(visitor) or row.expires_at <= (at or now()):
        return None
    return str(row.user_name)
