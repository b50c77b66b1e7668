# Generated from a schema diff on 2026-11-22 07:59.
from peewee import *
from webapp.db import Instant

def up(migrator, db):
    class Student(Model):
        class Meta:
            database = db
            table_name = 'student'

    class User(Model):
        class Meta:
            database = db
            table_name = 'users'

    class WeekSignature(Model):
        student = ForeignKeyField(Student)
        week = CharField(max_length=8)
        guardian = ForeignKeyField(User)
        signed_at = Instant()
        made_at = Instant()
        device_at = Instant(null=True)
        class Meta:
            database = db
            table_name = 'week_signature'
            indexes = ((('student', 'week', 'guardian'), True),)
    db.create_tables([WeekSignature])


def down(migrator, db):
    migrator.migrate(migrator.drop_table('week_signature'))
