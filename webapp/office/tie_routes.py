"""Guardians of a student: found among those known or added, tied, untied."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from webapp import clock, pages
from webapp.language import _
from webapp.office import directory
from webapp.office.access import keeps_person
from webapp.office.blueprint import bp
from webapp.office.forms import GuardianForm, NothingForm, TieForm
from webapp.office.learning_routes import study_or_404
from webapp.offline import online_only
from webapp.people import enrolling, tying
from webapp.people.access import access, found
from webapp.people.models import Student, User
from webapp.people.viewer import me
from webapp.saving import Form, save
from webapp.school.models import School

with_network = online_only("Доступ меняют при связи, чтобы он изменился сразу.")


def _guardian_page(
    school: School, study: Student, *, tie: Form | None = None, new: Form | None = None, status: int = 200
) -> Response:
    text = request.args.get("q", "")[:100]
    today = clock.today(school)
    users = directory.adults(school, today, text) if text.strip() else []
    return pages.page(
        "office/guardian.html", title=_("Представитель"), status=status, school=school, study=study,
        text=text, rows=directory.rows(users, school, today), tie=tie or TieForm(formdata=None),
        form=new or GuardianForm(formdata=None),
    )  # fmt: skip


@bp.get("/office/<int:school_id>/people/<int:user_id>/guardians/new")
@access(keeps_person)
def new_guardian(school: School, user: User) -> ResponseReturnValue:
    """Find the guardian among those known (?q=), or type a new one."""
    return _guardian_page(school, study_or_404(user, school))


@bp.post("/office/<int:school_id>/people/<int:user_id>/guardians")
@with_network
@access(keeps_person)
def tie_guardian(school: School, user: User) -> ResponseReturnValue:
    """Tie somebody of the school to the student."""
    study, form = study_or_404(user, school), TieForm()
    return save(
        form,
        lambda: tying.tie(
            study,
            directory.adult(school, form.guardian.data or ""),
            form.kind.data,
            until=form.until.data,
            by=me(),
        ),
        school=school.id,
        to=url_for("office.person", school_id=school.id, user_id=user.id),
        again=lambda status: _guardian_page(school, study, tie=form, status=status),
    )


@bp.post("/office/<int:school_id>/people/<int:user_id>/guardians/new")
@with_network
@access(keeps_person)
def add_guardian(school: School, user: User) -> ResponseReturnValue:
    """Tie somebody who is typed by hand; of the same name and contact is the same person."""
    study, form = study_or_404(user, school), GuardianForm()
    return save(
        form,
        lambda: enrolling.add_guardian(
            study, enrolling.Relative(form.person, form.kind.data, form.until.data), by=me()
        ),
        school=school.id,
        to=url_for("office.person", school_id=school.id, user_id=user.id),
        again=lambda status: _guardian_page(school, study, new=form, status=status),
    )


@bp.post("/office/<int:school_id>/people/<int:user_id>/guardians/<int:tie_id>/end")
@with_network
@access(keeps_person)
def end_tie(school: School, user: User, tie_id: int) -> ResponseReturnValue:
    """The guardian sees nothing of the student from now on."""
    row, form = found(tying.ties_of(study_or_404(user, school)), tie_id), NothingForm()
    back = url_for("office.person", school_id=school.id, user_id=user.id)
    return save(
        form,
        lambda: tying.untie(row, by=me()),
        school=school.id,
        to=back,
        again=lambda status: pages.page(
            "office/refused.html", title=_("Не получилось"), status=status, form=form, back=back
        ),
    )
