"""Two were quick: both values are told, by whom and when, and how to insist."""

import pytest

from tests.cast import TODAY
from webapp.absence.models import AbsenceNotice, Register
from webapp.homework.models import Homework
from webapp.marks.models import Mark
from webapp.people.models import GroupTeacher
from webapp.timetable.models import Lesson

FIVE = {"value": "5", "scale": "5"}


@pytest.fixture
def two(device, cast):
    """Кузнецова's tablet, and that of Лис, who teaches the group with her."""
    GroupTeacher.create(group=cast.groups["maths"], teacher=cast.users["lis"])
    return device("kuznetsova"), device("lis")


def stands(answer):
    assert answer.status_code == answer.json["status"] == 409
    assert answer.json["errors"]
    return answer.json["now"]


def insist(tablet, url, fields, now):
    """The same fields with those that the conflict told, under a new key."""
    return tablet.send(url, {**fields, **now["fields"]})


def test_a_mark_corrected_twice(two, places):
    mine, theirs = two
    mark = mine.send(places["marks"], FIVE).json["ids"]["mark"]
    url = f"/marks/{mark}/corrections"
    assert theirs.send(url, {"version": 1, "value": "4", "reason": "Описка"}).json["ids"] == {"version": 2}
    fields = {"version": 1, "value": "3", "reason": "Не та строка"}
    now = stands(mine.send(url, fields))
    assert now == {
        "theirs": "4",
        "mine": "3",
        "by": "Лис П. А.",
        "at": "18.11 8:05",
        "fields": {"version": "2"},
    }
    assert insist(mine, url, fields, now).json["ids"] == {"version": 3}
    assert Mark.get().value == "3"


def test_a_mark_of_the_same_value_tells_what_else_differs(two, places):
    mine, theirs = two
    url = f"/marks/{mine.send(places['marks'], FIVE).json['ids']['mark']}/corrections"
    theirs.send(url, {"version": 1, "value": "4", "uncounted": "1", "reason": "Пробная"})
    now = stands(mine.send(url, {"version": 1, "value": "4", "comment": "Молодец", "reason": "Описка"}))
    assert now["theirs"] == "4, не в счёт, без комментария"
    assert now["mine"] == "4, в счёт, «Молодец»"


def test_a_mark_withdrawn_meanwhile_cannot_be_insisted_on(two, places):
    mine, theirs = two
    mark = mine.send(places["marks"], FIVE).json["ids"]["mark"]
    theirs.send(f"/marks/{mark}/withdrawal", {"version": 1, "reason": "Не та строка"})
    now = stands(mine.send(f"/marks/{mark}/corrections", {"version": 1, "value": "4", "reason": "Описка"}))
    assert (now["theirs"], now["mine"], now["by"]) == ("убрана", "4", "Лис П. А.")
    assert "fields" not in now


def test_a_mark_corrected_while_it_was_to_be_withdrawn(two, places):
    mine, theirs = two
    mark = mine.send(places["marks"], FIVE).json["ids"]["mark"]
    theirs.send(f"/marks/{mark}/corrections", {"version": 1, "value": "4", "reason": "Описка"})
    fields = {"version": 1, "reason": "Не та строка"}
    now = stands(mine.send(f"/marks/{mark}/withdrawal", fields))
    assert (now["theirs"], now["mine"]) == ("4", "убрана")
    assert insist(mine, f"/marks/{mark}/withdrawal", fields, now).json["ids"] == {"version": 3}


def test_a_student_registered_twice(two, places):
    mine, theirs = two
    assert theirs.send(places["register"], {"kind": "late", "minutes": 5, "seen": 0}).json["ids"] == {
        "seen": 1
    }
    now = stands(mine.send(places["register"], {"kind": "absent", "seen": 0}))
    assert (now["theirs"], now["mine"], now["by"]) == ("оп, 5 мин", "н", "Лис П. А.")
    assert insist(mine, places["register"], {"kind": "absent"}, now).json["ids"] == {"seen": 2}
    assert Register.get().kind == "absent"


def test_who_is_named_goes_before_ones_own_rest_of_the_list(device, places, cast):
    """The button was pressed offline, then Маша was entered from the same page, which had seen no entry."""
    tablet = device("kuznetsova")
    tablet.send(places["rest"], {})
    assert tablet.send(places["register"], {"kind": "absent", "seen": 0}).json["ids"] == {"seen": 2}
    assert Register.get(student=cast.students["masha"]).kind == "absent"


def test_who_was_entered_present_in_person_is_not_the_rest_of_the_list(device, places):
    tablet = device("kuznetsova")
    tablet.send(places["register"], {"kind": "present", "seen": 0})
    now = stands(device("kuznetsova").send(places["register"], {"kind": "absent", "seen": 0}))
    assert (now["theirs"], now["mine"]) == ("был", "н")


def test_the_rest_of_the_list_of_another_is_not_overruled(two, places):
    mine, theirs = two
    theirs.send(places["rest"], {})
    stands(mine.send(places["register"], {"kind": "absent", "seen": 0}))


def test_a_topic_entered_twice(two, places, cast):
    mine, theirs = two
    assert theirs.send(places["topic"], {"topic": "Дроби", "seen": ""}).json["ids"] == {"seen": "Дроби"}
    fields = {"topic": "Уравнения", "seen": ""}
    now = stands(mine.send(places["topic"], fields))
    told = {"theirs": "Дроби", "mine": "Уравнения", "by": "Лис П. А.", "at": "18.11 8:05"}
    assert now == {**told, "fields": {"seen": "Дроби"}}
    insist(mine, places["topic"], fields, now)
    assert Lesson.get_by_id(cast.lesson("maths", TODAY).id).topic == "Уравнения"


def test_homework_edited_twice_and_withdrawn(two, places):
    mine, theirs = two
    homework = mine.send(places["homework"], {"text": "№ 1", "kind": "mandatory"}).json["ids"]["homework"]
    url, fields = f"/homework/{homework}", {"text": "№ 3", "kind": "mandatory", "version": 1}
    assert theirs.send(url, {**fields, "text": "№ 2"}).json["ids"] == {"version": 2}
    now = stands(mine.send(url, fields))
    assert now == {
        "theirs": "№ 2", "mine": "№ 3", "by": "Лис П. А.", "at": "18.11 8:05", "fields": {"version": "2"}
    }  # fmt: skip
    assert insist(mine, url, fields, now).json["ids"] == {"version": 3}
    assert theirs.send(f"{url}/withdrawal", {"version": 3}).json["ids"] == {"version": 4}
    now = stands(mine.send(url, {**fields, "version": 3}))
    assert (now["theirs"], now["mine"], "fields" in now) == ("убрано", "№ 3", False)
    assert Homework.get_by_id(homework).text == "№ 3"


def test_a_notice_changed_by_both_guardians(device, places):
    mother, father = device("orlova"), device("orlov")
    fields = {"starts": TODAY, "ends": TODAY, "extent": "whole", "reason": "ill", "version": 0}
    notice = mother.send(places["notices"], fields).json["ids"]["notice"]
    url = f"/absences/{notice}"
    assert father.send(url, {**fields, "ends": "2026-11-20"}).json["ids"] == {"version": 1}
    changed = {**fields, "ends": "2026-11-19", "comment": "Температура"}
    now = stands(mother.send(url, changed))
    assert now == {
        "theirs": "18–20 ноября, болезнь", "mine": "18–19 ноября, болезнь, Температура",
        "by": "Орлов А. В.", "at": "18.11 8:05", "fields": {"version": "1"},
    }  # fmt: skip
    assert insist(mother, url, changed, now).json["ids"] == {"version": 2}


def test_a_notice_answered_while_it_was_changed(device, places):
    mother, teacher = device("orlova"), device("kuznetsova")
    fields = {"starts": TODAY, "ends": TODAY, "extent": "whole", "reason": "ill", "version": 0}
    url = f"/absences/{mother.send(places['notices'], fields).json['ids']['notice']}"
    mother.send(url, {**fields, "ends": "2026-11-20"})
    answered = {"decision": "accept", "version": 0}
    now = stands(teacher.send(f"{url}/answer", answered))
    assert (now["theirs"], now["mine"]) == ("18–20 ноября, болезнь; ждёт ответа", "принято")
    assert insist(teacher, f"{url}/answer", answered, now).json["ids"] == {"version": 2}
    assert AbsenceNotice.get().state == "accepted"
