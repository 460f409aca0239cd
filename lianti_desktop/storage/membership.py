"""Whether this copy takes part in the exchange, asked without loading anything of it."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.storage.exchange import ExchangeFact
from lianti_desktop.storage.site import read_local

OWN_CERTIFICATE: Final = "certificate"
"""The name of the fact that a member keeps."""
ASKS_AGAIN: Final = "exchange_asks_again"
"""The local fact of who gave up its name in order to join once more."""


def is_member(session: Session) -> bool:
    """Whether a certificate of the alliance is kept here."""
    query = select(ExchangeFact.name).where(ExchangeFact.name == OWN_CERTIFICATE)
    return session.scalar(query) is not None


def asks_again(session: Session) -> bool:
    """Whether this copy was a member, asks to join again and has not been settled since."""
    return read_local(session, ASKS_AGAIN) is not None
