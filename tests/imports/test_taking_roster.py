"""OneRoster packages in the database: what comes in, stays, ends, comes again."""

from datetime import date
from pathlib import Path

import pytest

from tests.imports.oneroster_samples import in_folder, package_1_1, package_1_2, with_row
from tests.imports.real_input import ONEROSTER
from webapp import clock
from webapp.changes.models import Change
from webapp.imports.oneroster_files import read_oneroster
from webapp.imports.problems import ImportProblem
from webapp.imports.taking_roster import take_roster
from webapp.imports.tally import Tally
from webapp.people import posting, tying
from webapp.people.models import (
    Enrolment,
    Group,
    GroupStudent,
    GroupTeacher,
    Guardianship,
    Role,
    SchoolClass,
    Student,
    User,
)
from webapp.people.viewer import Viewer
from webapp.school.models import AcademicYear, Period, School, Subject

YESTERDAY, TODAY = date(2026, 11, 17), date(2026, 11, 18)
pytestmark = pytest.mark.usefixtures("undone")


@pytest.fixture
def take(blank, tmp_path: Path):
    """Import the files of a package given by name."""

    def run(files: dict[str, str], **how: object) -> Tally:
        return take_roster(read_oneroster(in_folder(tmp_path, files)), **how)  # type: ignore[arg-type]

    return run


def lines(text: str, *without: str) -> str:
    """The file without the records that begin so."""
    kept = [line for line in text.splitlines() if not line.startswith(without)]
    return "\n".join(kept) + "\n"


def user(given_name: str) -> User:
    return User.get(User.given_name == given_name)


def student(given_name: str) -> Student:
    return Student.get(Student.user == user(given_name))


def operator(school: School) -> Viewer:
    return Viewer(0, "", 0, False, "", "", "", frozenset({(school.id, "operator")}))


def test_all_users_and_enrolments_of_the_sample_come_in(blank):
    roster = read_oneroster(ONEROSTER)
    tally = take_roster(roster)
    assert (tally.number("users", "new"), tally.number("enrollments", "new")) == (20, 30)
    assert (User.select().count(), Student.select().count(), Role.select().count()) == (20, 18, 2)
    assert (GroupStudent.select().count(), GroupTeacher.select().count()) == (25, 5)
    assert (School.get().name, Subject.select().count(), Group.select().count()) == ("Sample School", 2, 5)
    assert [(y.name, y.starts, y.ends) for y in AcademicYear.select()] == [
        ("2020/21", date(2020, 8, 1), date(2021, 8, 1))
    ]
    assert {period.kind for period in Period.select()} == {"half_year"}
    assert take_roster(roster).is_unchanged


def test_an_enrolments_role_decides_who_teaches(blank):
    take_roster(read_oneroster(ONEROSTER))
    teachers = User.select().join(Role).where(Role.kind == "teacher").order_by(User.surname)
    assert [one.surname for one in teachers] == ["FN 01", "FN 02"]


def test_homeroom_is_a_class_and_scheduled_class_a_group(take):
    take(package_1_1())
    school_class, group = SchoolClass.get(), Group.get()
    assert (school_class.name, school_class.grade) == ("7А", 7)
    assert (group.name, group.subject.name) == ("Физика 7А", "Физика")
    assert [subject.name for subject in Subject.select()] == ["Физика"]
    stays = {row.student.user.given_name: (row.starts, row.ends) for row in Enrolment.select()}
    assert stays == {"Пётр": (date(2026, 9, 1), date(2027, 5, 31)), "Анна": (date(2026, 9, 1), None)}
    assert [link.teacher_id for link in GroupTeacher.select()] == [user("Ольга").id]
    tie = Guardianship.get()
    assert (tie.guardian_id, tie.student_id) == (user("Мария").id, student("Пётр").id)


def test_version_1_2_brings_the_same_people_and_the_head(take):
    tally = take(package_1_2())
    assert tally.number("users", "new") == 4
    posts = {(role.kind, role.ends) for role in Role.select().where(Role.user == user("Ольга"))}
    assert posts == {("teacher", date(2027, 8, 31)), ("head", None)}
    assert take(package_1_2()).is_unchanged


def test_who_is_gone_from_a_whole_file_ends_and_comes_again(take):
    files = package_1_1()
    take(files)
    changed = files | {
        "users": lines(files["users"], "s2", "t1"),
        "enrollments": lines(files["enrollments"], "e2", "e3"),
    }
    tally = take(changed)
    assert tally.names["students", "gone"] == ["Сидорова Анна"]
    gone = student("Анна")
    assert (gone.ended_on, user("Анна").ended_on, user("Ольга").ended_on) == (YESTERDAY,) * 3
    assert Enrolment.get(Enrolment.student == gone).ends == YESTERDAY
    assert Role.get(Role.user == user("Ольга")).ends == YESTERDAY
    assert take(changed).is_unchanged
    take(files)
    back = student("Анна")
    assert (back.id, back.ended_on, user("Анна").ended_on) == (gone.id, None, None)
    assert [row.ends for row in Enrolment.select().where(Enrolment.student == back)] == [None]
    assert Role.get(Role.user == user("Ольга")).ends is None
    assert take(files).is_unchanged


def test_who_comes_again_after_a_while_was_not_there_in_between(take, at):
    files = package_1_1()
    take(files)
    take(files | {"enrollments": lines(files["enrollments"], "e2")})
    at("2026-12-01T08:00+03:00")
    take(files)
    rows = Enrolment.select().where(Enrolment.student == student("Анна")).order_by(Enrolment.starts)
    assert [(r.starts, r.ends) for r in rows] == [
        (date(2026, 9, 1), YESTERDAY),
        (date(2026, 12, 1), None),
    ]


def test_what_a_delta_marks_as_deleted_ends_and_the_rest_stays(take):
    take(package_1_1())
    files = package_1_1()
    heading, *_ = files["enrollments"].splitlines()
    delta = {
        "manifest": files["manifest"].replace("bulk", "absent").replace(
            "file.enrollments,absent", "file.enrollments,delta"
        ),
        "enrollments": f"{heading}\ne2,tobedeleted,2026-11-18,k1,o1,s2,student,,,\n",
    }  # fmt: skip
    tally = take({**files, **delta})
    assert tally.names["enrollments", "gone"] == ["Сидорова Анна"]
    assert Enrolment.get(Enrolment.student == student("Анна")).ends == YESTERDAY
    assert Enrolment.get(Enrolment.student == student("Пётр")).ends == date(2027, 5, 31)
    assert student("Анна").ended_on is None


def test_names_and_contacts_are_corrected_and_told(take):
    files = package_1_1()
    take(files)
    tally = take(files | {"users": files["users"].replace("Сидорова,,", "Котова,Львовна,")})
    assert tally.names["users", "changed"] == ["Сидорова Анна: Сидорова → Котова, — → Львовна"]
    assert user("Анна").folded == "котова анна львовна"
    assert Change.select().where(Change.kind == "person.corrected").count() == 1


def test_a_student_moves_to_the_homeroom_that_the_file_names(take):
    files = package_1_1()
    files["classes"] = with_row(files["classes"], "k3,,,7Б,7,c0,,homeroom,,o1,y1,")
    take(files)
    moved = files | {"enrollments": files["enrollments"].replace("e2,,,k1", "e2,,,k3")}
    take(moved)
    rows = Enrolment.select().where(Enrolment.student == student("Анна")).order_by(Enrolment.starts)
    assert [(r.school_class.name, r.starts, r.ends) for r in rows] == [
        ("7А", date(2026, 9, 1), YESTERDAY),
        ("7Б", TODAY, None),
    ]
    assert take(moved).is_unchanged


def test_what_the_office_gave_by_hand_stays(take):
    files = package_1_1()
    take(files)
    by = operator(School.get())
    posting.appoint(user("Ольга"), School.get(), "deputy_head", TODAY, by=by)
    tying.tie(student("Анна"), user("Мария"), "guardian", by=by)
    assert take(files).is_unchanged
    assert Role.get(Role.kind == "deputy_head").ends is None
    assert Guardianship.get(Guardianship.student == student("Анна")).ends is None


def test_access_that_the_office_closed_is_not_opened_by_a_file(take):
    files = package_1_1()
    take(files)
    tie = Guardianship.get()
    tying.untie(tie, by=operator(School.get()))
    tally = take(files)
    assert Guardianship.get().ends == YESTERDAY
    assert any("закрыт вручную" in warning for warning in tally.warnings)


def test_the_last_operator_and_whoever_imports_keep_their_posts(take):
    files = package_1_1()
    files["users"] += "a1,,,true,o1,administrator,admin,,Ким,Ан,,,,,,,,\n"
    take(files)
    tally = take(package_1_1())
    assert Role.get(Role.kind == "operator").ends is None
    assert any("должность оставлена" in warning for warning in tally.warnings)


def test_two_senders_who_use_one_id_bring_two_people(take):
    take(package_1_1())
    other = School.create(name="Лицей")
    take(package_1_1(), school=other)
    assert User.select().where(User.given_name == "Анна").count() == 2


def test_a_package_of_another_school_is_refused(take):
    take(package_1_1())
    files = package_1_1()
    files["orgs"] = files["orgs"].replace("o1,,,Школа № 7", "o1,,,Лицей")
    with pytest.raises(ImportProblem, match="номер школы «Школа № 7»"):
        take(files)
    files = {name: text.replace("o1", "o2") for name, text in package_1_1().items()}
    with pytest.raises(ImportProblem, match="файл другой школы"):
        take(files, school=School.get())


def test_in_one_school_other_schools_of_the_package_are_left_out(take):
    files = package_1_1()
    files["orgs"] = with_row(files["orgs"], "o2,,,Лицей,school,,")
    files["users"] += "x1,,,true,o2,student,x,,Чужой,Ученик,,,,,,,,\n"
    tally = take(files, school=School.create(name="Школа № 7"))
    assert not User.select().where(User.given_name == "Чужой").exists()
    assert "Другие школы файла пропущены: «Лицей»" in tally.warnings
    assert "Людей из других школ файла пропущено: 1" in tally.warnings


def test_whom_the_school_knows_already_is_not_added_twice(take):
    school = School.create(name="Школа № 7")
    known = User.create(surname="Иванова", given_name="Ольга", patronymic="Юрьевна", created_at=clock.now())
    Role.create(user=known, school=school, kind="teacher")
    tally = take(package_1_1())
    assert tally.number("users", "new") == 3
    assert user("Ольга").id == known.id
