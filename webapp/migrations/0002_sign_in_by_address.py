# Generated from a schema diff on 2026-11-22 05:41.
from peewee import *

def up(migrator, db):
    migrator.migrate(migrator.add_index('sign_in', ('address', 'at')))


def down(migrator, db):
    migrator.migrate(migrator.drop_index('sign_in', 'sign_in_address_at'))
