"""Whether this copy takes part in the exchange, asked without loading anything of it."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.storage.exchange import ExchangeFact

OWN_CERTIFICATE: Final = "certificate"
"""The name of the fact that a member keeps."""


def is_member(session: Session) -> bool:
    """Whether a certificate of the alliance is kept here."""
    query = select(ExchangeFact.name).where(ExchangeFact.name == OWN_CERTIFICATE)
    return session.scalar(query) is not None
