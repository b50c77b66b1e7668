# Generated from a schema diff on 2026-11-26 12:31.
from peewee import *

def up(migrator, db):
    migrator.migrate(migrator.add_column('users', 'language', CharField(max_length=2, null=True)))


def down(migrator, db):
    migrator.migrate(migrator.drop_column('users', 'language'))
