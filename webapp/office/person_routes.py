"""One person: the page, corrections, a temporary password."""

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp import pages
from webapp.language import _
from webapp.office import persons, slips
from webapp.office.access import keeps_person
from webapp.office.blueprint import bp
from webapp.office.forms import PersonForm
from webapp.offline import online_only
from webapp.people.access import access
from webapp.people.correcting import correct as correct_person
from webapp.people.correcting import state_of
from webapp.people.models import User
from webapp.people.viewer import me
from webapp.saving import save
from webapp.school.models import School


@bp.get("/office/<int:school_id>/people/<int:user_id>")
@access(keeps_person)
def person(school: School, user: User) -> ResponseReturnValue:
    """Everything the office knows about the person."""
    whole = persons.read(user, school, me())
    return pages.page("office/person.html", title=user.short_name, school=school, whole=whole)


def _correction_page(form: PersonForm, school: School, user: User, status: int = 200) -> Response:
    if status == 409:
        form = _filled(persons.anew(user), school, form)
    return pages.page(
        "office/correct.html", title=_("Правка данных"), status=status, form=form, school=school, user=user,
        is_student=persons.study_of(user, school) is not None,
    )  # fmt: skip


def _filled(user: User, school: School, refused: PersonForm | None = None) -> PersonForm:
    study = persons.study_of(user, school)
    form = PersonForm.of(user, study.birth_date if study else None, state_of(user))
    form.form_errors = refused.form_errors if refused else []
    return form


@bp.get("/office/<int:school_id>/people/<int:user_id>/data")
@access(keeps_person)
def correction(school: School, user: User) -> ResponseReturnValue:
    """The form with the person's name, birth date and contacts."""
    return _correction_page(_filled(user, school), school, user)


@bp.post("/office/<int:school_id>/people/<int:user_id>/data")
@online_only("Данные людей меняют при связи: они нужны всем сразу и такими, какие они сейчас.")
@access(keeps_person)
def correct(school: School, user: User) -> ResponseReturnValue:
    """Write the person's data anew."""
    form = PersonForm()
    seen = (form.seen.data or "").replace("\r\n", "\n")
    return save(
        form,
        lambda: correct_person(
            persons.anew(user), school, form.person, birth_date=form.birth_date.data, seen=seen, by=me()
        ),
        school=school.id,
        to=url_for("office.person", school_id=school.id, user_id=user.id),
        again=lambda status: _correction_page(form, school, user, status),
    )


@bp.get("/office/<int:school_id>/people/<int:user_id>/access")
@access(keeps_person)
def slip(school: School, user: User) -> ResponseReturnValue:
    """A slip is shown once; opened anew, its address leads to the person."""
    return redirect(url_for("office.person", school_id=school.id, user_id=user.id))


@bp.post("/office/<int:school_id>/people/<int:user_id>/access")
@online_only("Пароли выдают при связи: их показывают один раз и нигде не хранят.")
@access(keeps_person)
def issue(school: School, user: User) -> ResponseReturnValue:
    """Issue a temporary password and show its slip, once."""
    back = url_for("office.person", school_id=school.id, user_id=user.id)
    return slips.issue_and_show([user], school, back=back, address=request.host_url)
