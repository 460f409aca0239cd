"""Version 1: all tables with which the program began."""

from alembic.operations import Operations

from lianti_desktop.storage.migrations.m0001_activities import create_activities
from lianti_desktop.storage.migrations.m0001_log import create_log
from lianti_desktop.storage.migrations.m0001_organisation import create_organisation


def upgrade(op: Operations) -> None:
    """Makes the tables in an empty database."""
    create_log(op)
    create_organisation(op)
    create_activities(op)
