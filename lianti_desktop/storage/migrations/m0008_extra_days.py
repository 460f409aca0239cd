"""Version 8: days on which lessons are made up, as the calendar of 调休 orders them."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Adds the column."""
    op.add_column("term", sa.Column("extra_days", sa.JSON()))
