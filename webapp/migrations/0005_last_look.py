# Generated from a schema diff on 2026-11-22 08:06.
from peewee import *
from webapp.db import Instant

def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = 'users'

    class LastLook(Model):
        user = ForeignKeyField(User, primary_key=True)
        settled = Instant()
        seen = TextField(default='')
        class Meta:
            database = db
            table_name = 'last_look'
    db.create_tables([LastLook])

    migrator.migrate(migrator.drop_index('change', 'change_school_id_at'))
    migrator.migrate(migrator.drop_index('change', 'change_student_id_week'))
    migrator.migrate(migrator.add_index('change', ('group_id', 'student_id', 'at')))
    migrator.migrate(migrator.add_index('change', ('school_id', 'kind', 'at')))
    migrator.migrate(migrator.add_index('change', ('student_id', 'at')))


def down(migrator, db):
    migrator.migrate(migrator.drop_index('change', 'change_student_id_at'))
    migrator.migrate(migrator.drop_index('change', 'change_school_id_kind_at'))
    migrator.migrate(migrator.drop_index('change', 'change_group_id_student_id_at'))
    migrator.migrate(migrator.add_index('change', ('student_id', 'week')))
    migrator.migrate(migrator.add_index('change', ('school_id', 'at')))
    migrator.migrate(migrator.drop_table('last_look'))
