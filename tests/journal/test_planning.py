"""Topic, homework and bag as they are sent from a lesson's sheet."""

from datetime import date

from webapp.homework.models import Homework
from webapp.schoolbag.models import LessonItem
from webapp.timetable.models import Lesson

THURSDAY = date(2026, 11, 19)


def test_the_topic_is_saved_and_a_topic_changed_meanwhile_is_shown(sheet):
    own = sheet("kuznetsova")
    url = f"{own.url}/topic"
    assert own.visitor.post(url, {"topic": " Обыкновенные   дроби ", "seen": ""}).status_code == 303
    assert Lesson.get_by_id(own.lesson.id).topic == "Обыкновенные дроби"
    for partial in (True, False):
        answer = own.visitor.post(url, {"topic": "Десятичные дроби", "seen": ""}, partial=partial)
        assert answer.status_code == 409
        assert "сейчас «Обыкновенные дроби»" in answer.text
        assert "Десятичные дроби" in answer.text
    cleared = own.visitor.post(url, {"topic": "", "seen": "Обыкновенные дроби"}, partial=True)
    assert "сохранено" in cleared.text
    assert Lesson.get_by_id(own.lesson.id).topic is None


def test_homework_is_set_edited_and_taken_back_on_the_sheet(sheet):
    own = sheet("kuznetsova")
    assert own.visitor.post(f"{own.url}/homework", {"text": "№ 215", "kind": "mandatory"}).status_code == 303
    homework = Homework.get()
    assert homework.due == THURSDAY
    edit = {"text": "№ 215, 216", "kind": "optional", "version": 1, "sheet": own.lesson.id}
    text = own.visitor.post(f"/homework/{homework.id}", edit, partial=True).text
    assert "№ 215, 216" in text
    assert "по желанию" in text
    stale = own.visitor.post(f"/homework/{homework.id}", edit | {"text": "№ 300"}, partial=True)
    assert stale.status_code == 409
    assert "№ 300" in stale.text
    gone = own.visitor.post(f"/homework/{homework.id}/withdrawal", {"version": 2, "sheet": own.lesson.id})
    assert gone.location == f"{own.url}#homework"
    assert "№ 215, 216" not in own.get().text


def test_refused_homework_keeps_its_text(sheet):
    own = sheet("kuznetsova")
    for partial in (True, False):
        answer = own.visitor.post(
            f"{own.url}/homework", {"text": "№ 1", "kind": "mandatory", "due": "999999"}, partial=partial
        )
        assert answer.status_code == 422
        assert "№ 1" in answer.text
        assert "Выберите другой" in answer.text


def test_copying_shows_where_to_and_leads_back(sheet):
    own = sheet("kuznetsova")
    own.visitor.post(f"{own.url}/homework", {"text": "№ 215", "kind": "mandatory"})
    page = own.visitor.get(f"/homework/{Homework.get().id}/copies")
    assert "нет других групп" in page.text
    answer = own.visitor.post(f"/homework/{Homework.get().id}/copies", {"group": own.cast.groups["maths_9"]})
    assert answer.status_code == 422


def test_the_bag_is_planned_on_the_sheet(sheet):
    own = sheet("kuznetsova")
    added = own.visitor.post(f"{own.url}/bag/items", {"name": "Циркуль", "grams": "60"}, partial=True)
    assert "Циркуль" in added.text
    item = LessonItem.get().item_id
    left = own.visitor.post(f"{own.url}/bag", {"item_id": item}, partial=True)
    assert left.status_code == 200
    assert LessonItem.select().where(LessonItem.needed).count() == 0
    refused = own.visitor.post(f"{own.url}/bag/items", {"name": "Гиря", "grams": "много"}, partial=True)
    assert refused.status_code == 422
    assert 'value="много"' in refused.text
