"""Adding a student or a member of staff by hand."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from webapp import clock, pages
from webapp.language import _
from webapp.office import directory
from webapp.office.blueprint import bp
from webapp.office.forms import StaffForm, StudentForm
from webapp.offline import online_only
from webapp.people import enrolling, moving
from webapp.people.access import access, in_office, operates
from webapp.people.models import SchoolClass
from webapp.people.viewer import me
from webapp.saving import save
from webapp.school.models import School

with_network = online_only("Данные людей меняют при связи: они нужны всем сразу и такими, какие они сейчас.")


def _class_of(school: School, class_id: int | None) -> SchoolClass | None:
    """One of the year's classes of this school, or None."""
    classes = directory.classes_of(school, clock.today(school))
    return next((row for row in classes if row.id == class_id), None)


def _student_page(form: StudentForm, school: School, status: int = 200) -> Response:
    chosen = form.school_class.data or request.args.get("class", type=int)
    return pages.page(
        "office/new_student.html",
        title=_("Новый ученик"),
        status=status,
        form=form,
        school=school,
        school_class=_class_of(school, chosen),
        classes=directory.classes_of(school, clock.today(school)),
        subgroups=directory.by_subject(moving.subgroups_of(chosen)) if chosen else [],
    )


@bp.get("/office/<int:school_id>/students/new")
@access(in_office)
def new_student(school: School) -> ResponseReturnValue:
    """The form for a new student; ?class= chooses the class first."""
    return _student_page(StudentForm(formdata=None, starts=clock.today(school)), school)


@bp.post("/office/<int:school_id>/students")
@with_network
@access(in_office)
def add_student(school: School) -> ResponseReturnValue:
    """Add a student with guardians to a class."""
    form = StudentForm()
    form.offer(directory.classes_of(school, clock.today(school)))
    return save(
        form,
        lambda: enrolling.enroll(
            form.to_class, form.person, form.born, form.first_day, groups=form.chosen,
            relatives=form.relatives(), confirmed=form.confirmed.data, by=me(),
        ),
        school=school.id,
        to=f"/office/{school.id}/people/{{user}}",
        again=lambda status: _student_page(form, school, status),
    )  # fmt: skip


def _staff_page(form: StaffForm, school: School, status: int = 200) -> Response:
    return pages.page(
        "office/new_staff.html", title=_("Новый сотрудник"), status=status, form=form, school=school
    )


@bp.get("/office/<int:school_id>/staff/new")
@access(operates)
def new_staff(school: School) -> ResponseReturnValue:
    """The form for a new member of staff."""
    return _staff_page(StaffForm(formdata=None, starts=clock.today(school)), school)


@bp.post("/office/<int:school_id>/staff")
@with_network
@access(operates)
def add_staff(school: School) -> ResponseReturnValue:
    """Add a member of staff with posts."""
    form = StaffForm()
    return save(
        form,
        lambda: enrolling.employ(
            school, form.person, form.kinds.data or [], form.first_day, by=me(), confirmed=form.confirmed.data
        ),
        school=school.id,
        to=url_for("office.home", school_id=school.id) + "people/{user}",
        again=lambda status: _staff_page(form, school, status),
    )
