"""The operator's way: upload, preview, confirm, result. By HTTP, as a browser without scripts goes it."""

import re

import pytest

from tests.imports.everything import everything
from tests.imports.fet_samples import activity, fet, start
from tests.imports.oneroster_samples import in_zip, package_1_1
from tests.imports.operating import DAYS, of_cast
from tests.imports.people_samples import child
from tests.imports.refused_files import Refused, each_refused
from webapp.changes.models import Receipt
from webapp.imports import uploads, working
from webapp.people.models import Group, Role, SchoolClass, Student, User
from webapp.school.models import School
from webapp.timetable.models import CANCELLED, Lesson

pytestmark = pytest.mark.whole


@each_refused
def test_a_wrong_file_is_told_beside_its_field_and_not_one_row_changes(kim, refused: Refused):
    before = everything()
    typed = DAYS if refused.kind == "timetable" else {}
    answer = kim.upload(refused.kind, refused.data, refused.name, **typed)
    assert answer.status_code == 422
    told = re.search(rf'id="{refused.kind}-file-error".*?</div>', answer.text, re.S)
    assert told
    assert all(words in told[0] for words in refused.told), told[0]
    assert "Ничего не изменено" in told[0]
    assert everything() == before


def test_what_was_typed_is_kept_beside_a_file_of_the_wrong_kind(kim):
    answer = kim.upload("timetable", b"x", "фото.jpg", **{**DAYS, "timetable-country": "BG"})
    assert answer.status_code == 422
    assert "Нужен файл .fet или .csv" in answer.text
    assert 'value="2026-11-23"' in answer.text
    assert re.search(r'<option selected value="BG">', answer.text)
    answer = kim.visitor.post(f"{kim.start}/people", {"people-partial": "y"})
    assert "Выберите файл." in answer.text
    assert re.search(r"<input[^>]*checked[^>]*people-partial", answer.text)


def test_a_file_too_large_has_a_page_of_its_own(kim):
    answer = kim.upload("people", b"0" * (21 << 20), "список.xlsx")
    assert answer.status_code == 413
    assert "Файл слишком большой" in answer.text


def test_the_preview_names_who_comes_and_who_leaves_and_writes_nothing(kim):
    before = everything()
    new = child("Пётр", "Петрова Мария", "+7 916 123-45-67")
    _, text = kim.preview("people", of_cast(new, without="Жуков"), "список.xlsx")
    assert "7А: Петров Пётр Ильич" in text
    assert re.search(r"Выбудут из школы.*7А: Жуков Лев Петрович", text, re.S)
    assert everything() == before


def test_confirmed_it_is_in_the_school_and_the_file_is_gone(kim, cast):
    page, text = kim.preview("people", of_cast(child("Пётр")), "список.xlsx")
    assert oct(next(kim.uploads.glob("*/file")).stat().st_mode)[-3:] == "600"
    text = kim.confirm(page, text)
    assert "записано" in text
    assert Student.select().join(User).where(User.surname == "Петров").count() == 1
    assert not list(kim.uploads.glob("*/file"))
    _, text = kim.preview("people", of_cast(child("Пётр")), "список.xlsx")
    assert "Ничего не изменится" in text
    assert "digest" not in text


def test_confirmed_twice_it_is_imported_once(kim):
    page, text = kim.preview("people", of_cast(child("Пётр")), "список.xlsx")
    kim.confirm(page, text, key="the-same-key-1")
    rows = everything("receipt")
    for key in ("the-same-key-1", "another-key-22"):
        assert "записано" in kim.confirm(page, text, key=key)
    assert everything("receipt") == rows
    assert Receipt.select().where(Receipt.key.in_(["the-same-key-1", "another-key-22"])).count() == 1


def test_a_school_that_changed_meanwhile_is_shown_anew_and_nothing_is_written(kim, cast):
    page, text = kim.preview("people", of_cast(child("Пётр")), "список.xlsx")
    leaving = "Выбудут из школы"
    assert leaving not in text
    User.update(surname="Другой", folded="другой").where(User.id == cast.users["zhukov"]).execute()
    before = everything()
    shown = kim.confirm(page, text)
    assert str(working.NOTICES[working.DIFFERS]) in shown
    assert leaving in shown
    assert everything() == before
    assert "записано" in kim.confirm(page, shown)


def test_a_preview_made_by_another_program_cannot_be_confirmed(kim):
    page, _ = kim.preview("people", of_cast(child("Пётр")), "список.xlsx")
    before = everything()
    text = kim.confirm(page, '<input name="digest" value="0123">')
    assert str(working.NOTICES[working.DIFFERS]) in text
    assert everything() == before


def test_a_changed_timetable_comes_in_from_the_day_chosen(kim, cast):
    first = fet({"7": {"7А": []}}, [activity(1, "7А", "Иванова")], [start(1, hour="1")])
    later = fet({"7": {"7А": []}}, [activity(1, "7А", "Иванова")], [start(1, "Среда", "2")])
    kim.confirm(*kim.preview("timetable", first, "a.fet", **DAYS))
    day = {"timetable-first": "2027-02-01"}
    page, text = kim.preview("timetable", later, "b.fet", **{**DAYS, **day})
    assert re.search(r"с 1 февраля 2027 по\s+26 мая 2027", text)
    kim.confirm(page, text)
    lessons = Lesson.select().join(Group).where(Group.external_id.startswith("fet:"))
    days = {(row.date.isoweekday(), row.date.isoformat() >= "2027-02-01") for row in lessons}
    assert days == {(1, False), (3, True)}
    assert not lessons.where(Lesson.state == CANCELLED).exists()


def test_a_roster_comes_into_the_operators_own_school(kim, cast):
    page, text = kim.preview("roster", in_zip(package_1_1()), "oneroster.zip")
    assert "Школа в файле называется «Школа № 7»" in text
    assert "записано" in kim.confirm(page, text)
    school = SchoolClass.get(SchoolClass.external_id.is_null(False)).school_id
    assert school == cast.schools["home"]
    assert School.select().count() == 2


def test_an_upload_is_its_operators_own(kim, visit, cast, app):
    page, _ = kim.preview("people", of_cast(child("Пётр")), "список.xlsx")
    Role.update(kind="operator").where(Role.user == cast.users["lis"]).execute()
    assert visit("lis").get(page).location == kim.start
    assert visit("far_operator").get(page).status_code == 404


def test_what_is_not_wanted_is_forgotten_at_once_and_the_rest_after_a_day(kim, at):
    page, _ = kim.preview("people", of_cast(child("Пётр")), "список.xlsx")
    kim.visitor.post(f"{page}/cancel")
    assert not list(kim.uploads.glob("*"))
    page, _ = kim.preview("people", of_cast(child("Пётр")), "список.xlsx")
    assert "Загрузка не закончена" in kim.visitor.get(kim.start).text
    at("2026-11-19T08:00+03:00")
    kim.visitor.get(page)
    at("2026-11-19T08:06+03:00")
    assert kim.visitor.get(page).status_code in (302, 303)


def test_work_that_ended_with_its_server_is_told_as_what_it_came_to(kim, at):
    page, _ = kim.preview("people", of_cast(child("Пётр")), "список.xlsx")
    upload = uploads.find(kim.uploads, page.rpartition("/")[2], school=kim.school, user=kim.visitor.user_id)
    assert upload
    upload.tell(**{**upload.state(), "stage": uploads.APPLYING, "key": "cut-off-key"})
    assert 'id="work"' in kim.visitor.get(page).text
    assert kim.visitor.get(f"{page}/progress").headers.get("HX-Refresh") is None
    at("2026-11-18T08:20+03:00")
    assert str(working.CUT_OFF) in kim.visitor.get(page).text
    upload.tell(stage=uploads.CHECKING, done=0, total=0)
    assert kim.visitor.get(f"{page}/progress").headers.get("HX-Refresh") is None


def test_the_template_can_be_downloaded(kim):
    answer = kim.visitor.get(f"{kim.start}/people.xlsx")
    assert answer.status_code == 200
    assert answer.data[:2] == b"PK"
