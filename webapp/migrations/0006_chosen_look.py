# Generated from a schema diff on 2026-11-22 12:55.
from peewee import *

def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = 'users'

    class ChosenLook(Model):
        user = ForeignKeyField(User, primary_key=True)
        theme = CharField(max_length=8)
        size = CharField(max_length=8)
        spacing = CharField(max_length=8)
        pictures = CharField(max_length=8)
        class Meta:
            database = db
            table_name = 'chosen_look'
    db.create_tables([ChosenLook])


def down(migrator, db):
    migrator.migrate(migrator.drop_table('chosen_look'))
