"""A student's class: moving to another, leaving the school, coming back."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from webapp import clock, pages
from webapp.language import _
from webapp.office import directory, persons
from webapp.office.access import keeps_person
from webapp.office.blueprint import bp
from webapp.office.forms import LearningForm, LeavingForm
from webapp.offline import online_only
from webapp.people import moving
from webapp.people.access import access
from webapp.people.models import Student, User
from webapp.people.viewer import me
from webapp.saving import save
from webapp.school.models import School

with_network = online_only("Данные людей меняют при связи: они нужны всем сразу и такими, какие они сейчас.")


def study_or_404(user: User, school: School) -> Student:
    """The user as a student of the school. Raises NotFound."""
    study = persons.study_of(user, school)
    if study is None:
        raise NotFound
    return study


def _class_page(form: LearningForm, school: School, study: Student, status: int = 200) -> Response:
    chosen = form.school_class.data or request.args.get("to", type=int)
    classes = directory.classes_of(school, clock.today(school))
    return pages.page(
        "office/move.html",
        title=_("Зачисление") if study.ended_on else _("Перевод"),
        status=status,
        form=form,
        school=school,
        study=study,
        classes=classes,
        school_class=next((row for row in classes if row.id == chosen), None),
        subgroups=directory.by_subject(moving.subgroups_of(chosen)) if chosen else [],
    )


@bp.get("/office/<int:school_id>/people/<int:user_id>/class")
@access(keeps_person)
def learning(school: School, user: User) -> ResponseReturnValue:
    """The form to move the student, or to enrol one who left; ?to= chooses the class first."""
    study = study_or_404(user, school)
    return _class_page(LearningForm(formdata=None, starts=clock.today(school)), school, study)


@bp.post("/office/<int:school_id>/people/<int:user_id>/class")
@with_network
@access(keeps_person)
def change_class(school: School, user: User) -> ResponseReturnValue:
    """Move the student, or enrol one who left."""
    study, form = study_or_404(user, school), LearningForm()
    form.offer(directory.classes_of(school, clock.today(school)))
    act = moving.come_back if study.ended_on else moving.move
    return save(
        form,
        lambda: act(
            study_or_404(user, school), form.to_class, form.first_day, groups=form.chosen, by=me()
        ),
        school=school.id,
        to=url_for("office.person", school_id=school.id, user_id=user.id),
        again=lambda status: _class_page(form, school, study, status),
    )  # fmt: skip


def _leaving_page(form: LeavingForm, school: School, study: Student, status: int = 200) -> Response:
    return pages.page(
        "office/leave.html", title=_("Выбытие"), status=status, form=form, school=school, study=study
    )


@bp.get("/office/<int:school_id>/people/<int:user_id>/leaving")
@access(keeps_person)
def leaving(school: School, user: User) -> ResponseReturnValue:
    """The form for a student who leaves the school."""
    form = LeavingForm(formdata=None, last_day=clock.today(school))
    return _leaving_page(form, school, study_or_404(user, school))


@bp.post("/office/<int:school_id>/people/<int:user_id>/leaving")
@with_network
@access(keeps_person)
def leave(school: School, user: User) -> ResponseReturnValue:
    """The student leaves after the last day."""
    study, form = study_or_404(user, school), LeavingForm()
    return save(
        form,
        lambda: moving.leave(study_or_404(user, school), form.day, by=me()),
        school=school.id,
        to=url_for("office.person", school_id=school.id, user_id=user.id),
        again=lambda status: _leaving_page(form, school, study, status),
    )
