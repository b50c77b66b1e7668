"""The people of a class: who can sign in, passwords for many at once, who leads it."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from webapp import clock, pages
from webapp.language import _
from webapp.office import rolls, slips
from webapp.office.access import operates_class
from webapp.office.blueprint import bp
from webapp.office.forms import AccessForm, TeacherForm
from webapp.offline import online_only
from webapp.people import posting
from webapp.people.access import access, keeps_class
from webapp.people.models import SchoolClass
from webapp.people.viewer import me
from webapp.saving import save


def _people_page(school_class: SchoolClass, form: TeacherForm | None = None, status: int = 200) -> Response:
    school = school_class.school
    today = clock.today(school)
    return pages.page(
        "office/class.html",
        title=school_class.name,
        status=status,
        school=school,
        school_class=school_class,
        roll=rolls.read(school_class, today),
        form=form or TeacherForm(formdata=None, teacher=school_class.class_teacher_id or 0),
        staff=list(posting.staff_of(school, today)) if me().holds(school.id, "operator") else [],
        in_office=me().holds(school.id, "operator", "secretary"),
    )


@bp.get("/classes/<int:class_id>/people")
@access(keeps_class)
def class_people(school_class: SchoolClass) -> ResponseReturnValue:
    """Students of the class and their guardians, and how each signs in."""
    return _people_page(school_class)


def _access_page(form: AccessForm, school_class: SchoolClass, status: int = 200) -> Response:
    today = clock.today(school_class.school)
    return pages.page(
        "office/class_access.html",
        title=_("Пароли для %(name)s", name=school_class.name),
        status=status,
        form=form,
        school_class=school_class,
        roll=rolls.read(school_class, today),
        only=request.args.get("only", ""),
    )


@bp.get("/classes/<int:class_id>/access")
@access(keeps_class)
def class_access(school_class: SchoolClass) -> ResponseReturnValue:
    """Whom to issue passwords: those who have none are ticked."""
    return _access_page(AccessForm(formdata=None), school_class)


@bp.post("/classes/<int:class_id>/access")
@online_only("Пароли выдают при связи: их показывают один раз и нигде не хранят.")
@access(keeps_class)
def issue_to_class(school_class: SchoolClass) -> ResponseReturnValue:
    """Issue passwords to those ticked and show the slips, once."""
    form = AccessForm()
    if not form.validate():
        return _access_page(form, school_class, 422)
    users = rolls.users(school_class, form.users.data or [], clock.today(school_class.school))
    back = url_for("office.class_people", class_id=school_class.id)
    return slips.issue_and_show(users, school_class.school, back=back, address=request.host_url, form=form)


@bp.post("/classes/<int:class_id>/teacher")
@online_only("Доступ меняют при связи, чтобы он изменился сразу.")
@access(operates_class)
def assign_teacher(school_class: SchoolClass) -> ResponseReturnValue:
    """Who leads the class from now on."""
    form = TeacherForm()
    return save(
        form,
        lambda: posting.assign_class_teacher(
            school_class, posting.user_or_nobody(form.teacher.data), by=me()
        ),
        school=school_class.school_id,
        to=url_for("office.class_people", class_id=school_class.id),
        again=lambda status: _people_page(school_class, form, status),
    )
