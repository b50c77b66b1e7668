"""One notice: seen, changed, withdrawn, answered."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from webapp import pages
from webapp.absence import access as rules
from webapp.absence import notices
from webapp.absence.answering import answer as give_answer
from webapp.absence.blueprint import asked_day, bp, form_page
from webapp.absence.forms import AnswerForm, NoticeForm, WithdrawForm
from webapp.absence.models import AbsenceNotice
from webapp.language import _
from webapp.offline import kept, made_at
from webapp.people.access import access
from webapp.people.viewer import me
from webapp.saving import save


def _page(
    notice: AbsenceNotice,
    status: int = 200,
    *,
    answering: AnswerForm | None = None,
    withdrawing: WithdrawForm | None = None,
) -> Response:
    viewer, notice = me(), notices.fresh(notice)
    return pages.page(
        "absence/notice.html",
        title=_("Отсутствие"),
        status=status,
        student=notice.student,
        notice=notice,
        form=answering or AnswerForm(formdata=None),
        withdrawing=withdrawing or WithdrawForm(formdata=None),
        may_change=rules.acts_as_family(viewer, notice) or rules.acts_at_school(viewer, notice),
        may_answer=rules.may_answer(viewer, notice),
    )


@bp.get("/absences/<int:notice_id>")
@access(rules.reads_notice)
def notice(notice: AbsenceNotice) -> ResponseReturnValue:
    """One notice; who may changes it, withdraws it or answers it from here."""
    return _page(notice)


@bp.get("/absences/<int:notice_id>/edit")
@access(rules.changes_notice)
def edit(notice: AbsenceNotice) -> ResponseReturnValue:
    """The form with the notice as it is; from and to in the query pick other days."""
    form = NoticeForm.of(notice)
    if first := asked_day("from"):
        form.starts.data, form.ends.data = first, asked_day("to") or first
    return form_page(notice.student, form, url_for(".change", notice_id=notice.id), notice=notice)


@bp.post("/absences/<int:notice_id>")
@kept("absence/{notice_id}", "Изменение уведомления")
@access(rules.changes_notice)
def change(notice: AbsenceNotice) -> ResponseReturnValue:
    """Other days, another reason or other words."""
    form, here = NoticeForm(), url_for(".notice", notice_id=notice.id)
    at_school = not rules.acts_as_family(me(), notice)

    def act() -> dict[str, int]:
        version, when = form.version.data or 0, made_at()
        changed = notices.change(notice, form.claim, version=version, by=me(), at_school=at_school, made=when)
        return {"version": changed.version}

    def again(status: int) -> Response:
        current = notices.fresh(notice)
        if status == 409:
            form.version.data = current.version
        return form_page(notice.student, form, here, status, notice=current)

    return save(form, act, school=notice.student.school_id, to=here, again=again)


@bp.post("/absences/<int:notice_id>/withdrawal")
@kept("absence/{notice_id}", "Отзыв уведомления")
@access(rules.changes_notice)
def withdraw(notice: AbsenceNotice) -> ResponseReturnValue:
    """The family takes the notice back."""
    form, at_school = WithdrawForm(), not rules.acts_as_family(me(), notice)
    return save(
        form,
        lambda: notices.withdraw(notice, by=me(), at_school=at_school, made=made_at()),
        school=notice.student.school_id,
        to=url_for(".notice", notice_id=notice.id),
        again=lambda status: _page(notice, status, withdrawing=form),
    )


@bp.post("/absences/<int:notice_id>/answer")
@kept("absence/{notice_id}", "Ответ на уведомление")
@access(rules.answers_notice)
def answer(notice: AbsenceNotice) -> ResponseReturnValue:
    """The class teacher accepts, or declines with an explanation; in place in the class's list."""
    form = AnswerForm()

    def act() -> dict[str, int]:
        accept, text = form.decision.data == "accept", form.text.data or ""
        version = form.version.data or 0
        return {"version": give_answer(notice, accept=accept, text=text, version=version, by=me()).version}

    def piece(status: int = 200) -> Response:
        current = notices.fresh(notice)
        return pages.fragment("absence/_answered.html", status, notice=current, form=form, may_answer=True)

    def again(status: int) -> Response:
        return piece(status) if pages.wants_piece() else _page(notice, status, answering=form)

    return save(
        form,
        act,
        school=notice.student.school_id,
        to=url_for(".notice", notice_id=notice.id),
        again=again,
        piece=lambda ids: piece(),
    )
