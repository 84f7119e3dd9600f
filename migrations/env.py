"""Runs migrations on the application's own database connection settings."""

from alembic import context
from flask import current_app
from sqlalchemy import create_engine, event

database = current_app.extensions["migrate"].db
options = current_app.extensions["migrate"].configure_args


def run() -> None:
    """Upgrade or downgrade in one transaction: a migration killed half-way rolls back and can be run again."""
    engine = create_engine(database.engine.url)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def leave_transactions_to_us(connection, _record):
            connection.isolation_level = None

        @event.listens_for(engine, "begin")
        def lock_for_writing(connection):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=database.metadata, transactional_ddl=True, **options)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
