"""The operator's pages of imports: upload, preview, confirmation, progress, result."""

import io
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from webapp import clock, pages
from webapp.changes.once import fingerprint
from webapp.imports import uploads, working
from webapp.imports.defaults import timetable_defaults
from webapp.imports.forms import FORMS, FileForm, PeopleForm, RosterForm, TimetableForm
from webapp.imports.jobs import read_job
from webapp.imports.people_sheet import template
from webapp.imports.problems import ImportProblem
from webapp.imports.reading_tally import shown
from webapp.language import _
from webapp.offline import online_only
from webapp.people.access import access, operates
from webapp.people.viewer import me
from webapp.saving import sent_key
from webapp.school.models import School

bp = Blueprint("imports", __name__)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

with_network = online_only("Файлы загружают при связи: их разбирает сервер.")


def _root() -> Path:
    """Where files wait: no part of a backup, unlike what people attach."""
    return current_app.config["ZVONOK"].data_folder / "incoming"


def _page_of(upload: uploads.Upload) -> str:
    return url_for("imports.show", school_id=upload.school, upload_id=upload.id)


def _start_page(school: School, sent: FileForm | None = None, status: int = 200) -> Response:
    """The forms; sent is the one that came back with problems."""
    today = clock.today(school)
    forms: dict[str, Any] = {
        "timetable": TimetableForm(formdata=None, prefix="timetable-", **timetable_defaults(school, today)),
        "roster": RosterForm(formdata=None, prefix="roster-"),
        "people": PeopleForm(formdata=None, prefix="people-"),
    }
    if sent is not None:
        forms[sent.kind] = sent
    forms["timetable"].offer(school)
    waiting = uploads.unfinished(_root(), school=school.id, user=me().id)
    return pages.page(
        "imports/start.html", title=_("Загрузка из файла"), status=status, school=school, forms=forms,
        waiting=waiting,
    )  # fmt: skip


@bp.get("/office/<int:school_id>/imports")
@access(operates)
def start(school: School) -> ResponseReturnValue:
    """What can be uploaded."""
    return _start_page(school)


@bp.get("/office/<int:school_id>/imports/people.xlsx")
@access(operates)
def people_template(school: School) -> ResponseReturnValue:
    """The empty list of students and guardians."""
    return send_file(
        io.BytesIO(template()), mimetype=EXCEL, as_attachment=True, download_name=_("Список учеников.xlsx")
    )


def _take_file(school: School, kind: str) -> ResponseReturnValue:
    """Read the file at once, so that what is wrong with it stands beside its field; then preview it."""
    form = FORMS[kind](prefix=f"{kind}-")
    if isinstance(form, TimetableForm):
        form.offer(school)
    if not form.validate():
        return _start_page(school, form, 422)
    data, more, options = form.content(), form.more(), form.options()
    try:
        job = read_job(kind, data, form.name, options, more)
    except ImportProblem as problem:
        form.tell(problem)
        return _start_page(school, form, 422)
    upload = uploads.keep(
        _root(), kind, form.name, data, school=school.id, user=me().id, more=more, options=options
    )
    working.begin_preview(upload, school, job)
    return redirect(_page_of(upload), 303)


@bp.post("/office/<int:school_id>/imports/timetable")
@with_network
@access(operates)
def upload_timetable(school: School) -> ResponseReturnValue:
    """Take a timetable of FET."""
    return _take_file(school, "timetable")


@bp.post("/office/<int:school_id>/imports/roster")
@with_network
@access(operates)
def upload_roster(school: School) -> ResponseReturnValue:
    """Take a OneRoster package."""
    return _take_file(school, "roster")


@bp.post("/office/<int:school_id>/imports/people")
@with_network
@access(operates)
def upload_people(school: School) -> ResponseReturnValue:
    """Take a list of students and guardians."""
    return _take_file(school, "people")


def _own(school: School, upload_id: str) -> uploads.Upload | None:
    return uploads.find(_root(), upload_id, school=school.id, user=me().id)


def _away(school: School) -> ResponseReturnValue:
    """An upload that is no more leads to where one uploads."""
    return redirect(url_for("imports.start", school_id=school.id), 303)


@bp.get("/office/<int:school_id>/imports/<upload_id>")
@access(operates)
def show(school: School, upload_id: str) -> ResponseReturnValue:
    """The preview, how far the work is, or its result."""
    upload = _own(school, upload_id)
    if upload is None:
        return _away(school)
    working.begin_again(upload, school)
    state = working.state_of(upload)
    notice = working.NOTICES.get(state.get("notice", ""))
    titles = {"preview": _("Что изменится"), "done": _("Загружено"), "failed": _("Не загружено")}
    response = pages.page(
        "imports/upload.html", title=titles.get(state["stage"], _("Загрузка из файла")), school=school,
        upload=upload, state=state, sections=shown(state), notice=notice,
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/office/<int:school_id>/imports/<upload_id>/progress")
@access(operates)
def progress(school: School, upload_id: str) -> ResponseReturnValue:
    """How far the work is, for a page that asks every second; once it is over, the page is loaded anew."""
    upload = _own(school, upload_id)
    state = working.state_of(upload) if upload else {"stage": uploads.FAILED}
    response = pages.fragment("imports/_progress.html", school=school, upload=upload, state=state)
    if state["stage"] not in (uploads.CHECKING, uploads.APPLYING):
        response.headers["HX-Refresh"] = "true"
    return response


@bp.post("/office/<int:school_id>/imports/<upload_id>")
@with_network
@access(operates)
def confirm(school: School, upload_id: str) -> ResponseReturnValue:
    """Import what the preview showed, once, however often it is confirmed."""
    upload = _own(school, upload_id)
    if upload is None:
        return _away(school)
    confirmation = working.Confirmation(
        sent_key(), fingerprint(request.full_path, list(request.form.items(multi=True))),
        request.form.get("digest", ""), _page_of(upload),
    )  # fmt: skip
    if working.state_of(upload)["stage"] == uploads.PREVIEW and upload.claim():
        working.begin_import(upload, school, confirmation)
    return redirect(_page_of(upload), 303)


@bp.post("/office/<int:school_id>/imports/<upload_id>/cancel")
@with_network
@access(operates)
def cancel(school: School, upload_id: str) -> ResponseReturnValue:
    """Forget the upload, unless it is being imported; nothing was changed by it."""
    upload = _own(school, upload_id)
    if upload and upload.state()["stage"] != uploads.APPLYING:
        upload.forget()
    return _away(school)
