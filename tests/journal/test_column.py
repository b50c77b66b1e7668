"""A column of marks given as a whole, without HTTP and by plain forms."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from tests.cast import NOW, TODAY
from webapp.absence.models import ABSENT, ILL, PRESENT, Register
from webapp.absence.registering import enter
from webapp.changes.once import Conflict, Refused
from webapp.journal.column import column_of, give_column, take_back
from webapp.journal.sheet import Choice
from webapp.marks.models import FormOfControl, Mark
from webapp.marks.scales import SCALES
from webapp.people.models import GroupStudent
from webapp.timetable.models import CANCELLED, Lesson

FIVE = Choice(None, SCALES["5"])


@pytest.fixture
def maths(cast):
    return cast.lesson("maths", TODAY)


@pytest.fixture
def teacher(who):
    return who("kuznetsova")


def marks():
    return [(mark.student.user.surname, mark.value) for mark in Mark.select().order_by(Mark.id)]


def standing():
    return [mark.value for mark in Mark.select().where(Mark.withdrawn_at.is_null()).order_by(Mark.id)]


def kinds():
    return {row.student.user.surname: row.kind for row in Register.select()}


def give(lesson, text, teacher, chosen=FIVE, seen=None):
    seen = column_of(lesson, text, chosen).seen if seen is None else seen
    return give_column(lesson, text, chosen, by=teacher, seen=seen)


def test_the_column_goes_down_the_list_with_marks_and_absences(maths, teacher, cast):
    FormOfControl.create(school=cast.schools["home"], name="Урок", position=0)
    test = FormOfControl.create(school=cast.schools["home"], name="Тест", position=1)
    give(maths, "5, 4\r\nн\r\n3\r\n", teacher, FIVE._replace(work=test.id))
    assert marks() == [("Ёжиков", "5"), ("Ёжиков", "4"), ("Орлова", "3")]
    assert kinds() == {"Жуков": ABSENT}
    assert {mark.form.name for mark in Mark.select()} == {"Тест"}


def test_a_line_that_is_not_understood_keeps_all_from_being_given(maths, teacher):
    with pytest.raises(Refused, match="отмеченные строки"):
        give(maths, "5\n6\n4", teacher)
    with pytest.raises(Refused, match="ни одной"):
        give(maths, "\n\n", teacher)
    with pytest.raises(Refused, match="больше 300 строк"):
        give(maths, "5\n" * 301, teacher)
    assert marks() == []


def test_who_left_meanwhile_moves_no_mark_to_another_child(maths, teacher, cast):
    seen = column_of(maths, "5\n4\n3", FIVE).seen
    GroupStudent.update(ends=TODAY - timedelta(days=1)).where(
        GroupStudent.student == cast.students["yozhik"], GroupStudent.group == cast.groups["maths"]
    ).execute()
    with pytest.raises(Conflict, match="проверьте ещё раз"):
        give(maths, "4\n3", teacher, seen=seen)
    assert column_of(maths, "5\n4\n3", FIVE).wrong == 1
    assert marks() == []


def test_an_entry_that_somebody_changed_meanwhile_is_a_conflict(maths, teacher, who, cast):
    seen = column_of(maths, "н", FIVE).seen
    enter(maths, cast.students["yozhik"], by=who("kuznetsova"), kind=ILL)
    with pytest.raises(Conflict):
        give(maths, "н", teacher, seen=seen)
    assert kinds() == {"Ёжиков": ILL}
    give(maths, "н", teacher)
    assert kinds() == {"Ёжиков": ABSENT}


def test_no_column_in_a_cancelled_lesson_and_none_before_it(maths, teacher, cast):
    coming = cast.lesson("maths", date(2026, 11, 20))
    with pytest.raises(Refused, match="ещё не начался"):
        give(coming, "5", teacher)
    Lesson.update(state=CANCELLED).where(Lesson.id == maths.id).execute()
    with pytest.raises(Refused, match="отменён"):
        give(maths, "5", teacher)


def test_it_is_taken_back_as_a_whole(maths, teacher, cast):
    enter(maths, cast.students["zhukov"], by=teacher, kind=ILL)
    given, entered = give(maths, "5\nн\n4 оп", teacher)
    take_back(maths, given, entered, by=teacher)
    assert standing() == []
    assert kinds() == {"Жуков": ILL, "Орлова": PRESENT}


def test_later_it_is_taken_back_only_with_reasons_mark_by_mark(maths, teacher, at):
    given, entered = give(maths, "5\n4", teacher)
    at((NOW + timedelta(seconds=40)).isoformat())
    with pytest.raises(Refused, match="почему"):
        take_back(maths, given, entered, by=teacher)


def test_marks_of_another_lesson_are_not_taken_back_with_it(maths, teacher, cast):
    other = cast.lesson("maths", date(2026, 11, 17))
    given, entered = give(other, "5", teacher)
    take_back(maths, given, entered, by=teacher)
    assert standing() == ["5"]


def hidden(text, action):
    """The fields of the form that posts there."""
    form = text.split(f'action="{action}"')[1].split("</form>")[0]
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    if area := re.search(r'<textarea [^>]*name="column"[^>]*>\n?([^<]*)</textarea>', form):
        found["column"] = unescape(area[1])
    return {name: unescape(value) for name, value in found.items() if name not in ("csrf_token", "key")}


def test_by_plain_forms_it_is_shown_then_given_then_taken_back(sheet):
    own = sheet("kuznetsova")
    post, url = own.visitor.post, f"{own.url}/column"
    assert f'action="{url}/preview"' in own.get().text
    shown = post(f"{url}/preview", {"column": "\r\nн\r\n5\r\n", "scale": "5"}).text
    assert marks() == []
    assert "Поставить всё: 2" in shown
    done = post(url, hidden(shown, url))
    assert done.status_code == 303
    assert marks() == [("Орлова", "5")]
    assert kinds() == {"Жуков": ABSENT}
    page = own.visitor.get(done.location).text
    assert "Столбец принят: <b>2</b>" in page
    assert post(f"{url}/withdrawal", hidden(page, f"{url}/withdrawal")).status_code == 303
    assert standing() == []
    assert kinds() == {"Жуков": PRESENT}
    assert "Столбец принят" not in own.visitor.get(done.location).text


def test_what_is_not_understood_stands_beside_its_line_and_nothing_typed_is_lost(sheet):
    own = sheet("kuznetsova")
    typed = "\nЖуков\t5\nЧужов\t4\nЁжиков\t<6>"
    page = own.visitor.post(f"{own.url}/column/preview", {"column": typed, "scale": "5"}).text
    rows = re.findall(r"<tr.*?</tr>", page, re.S)[1:]
    assert ["Жуков" in rows[0], "error" in rows[0]] == [True, False]
    assert "Такого ученика в списке этого урока нет." in rows[1]
    assert "«&lt;6&gt;»: на шкале «5 баллов» такой оценки нет." in rows[2]
    assert "Поставить всё" not in page
    assert hidden(page, f"{own.url}/column/preview")["column"] == typed
    refused = own.visitor.post(f"{own.url}/column", {"column": typed, "scale": "5"})
    assert refused.status_code == 422
    assert hidden(refused.text, f"{own.url}/column/preview")["column"] == typed
    assert marks() == []


def test_a_conflict_shows_the_column_as_it_would_be_now(sheet, cast):
    own = sheet("kuznetsova")
    shown = own.visitor.post(f"{own.url}/column/preview", {"column": "н", "scale": "5"}).text
    own.register("ill", "yozhik")
    answer = own.visitor.post(f"{own.url}/column", hidden(shown, f"{own.url}/column"))
    assert answer.status_code == 409
    assert "проверьте ещё раз" in answer.text
    assert own.visitor.post(f"{own.url}/column", hidden(answer.text, f"{own.url}/column")).status_code == 303
    assert kinds() == {"Ёжиков": ABSENT}


def test_the_same_confirmation_twice_gives_every_mark_once(sheet):
    own = sheet("kuznetsova")
    fields = hidden(
        own.visitor.post(f"{own.url}/column/preview", {"column": "5\n4"}).text, f"{own.url}/column"
    )
    for _ in range(2):
        assert own.visitor.post(f"{own.url}/column", fields, key="column-key").status_code == 303
    assert marks() == [("Ёжиков", "5"), ("Жуков", "4")]


def test_it_begins_with_whom_the_teacher_says(sheet, cast):
    own = sheet("kuznetsova")
    fields = {"column": "5\n4", "scale": "5", "first": cast.students["zhukov"]}
    shown = own.visitor.post(f"{own.url}/column/preview", fields).text
    own.visitor.post(f"{own.url}/column", hidden(shown, f"{own.url}/column"))
    assert marks() == [("Жуков", "5"), ("Орлова", "4")]


@pytest.mark.parametrize("login", ["orlova", "masha", "belova", "kim", "gromova", "far_teacher", "chuzhova"])
def test_an_outsider_neither_looks_nor_gives(sheet, login):
    own = sheet(login)
    for path in ("column/preview", "column", "column/withdrawal"):
        assert own.visitor.post(f"{own.url}/{path}", {"column": "5", "scale": "5"}).status_code == 404
    assert marks() == []


def test_a_lesson_to_come_has_no_column_and_says_so_to_who_asks(sheet):
    coming = sheet("kuznetsova", day=date(2026, 11, 20))
    assert "Вставить столбец" not in coming.get().text
    answer = coming.visitor.post(f"{coming.url}/column/preview", {"column": "5", "scale": "5"})
    assert answer.status_code == 422
    assert "ещё не начался" in answer.text
