"""Each change as people read it, and only what the viewer may see."""

from datetime import date

from tests.cast import TODAY
from tests.lately.conftest import FRIDAY, MONDAY, THURSDAY
from webapp.absence import answering, notices
from webapp.absence.notices import Claim
from webapp.absence.registering import enter
from webapp.changes.log import record
from webapp.homework import setting
from webapp.marks.correcting import correct_mark, withdraw_mark
from webapp.people.models import GroupStudent, Guardianship, Role, Student, User
from webapp.remarks.editing import edit_remark, withdraw_remark
from webapp.remarks.giving import give_remark
from webapp.school.breaks import DaysOff
from webapp.school.models import Room, School
from webapp.schoolbag.planning import add_item
from webapp.timetable import changing, days_off


def test_a_corrected_mark_shows_old_and_new_who_and_why(marked, who, at, read_page):
    mark = marked("masha", "4")
    at("2026-11-18T09:00+03:00")
    correct_mark(mark, by=who("kuznetsova"), version=1, value="5", reason="Описка")
    text = read_page("orlova")
    assert "Мария новое: 2" in text
    assert "Математика, 18 ноября оценка было 4 → стало 5 Причина: Описка Кузнецова О. П." in text.replace(
        "\u00a0", " "
    )
    assert "оценка 4 Ответ на уроке" in text


def test_a_mark_undone_at_once_leaves_no_trace_and_one_withdrawn_later_says_so(marked, who, at, read_page):
    slip, later = marked("masha", "2"), marked("masha", "3")
    at("2026-11-18T08:05:10+03:00")
    withdraw_mark(slip, by=who("kuznetsova"), version=1)
    at("2026-11-18T10:00+03:00")
    withdraw_mark(later, by=who("kuznetsova"), version=1, reason="Не тот ученик")
    text = read_page("orlova")
    assert "новое: 1" in text
    assert "оценка 3 снята. Причина: Не тот ученик" in text


def test_the_register_shows_its_sign_and_nothing_when_the_child_was_there(cast, who, read_page):
    lesson, teacher = cast.lesson("maths", TODAY), who("kuznetsova")
    enter(lesson, cast.students["masha"], by=teacher, kind="present")
    assert "ничего не изменилось" in read_page("orlova")
    enter(lesson, cast.students["masha"], by=teacher, kind="absent", version=1)
    enter(lesson, cast.students["masha"], by=teacher, kind="late", version=2, minutes=5)
    text = read_page("orlova")
    assert "отметка было н → стало оп опоздание на 5 минут" in text
    assert "отметка было был на уроке → стало н отсутствие" in text


def test_homework_set_edited_and_withdrawn(cast, who, at, read_page):
    lesson, teacher = cast.lesson("maths", TODAY), who("kuznetsova")
    task = setting.set_homework(lesson, by=teacher, text="№ 5")
    assert "Математика, задание на 19 ноября № 5" in read_page("orlova")
    friday = cast.lesson("maths", FRIDAY).id
    task = setting.edit_homework(task, by=teacher, version=1, text="№ 5, 6", due_lesson_id=friday)
    text = read_page("orlova")
    assert "задание на 20 ноября срок: было 19 ноября → стало 20 ноября было: № 5 стало: № 5, 6" in text
    at("2026-11-18T09:00+03:00")
    setting.withdraw_homework(task, by=teacher, version=2)
    text = read_page("orlova")
    assert "задание отменено: № 5, 6" in text
    assert "новое: 1" in text


def test_that_nothing_is_set_and_what_was_due_on_a_day_now_over_is_no_news(cast, who, at, read_page):
    lesson, teacher = cast.lesson("maths", TODAY), who("kuznetsova")
    setting.set_homework(lesson, by=teacher, kind="nothing")
    assert "ничего не изменилось" in read_page("orlova")
    setting.set_homework(lesson, by=teacher, text="№ 5")
    assert "новое: 1" in read_page("orlova")
    at("2026-11-19T20:00+03:00")
    assert "№ 5" in read_page("orlova")
    at("2026-11-20T08:00+03:00")
    assert "ничего не изменилось" in read_page("orlova")


def test_lessons_replaced_moved_cancelled_and_in_another_room(cast, who, read_page):
    by = who("gromova")
    lis = User.get_by_id(cast.users["lis"])
    changing.replace(cast.lesson("maths", FRIDAY), lis, reason="Болеет", version=0, by=by)
    changing.cancel(cast.lesson("physics", THURSDAY), reason="Экскурсия", version=0, by=by)
    room = Room.get(school=cast.schools["home"], name="22")
    changing.change_room(cast.lesson("english", FRIDAY), room, version=0, insist=True, by=by)
    moved = cast.lesson("maths", date(2026, 11, 21))
    changing.move(moved, date(2026, 11, 21), 5, reason="", version=0, insist=True, by=by)
    text = read_page("orlova").replace("\u00a0", " ")
    assert "замена, ведёт было Кузнецова О. П. → стало Лис П. А. Причина: Болеет" in text
    assert "Физика, 19 ноября, 3-й урок урок отменён Причина: Экскурсия" in text
    assert "Английский язык, 20 ноября, 2-й урок кабинет: было каб. 21 → стало каб. 22" in text
    assert "урок перенесён: было 21 ноября, 1-й → стало 21 ноября, 5-й" in text


def test_notices_given_by_the_other_parent_and_answered(cast, who, read_page):
    student = Student.get_by_id(cast.students["masha"])
    notice = notices.give(student, Claim(THURSDAY, FRIDAY, "ill"), by=who("orlov"))
    assert "Отсутствие 19–20 ноября подано уведомление: болезнь" in read_page("orlova")
    assert "ничего не изменилось" in read_page("orlov")
    answering.answer(notice, accept=False, text="Нужна справка", version=0, by=who("kuznetsova"))
    for parent in ("orlova", "orlov"):
        assert "уведомление отклонено. Причина: Нужна справка" in read_page(parent)


def test_remarks_given_edited_and_withdrawn(cast, who, at, read_page):
    lesson, teacher = cast.lesson("maths", TODAY), who("kuznetsova")
    remark = give_remark(lesson, cast.students["masha"], by=teacher, kind="behaviour", text="Шумела")
    assert "поведение: «Шумела»" in read_page("orlova")
    remark = edit_remark(remark, by=teacher, version=remark.version, kind="behaviour", text="Болтала")
    assert "было: «Шумела» стало: «Болтала»" in read_page("orlova")
    at("2026-11-18T09:00+03:00")
    withdraw_remark(remark, by=teacher, version=remark.version)
    text = read_page("orlova")
    assert "замечание снято" in text
    assert "Шумела" not in text
    assert "Болтала" not in text


def test_the_bag_and_days_off(cast, who, read_page):
    add_item(cast.lesson("maths", THURSDAY), name="Циркуль", grams=80, by=who("kuznetsova"))
    days_off.add(
        School.get_by_id(cast.schools["home"]),
        DaysOff(date(2026, 11, 23), date(2026, 11, 25), "Карантин", "quarantine"),
        by=who("sokolov"),
    )
    text = read_page("orlova")
    assert "Портфель, Математика, 19 ноября взять с собой: Циркуль" in text
    assert text.count("23–25 ноября нет уроков: Карантин") == 2


def test_another_childs_marks_and_other_groups_never_show(cast, marked, who, read_page):
    marked("zhukov", "2")
    marked("yozhik", "3")
    setting.set_homework(cast.lesson("english_2", FRIDAY), by=who("gromova"), text="Чужая группа")
    setting.set_homework(
        cast.lesson("maths", TODAY), by=who("kuznetsova"), text="Только Глебу",
        student_id=cast.students["yozhik"],
    )  # fmt: skip
    setting.set_homework(cast.lesson("english", FRIDAY), by=who("belova"), text="Наша группа")
    text = read_page("orlova")
    assert "Наша группа" in text
    assert "Мария новое: 1" in text
    assert "Пётр" not in text
    assert "ничего не изменилось" in read_page("chuzhova")


def test_a_child_sees_of_a_group_only_the_days_when_it_was_in_it(cast, who, read_page):
    moved = (GroupStudent.group == cast.groups["maths"]) & (GroupStudent.student == cast.students["masha"])
    GroupStudent.update(ends=TODAY).where(moved).execute()
    by = who("gromova")
    changing.cancel(cast.lesson("maths", TODAY), reason="Ещё моя", version=0, by=by)
    changing.cancel(cast.lesson("maths", FRIDAY), reason="Уже чужая", version=0, by=by)
    text = read_page("orlova")
    assert "Ещё моя" in text
    assert "Уже чужая" not in text
    assert "Уже чужая" in read_page("zhukov")


def test_who_lost_access_sees_nothing_and_a_proxy_reads(cast, marked, read_page):
    marked("masha", "5")
    assert "оценка 5" in read_page("nina")
    assert "оценка 5" in read_page("masha")
    Guardianship.update(ends=MONDAY).where(Guardianship.guardian == cast.users["nina"]).execute()
    assert "оценка 5" not in read_page("nina")


def test_ones_own_changes_are_no_news(cast, marked, who, read_page):
    Guardianship.create(guardian=cast.users["kuznetsova"], student=cast.students["masha"], kind="mother")
    marked("masha", "5")
    assert "ничего не изменилось" in read_page("kuznetsova")
    Role.update(ends=MONDAY).where(Role.user == cast.users["kuznetsova"]).execute()
    assert "ничего не изменилось" in read_page("kuznetsova")
    assert "оценка 5" in read_page("orlova")


def test_old_changes_are_left_out(marked, at, read_page):
    marked("masha", "5")
    at("2026-12-17T08:00+03:00")
    assert "оценка 5" in read_page("orlova")
    at("2026-12-18T08:06+03:00")
    assert "ничего не изменилось" in read_page("orlova")


def test_the_list_goes_on_where_it_is_long(cast, visit):
    for number in range(205):
        record(
            "mark.given", by=cast.users["kuznetsova"], school=cast.schools["home"], what=f"mark:{number}",
            scopes=[f"student:{cast.students['masha']}"], student_id=cast.students["masha"],
            after={"value": str(number), "form": "", "counted": True, "comment": ""},
        )  # fmt: skip
    visitor = visit("orlova")
    first = visitor.get("/lately").text
    assert first.count('<b class="chip small">') == 200
    assert '<b class="chip small">204</b>' in first
    further = first.partition("?before=")[2].partition('"')[0]
    second = visitor.get(f"/lately?before={further}").text
    shown = [f'<b class="chip small">{n}</b>' in second for n in range(6)]
    assert shown == [True] * 5 + [False]
    assert 'href="/lately?before=' not in second


def test_nobodys_page_says_so(read_page, cast):
    assert "дети не привязаны" in read_page("lis")
