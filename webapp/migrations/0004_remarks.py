# Generated from a schema diff on 2026-11-22 08:00.
from peewee import *
from webapp.db import Instant

def up(migrator, db):
    class Lesson(Model):
        class Meta:
            database = db
            table_name = 'lesson'

    class Student(Model):
        class Meta:
            database = db
            table_name = 'student'

    class User(Model):
        class Meta:
            database = db
            table_name = 'users'

    class Remark(Model):
        lesson = ForeignKeyField(Lesson)
        student = ForeignKeyField(Student)
        kind = CharField(max_length=16)
        text = TextField()
        by = ForeignKeyField(User)
        at = Instant()
        version = IntegerField(default=1)
        withdrawn_at = Instant(null=True)
        class Meta:
            database = db
            table_name = 'remark'
    db.create_tables([Remark])


def down(migrator, db):
    migrator.migrate(migrator.drop_table('remark'))
