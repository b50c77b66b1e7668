# Generated from a schema diff on 2026-11-22 05:04.
from peewee import *
from webapp.db import Day
from webapp.db import Instant
from webapp.db import WallTime


def up(migrator, db):
    class User(Model):
        login = CharField(unique=True, null=True, max_length=64)
        password_hash = CharField(null=True)
        must_change = BooleanField(default=False)
        epoch = SmallIntegerField(default=0)
        surname = CharField(max_length=100)
        given_name = CharField(max_length=100)
        patronymic = CharField(max_length=100, default="")
        folded = CharField(index=True, max_length=320)
        email = CharField(index=True, null=True)
        phone = CharField(index=True, null=True, max_length=32)
        external_id = CharField(null=True)
        ended_on = Day(null=True)
        created_at = Instant()

        class Meta:
            database = db
            table_name = "users"

    db.create_tables([User])

    class School(Model):
        name = CharField(unique=True)
        country = CharField(max_length=2, default="RU")
        timezone = CharField(max_length=64, default="Europe/Moscow")
        external_id = CharField(null=True)

        class Meta:
            database = db
            table_name = "school"

    db.create_tables([School])

    class Student(Model):
        user = ForeignKeyField(User)
        school = ForeignKeyField(School)
        birth_date = Day(null=True)
        colour = SmallIntegerField(default=0)
        external_id = CharField(null=True)
        ended_on = Day(null=True)

        class Meta:
            database = db
            table_name = "student"
            indexes = ((("school", "user"), True),)

    db.create_tables([Student])

    class AbsenceNotice(Model):
        student = ForeignKeyField(Student)
        starts = Day()
        ends = Day()
        numbers = CharField(default="")
        reason = CharField(max_length=16)
        comment = TextField(default="")
        by = ForeignKeyField(User)
        phoned_by = CharField(default="")
        created_at = Instant()
        edited_at = Instant(null=True)
        state = CharField(max_length=16, default="sent")
        answered_by = ForeignKeyField(User, null=True)
        answered_at = Instant(null=True)
        answer = TextField(default="")
        version = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "absence_notice"
            indexes = ((("student", "starts"), False),)

    db.create_tables([AbsenceNotice])

    class AcademicYear(Model):
        school = ForeignKeyField(School)
        name = CharField(max_length=16)
        starts = Day()
        ends = Day()

        class Meta:
            database = db
            table_name = "academic_year"
            indexes = ((("school", "starts"), True),)

    db.create_tables([AcademicYear])

    class Subject(Model):
        school = ForeignKeyField(School)
        name = CharField()
        short = CharField(max_length=32, default="")
        scale = CharField(max_length=8, default="5")
        external_id = CharField(null=True)

        class Meta:
            database = db
            table_name = "subject"
            indexes = ((("school", "name"), True),)

    db.create_tables([Subject])

    class BagItem(Model):
        school = ForeignKeyField(School)
        subject = ForeignKeyField(Subject, null=True)
        name = CharField()
        kind = CharField(max_length=16, default="other")
        grams = IntegerField()
        daily = BooleanField(default=False)
        grade_from = SmallIntegerField(default=1)
        grade_to = SmallIntegerField(default=11)
        by = ForeignKeyField(User, null=True)
        ended_on = Day(null=True)

        class Meta:
            database = db
            table_name = "bag_item"

    db.create_tables([BagItem])

    class BagLimit(Model):
        school = ForeignKeyField(School)
        grade_from = SmallIntegerField()
        grade_to = SmallIntegerField()
        grams = IntegerField()
        empty_bag = IntegerField()

        class Meta:
            database = db
            table_name = "bag_limit"

    db.create_tables([BagLimit])

    class BellScheme(Model):
        school = ForeignKeyField(School)
        name = CharField(max_length=64)
        shift = SmallIntegerField(default=1)
        is_default = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "bell_scheme"
            indexes = ((("school", "name"), True),)

    db.create_tables([BellScheme])

    class Bell(Model):
        scheme = ForeignKeyField(BellScheme, on_delete="CASCADE")
        number = SmallIntegerField()
        starts = WallTime()
        ends = WallTime()

        class Meta:
            database = db
            table_name = "bell"
            indexes = ((("scheme", "number"), True),)

    db.create_tables([Bell])

    class BellDay(Model):
        school = ForeignKeyField(School)
        date = Day()
        shift = SmallIntegerField(default=1)
        scheme = ForeignKeyField(BellScheme)

        class Meta:
            database = db
            table_name = "bell_day"
            indexes = ((("school", "date", "shift"), True),)

    db.create_tables([BellDay])

    class Change(Model):
        id = BigAutoField()
        at = Instant()
        user_id = IntegerField(index=True)
        school_id = IntegerField()
        kind = CharField(max_length=64)
        student_id = IntegerField(null=True)
        group_id = IntegerField(null=True)
        class_id = IntegerField(null=True)
        lesson_id = IntegerField(null=True)
        week = CharField(max_length=8, default="*")
        what = CharField(max_length=64)
        before = TextField(null=True)
        after = TextField(null=True)

        class Meta:
            database = db
            table_name = "change"
            indexes = ((("student_id", "week"), False), (("lesson_id",), False), (("school_id", "at"), False))

    db.create_tables([Change])

    class SchoolClass(Model):
        school = ForeignKeyField(School)
        year = ForeignKeyField(AcademicYear)
        name = CharField(max_length=64)
        grade = SmallIntegerField()
        shift = SmallIntegerField(default=1)
        class_teacher = ForeignKeyField(User, null=True)
        external_id = CharField(null=True)

        class Meta:
            database = db
            table_name = "school_class"
            indexes = ((("year", "name"), True), (("school", "name"), False))

    db.create_tables([SchoolClass])

    class Group(Model):
        school = ForeignKeyField(School)
        year = ForeignKeyField(AcademicYear)
        subject = ForeignKeyField(Subject)
        name = CharField()
        whole_class = ForeignKeyField(SchoolClass, null=True)
        external_id = CharField(null=True)
        ended_on = Day(null=True)

        class Meta:
            database = db
            table_name = "learning_group"
            indexes = ((("year", "subject"), False),)

    db.create_tables([Group])

    class Room(Model):
        school = ForeignKeyField(School)
        name = CharField(max_length=64)

        class Meta:
            database = db
            table_name = "room"
            indexes = ((("school", "name"), True),)

    db.create_tables([Room])

    class Slot(Model):
        group = ForeignKeyField(Group)
        weekday = SmallIntegerField()
        number = SmallIntegerField()
        starts_at = WallTime()
        ends_at = WallTime()
        weeks = CharField(max_length=8, default="every")
        room = ForeignKeyField(Room, null=True)
        starts = Day()
        ends = Day(null=True)
        external_id = CharField(null=True)

        class Meta:
            database = db
            table_name = "slot"

    db.create_tables([Slot])

    class Lesson(Model):
        school = ForeignKeyField(School)
        group = ForeignKeyField(Group)
        slot = ForeignKeyField(Slot, null=True)
        date = Day()
        week = CharField(max_length=8)
        number = SmallIntegerField()
        starts_at = WallTime()
        ends_at = WallTime()
        teacher = ForeignKeyField(User, null=True)
        room = ForeignKeyField(Room, null=True)
        subject = ForeignKeyField(Subject, null=True)
        state = CharField(max_length=16, default="planned")
        reason = CharField(default="")
        moved_date = Day(null=True)
        moved_number = SmallIntegerField(null=True)
        topic = TextField(null=True)
        topic_at = Instant(null=True)
        version = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "lesson"
            indexes = ((("group", "date"), False), (("teacher", "date"), False), (("school", "date"), False))

    db.create_tables([Lesson])

    class Homework(Model):
        group = ForeignKeyField(Group)
        student = ForeignKeyField(Student, null=True)
        set_in = ForeignKeyField(Lesson, null=True)
        lesson = ForeignKeyField(Lesson, null=True)
        due = Day()
        kind = CharField(max_length=16, default="mandatory")
        text = TextField(default="")
        by = ForeignKeyField(User)
        created_at = Instant()
        edited_at = Instant()
        withdrawn_at = Instant(null=True)
        version = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "homework"
            indexes = ((("group", "due"), False),)

    db.create_tables([Homework])

    class Done(Model):
        homework = ForeignKeyField(Homework, on_delete="CASCADE")
        student = ForeignKeyField(Student)
        at = Instant()

        class Meta:
            database = db
            table_name = "homework_done"
            indexes = ((("homework", "student"), True),)

    db.create_tables([Done])

    class Enrolment(Model):
        student = ForeignKeyField(Student)
        school_class = ForeignKeyField(SchoolClass)
        starts = Day()
        ends = Day(null=True)

        class Meta:
            database = db
            table_name = "enrolment"
            indexes = ((("school_class", "starts"), False),)

    db.create_tables([Enrolment])

    class FormOfControl(Model):
        school = ForeignKeyField(School)
        name = CharField(max_length=64)
        short = CharField(max_length=16, default="")
        weight = SmallIntegerField(default=1)
        position = SmallIntegerField(default=0)
        is_active = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "form_of_control"
            indexes = ((("school", "name"), True),)

    db.create_tables([FormOfControl])

    class GroupClass(Model):
        group = ForeignKeyField(Group, on_delete="CASCADE")
        school_class = ForeignKeyField(SchoolClass)

        class Meta:
            database = db
            table_name = "group_class"
            indexes = ((("group", "school_class"), True),)

    db.create_tables([GroupClass])

    class GroupItem(Model):
        group = ForeignKeyField(Group, on_delete="CASCADE")
        item = ForeignKeyField(BagItem)

        class Meta:
            database = db
            table_name = "group_item"
            indexes = ((("group", "item"), True),)

    db.create_tables([GroupItem])

    class GroupStudent(Model):
        group = ForeignKeyField(Group, on_delete="CASCADE")
        student = ForeignKeyField(Student)
        starts = Day()
        ends = Day(null=True)

        class Meta:
            database = db
            table_name = "group_student"
            indexes = ((("group", "student"), False),)

    db.create_tables([GroupStudent])

    class GroupTeacher(Model):
        group = ForeignKeyField(Group, on_delete="CASCADE")
        teacher = ForeignKeyField(User)
        position = SmallIntegerField(default=0)

        class Meta:
            database = db
            table_name = "group_teacher"
            indexes = ((("group", "teacher"), True),)

    db.create_tables([GroupTeacher])

    class Guardianship(Model):
        guardian = ForeignKeyField(User)
        student = ForeignKeyField(Student)
        kind = CharField(max_length=16, default="guardian")
        starts = Day(null=True)
        ends = Day(null=True)

        class Meta:
            database = db
            table_name = "guardianship"
            indexes = ((("guardian", "student"), True),)

    db.create_tables([Guardianship])

    class Holiday(Model):
        school = ForeignKeyField(School)
        starts = Day()
        ends = Day()
        name = CharField()
        kind = CharField(max_length=16, default="break")

        class Meta:
            database = db
            table_name = "holiday"
            indexes = ((("school", "starts"), False),)

    db.create_tables([Holiday])

    class LessonItem(Model):
        lesson = ForeignKeyField(Lesson, on_delete="CASCADE")
        item = ForeignKeyField(BagItem)
        needed = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "lesson_item"
            indexes = ((("lesson", "item"), True),)

    db.create_tables([LessonItem])

    class Mark(Model):
        lesson = ForeignKeyField(Lesson)
        student = ForeignKeyField(Student)
        form = ForeignKeyField(FormOfControl)
        scale = CharField(max_length=8)
        value = CharField(max_length=16)
        counted = BooleanField(default=True)
        comment = TextField(default="")
        by = ForeignKeyField(User)
        at = Instant()
        version = IntegerField(default=1)
        withdrawn_at = Instant(null=True)

        class Meta:
            database = db
            table_name = "mark"
            indexes = ((("lesson", "student"), False), (("student", "lesson"), False))

    db.create_tables([Mark])

    class MarkVersion(Model):
        mark = ForeignKeyField(Mark)
        number = IntegerField()
        form = ForeignKeyField(FormOfControl)
        scale = CharField(max_length=8)
        value = CharField(max_length=16)
        counted = BooleanField()
        comment = TextField(default="")
        withdrawn = BooleanField(default=False)
        by = ForeignKeyField(User)
        at = Instant()
        reason = TextField(default="")

        class Meta:
            database = db
            table_name = "mark_version"
            indexes = ((("mark", "number"), True),)

    db.create_tables([MarkVersion])

    class Packed(Model):
        student = ForeignKeyField(Student)
        date = Day()
        item = ForeignKeyField(BagItem)
        state = CharField(max_length=16, default="packed")
        by = ForeignKeyField(User)
        at = Instant()

        class Meta:
            database = db
            table_name = "packed"
            indexes = ((("student", "date", "item"), True),)

    db.create_tables([Packed])

    class Period(Model):
        year = ForeignKeyField(AcademicYear)
        kind = CharField(max_length=16)
        number = SmallIntegerField()
        starts = Day()
        ends = Day()
        grade_from = SmallIntegerField(default=1)
        grade_to = SmallIntegerField(default=11)

        class Meta:
            database = db
            table_name = "period"

    db.create_tables([Period])

    class Receipt(Model):
        id = BigAutoField()
        user_id = IntegerField()
        key = CharField(max_length=64)
        fingerprint = CharField(max_length=64)
        at = Instant()
        status = SmallIntegerField()
        location = TextField()
        ids = TextField(default="{}")

        class Meta:
            database = db
            table_name = "receipt"
            indexes = ((("user_id", "key"), True),)

    db.create_tables([Receipt])

    class Register(Model):
        lesson = ForeignKeyField(Lesson)
        student = ForeignKeyField(Student)
        kind = CharField(max_length=16)
        minutes_late = SmallIntegerField(null=True)
        by = ForeignKeyField(User)
        at = Instant()
        version = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "register"
            indexes = ((("lesson", "student"), True), (("student", "lesson"), False))

    db.create_tables([Register])

    class Role(Model):
        user = ForeignKeyField(User)
        school = ForeignKeyField(School)
        kind = CharField(max_length=16)
        starts = Day(null=True)
        ends = Day(null=True)

        class Meta:
            database = db
            table_name = "role"
            indexes = ((("school", "kind"), False), (("user", "school", "kind"), False))

    db.create_tables([Role])

    class SignIn(Model):
        at = Instant()
        login = CharField(index=True, max_length=64)
        user = ForeignKeyField(User, null=True)
        accepted = BooleanField()
        address = CharField(max_length=64, default="")
        agent = TextField(default="")

        class Meta:
            database = db
            table_name = "sign_in"

    db.create_tables([SignIn])

    class Version(Model):
        scope = CharField(max_length=32)
        week = CharField(max_length=8)
        n = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "version"
            primary_key = CompositeKey("scope", "week")

    db.create_tables([Version])


def down(migrator, db):
    migrator.migrate(migrator.drop_table("version"))
    migrator.migrate(migrator.drop_table("sign_in"))
    migrator.migrate(migrator.drop_table("role"))
    migrator.migrate(migrator.drop_table("register"))
    migrator.migrate(migrator.drop_table("receipt"))
    migrator.migrate(migrator.drop_table("period"))
    migrator.migrate(migrator.drop_table("packed"))
    migrator.migrate(migrator.drop_table("mark_version"))
    migrator.migrate(migrator.drop_table("mark"))
    migrator.migrate(migrator.drop_table("lesson_item"))
    migrator.migrate(migrator.drop_table("holiday"))
    migrator.migrate(migrator.drop_table("guardianship"))
    migrator.migrate(migrator.drop_table("group_teacher"))
    migrator.migrate(migrator.drop_table("group_student"))
    migrator.migrate(migrator.drop_table("group_item"))
    migrator.migrate(migrator.drop_table("group_class"))
    migrator.migrate(migrator.drop_table("form_of_control"))
    migrator.migrate(migrator.drop_table("enrolment"))
    migrator.migrate(migrator.drop_table("homework_done"))
    migrator.migrate(migrator.drop_table("homework"))
    migrator.migrate(migrator.drop_table("lesson"))
    migrator.migrate(migrator.drop_table("slot"))
    migrator.migrate(migrator.drop_table("room"))
    migrator.migrate(migrator.drop_table("learning_group"))
    migrator.migrate(migrator.drop_table("school_class"))
    migrator.migrate(migrator.drop_table("change"))
    migrator.migrate(migrator.drop_table("bell_day"))
    migrator.migrate(migrator.drop_table("bell"))
    migrator.migrate(migrator.drop_table("bell_scheme"))
    migrator.migrate(migrator.drop_table("bag_limit"))
    migrator.migrate(migrator.drop_table("bag_item"))
    migrator.migrate(migrator.drop_table("subject"))
    migrator.migrate(migrator.drop_table("academic_year"))
    migrator.migrate(migrator.drop_table("absence_notice"))
    migrator.migrate(migrator.drop_table("student"))
    migrator.migrate(migrator.drop_table("school"))
    migrator.migrate(migrator.drop_table("users"))
