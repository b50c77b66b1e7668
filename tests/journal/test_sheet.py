"""A lesson's sheet as it is read."""

from datetime import date, timedelta

from webapp.absence.models import ACCEPTED, AbsenceNotice
from webapp.absence.notices import Claim, give
from webapp.clock import now
from webapp.homework.models import Done, Homework
from webapp.homework.setting import set_homework
from webapp.marks.giving import give_mark
from webapp.people.models import GroupStudent, Student, User
from webapp.schoolbag.models import BagItem, GroupItem
from webapp.timetable.models import CANCELLED, Lesson

TODAY, THURSDAY = date(2026, 11, 18), date(2026, 11, 19)


def test_the_sheet_lists_the_class_in_the_order_of_the_register(sheet):
    text = sheet("kuznetsova").get().text
    places = [text.index(name) for name in ("Ёжиков Глеб", "Жуков Лев", "Орлова Мария")]
    assert places == sorted(places)
    assert "Чужов" not in text


def test_the_days_lessons_stand_in_a_row_with_what_is_entered(sheet, cast, who):
    own = sheet("kuznetsova")
    own.register("absent")
    text = own.get().text
    assert f"/lessons/{cast.lesson('maths_9', TODAY).id}" in text
    signs = text.split(f'id="signs-{own.lesson.id}"')[1].split("</span>\n</span>")[0]
    assert signs.count("есть:") == 1


def test_a_notice_prefills_the_register_and_says_so(sheet, cast, who):
    masha = Student.get_by_id(cast.students["masha"])
    give(masha, Claim(TODAY, TODAY, "ill"), by=who("orlova"))
    text = sheet("kuznetsova").get().text
    assert "по уведомлению" in text
    assert text.count('<b class="chip bad">н</b>') == 1
    AbsenceNotice.update(state=ACCEPTED).execute()
    assert '<b class="chip bad">б</b>' in sheet("kuznetsova").get().text


def test_a_student_who_left_stays_with_the_marks_of_earlier_lessons_only(sheet, cast, who):
    earlier = sheet("kuznetsova", day=date(2026, 11, 17))
    give_mark(earlier.lesson, cast.students["zhukov"], by=who("kuznetsova"), value="3", scale="5")
    GroupStudent.update(ends=date(2026, 11, 17)).where(
        GroupStudent.student == cast.students["zhukov"]
    ).execute()
    assert "Жуков" in earlier.get().text
    assert "Жуков" not in sheet("kuznetsova").get().text


def test_a_student_taken_off_the_list_afterwards_keeps_the_marks_but_gets_no_new_ones(sheet, cast, who):
    own = sheet("kuznetsova")
    give_mark(own.lesson, cast.students["zhukov"], by=who("kuznetsova"), value="3", scale="5")
    GroupStudent.update(ends=date(2026, 11, 1)).where(
        GroupStudent.student == cast.students["zhukov"]
    ).execute()
    text = own.get().text
    assert "в группе больше нет" in text
    assert f'id="entry-{cast.students["zhukov"]}"' not in text


def test_a_student_who_joins_later_is_not_on_earlier_lists(sheet, cast):
    GroupStudent.update(starts=THURSDAY).where(
        GroupStudent.student == cast.students["yozhik"], GroupStudent.group == cast.groups["maths"]
    ).execute()
    assert "Ёжиков" not in sheet("kuznetsova").get().text
    assert "Ёжиков" in sheet("lis", day=THURSDAY).get().text


def test_an_empty_group_says_who_adds_students(sheet, cast):
    GroupStudent.delete().where(GroupStudent.group == cast.groups["maths"]).execute()
    answer = sheet("kuznetsova").get()
    assert answer.status_code == 200
    assert "В этот день в группе никого нет" in answer.text


def test_a_lesson_to_come_can_be_planned_but_not_marked(sheet, cast):
    coming = sheet("kuznetsova", day=date(2026, 11, 20))
    text = coming.get().text
    assert "Урок ещё впереди" in text
    assert 'class="keypad"' not in text
    assert "Сохранить тему" in text
    assert coming.mark().status_code == 422


def test_a_cancelled_lesson_shows_why_and_takes_nothing(sheet):
    own = sheet("kuznetsova")
    Lesson.update(state=CANCELLED, reason="Мороз").where(Lesson.id == own.lesson.id).execute()
    text = own.get().text
    assert "Урок отменён: Мороз" in text
    assert 'method="post"' not in text.split("<main")[1].split('<form class="languages"')[0]


def test_who_leads_the_school_reads_without_a_single_form(sheet, cast):
    text = sheet("gromova").get().text.split("<main")[1].split('<form class="languages"')[0]
    assert "для просмотра" in text
    assert 'method="post"' not in text
    assert sheet("sokolov").mark().status_code == 404


def test_a_deputy_head_who_teaches_the_group_writes(sheet):
    assert 'class="keypad"' in sheet("gromova", group="physics", day=date(2026, 11, 17)).get().text


def test_homework_due_and_set_stands_on_the_sheet_without_anybodys_tick(sheet, cast, who):
    yesterday = cast.lesson("maths", date(2026, 11, 17))
    homework = set_homework(yesterday, by=who("kuznetsova"), text="№ 215")
    before = sheet("kuznetsova").get(partial=True).text
    assert "№ 215" in before
    Done.create(homework=homework, student=cast.students["masha"], at=now())
    assert sheet("kuznetsova").get(partial=True).text == before
    assert "№ 215" in sheet("kuznetsova", day=date(2026, 11, 17)).get().text


def test_the_sheet_stays_within_eight_statements_with_everything_on_it(sheet, cast, who, at_most_queries):
    own, teacher = sheet("kuznetsova"), who("kuznetsova")
    for student in ("masha", "yozhik", "zhukov"):
        for value in "543":
            give_mark(own.lesson, cast.students[student], by=teacher, value=value, scale="5")
    give(Student.get_by_id(cast.students["masha"]), Claim(TODAY, THURSDAY, "ill"), by=who("orlova"))
    own.register("late", "yozhik")
    set_homework(own.lesson, by=teacher, text="№ 1", student_id=cast.students["masha"])
    item = BagItem.create(
        school=cast.schools["home"], subject=own.lesson.group.subject, name="Циркуль", grams=60
    )
    GroupItem.create(group=own.lesson.group, item=item)
    for login in ("kuznetsova", "gromova"):
        reader = sheet(login)
        for partial in (False, True):
            with at_most_queries(8):
                answer = reader.get(partial=partial)
            assert "Циркуль" in answer.text


def test_a_hundred_students_take_no_more_statements(sheet, cast, at_most_queries):
    for number in range(100):
        user = User.create(surname=f"Ученик{number:03}", given_name="Я", created_at=now())
        student = Student.create(user=user, school=cast.schools["home"])
        GroupStudent.create(group=cast.groups["maths"], student=student, starts=date(2026, 9, 1))
    own = sheet("kuznetsova")
    with at_most_queries(8):
        text = own.get().text
    assert text.count('class="keypad"') == 103


def test_an_unchanged_sheet_is_304_until_something_on_it_changes(sheet, cast, who):
    own, teacher = sheet("kuznetsova"), who("kuznetsova")

    def changed(act):
        tag = own.get(partial=True).headers["ETag"]
        assert own.get(partial=True, headers={"If-None-Match": tag}).status_code == 304
        act()
        return own.get(partial=True, headers={"If-None-Match": tag}).status_code == 200

    masha = Student.get_by_id(cast.students["masha"])
    assert changed(own.mark)
    assert changed(lambda: own.register("absent", "yozhik"))
    assert changed(lambda: give(masha, Claim(TODAY, TODAY, "ill"), by=who("orlova")))
    assert changed(lambda: own.visitor.post(f"{own.url}/topic", {"topic": "Дроби", "seen": ""}))
    assert changed(lambda: set_homework(cast.lesson("maths", date(2026, 11, 17)), by=teacher, text="№ 2"))
    assert changed(lambda: own.visitor.post(f"{own.url}/bag/items", {"name": "Циркуль", "grams": "60"}))
    assert not changed(lambda: sheet("belova", group="english").mark("masha"))


def test_another_days_sheet_is_another_page_at_midnight(sheet, at):
    own = sheet("kuznetsova", day=date(2026, 11, 20))
    tag = own.get(partial=True).headers["ETag"]
    at("2026-11-18T23:59+03:00")
    assert own.get(partial=True, headers={"If-None-Match": tag}).status_code == 304
    at("2026-11-19T00:01+03:00")
    assert own.get(partial=True, headers={"If-None-Match": tag}).status_code == 200


def test_a_long_comment_and_a_long_homework_stand_whole(sheet, cast, who):
    own = sheet("kuznetsova")
    comment, text = "Очень " * 160, "слово " * 800
    assert own.mark(comment=comment).status_code == 303
    set_homework(own.lesson, by=who("kuznetsova"), text=text)
    shown = own.get().text
    assert comment.strip() in shown
    assert text.strip() in shown


def test_markup_in_what_people_type_stays_text(sheet, cast):
    own = sheet("kuznetsova")
    own.mark(comment="<script>alert(1)</script>")
    own.visitor.post(f"{own.url}/topic", {"topic": "<b>Дроби</b>", "seen": ""})
    text = own.get().text
    assert "<script>alert" not in text
    assert "<b>Дроби" not in text


def test_homework_for_a_far_week_moves_the_sheet_too(cast, who, sheet):
    due = cast.lesson("maths", TODAY + timedelta(days=7))
    set_homework(sheet("kuznetsova").lesson, by=who("kuznetsova"), text="№ 9", due_lesson_id=due.id)
    assert Homework.get().due == due.date
    assert "№ 9" in sheet("kuznetsova", day=due.date).get().text
