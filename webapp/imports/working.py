"""Work on an uploaded file that takes longer than a request: in a thread, its state in a file beside it."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from webapp import clock, db, language
from webapp.changes.log import raise_versions
from webapp.changes.models import Receipt
from webapp.changes.once import Busy, KeyReused, Outcome, Refused, once
from webapp.imports.jobs import Job, read_job
from webapp.imports.problems import ImportProblem
from webapp.imports.tally import Tally
from webapp.imports.trying import tried
from webapp.imports.uploads import APPLYING, CHECKING, DONE, FAILED, PREVIEW, Upload
from webapp.language import lazy
from webapp.school.models import School

# How long a request waits for the work before it answers with a page that shows how far it is.
PATIENCE = 1.0
_TOLD_EVERY = 0.3
# Work that has said nothing for so long has ended with its process.
_SILENT = timedelta(minutes=3)

DIFFERS, BUSY = "differs", "busy"
# What stands above a preview, by a state's notice.
NOTICES = {
    DIFFERS: lazy("Пока вы смотрели, данные школы изменились. Проверьте новый итог и подтвердите ещё раз."),
    BUSY: lazy("Сервер сейчас занят другой записью. Подтвердите ещё раз через минуту."),
}
BUSY_PREVIEW = lazy("Сервер сейчас занят другой записью. Загрузите файл ещё раз через минуту.")
CUT_OFF = lazy("Работа прервалась: сервер перезапустился. Ничего не изменено, загрузите файл ещё раз.")
BROKEN = lazy("Что-то сломалось у нас, ошибка записана. Ничего не изменено.")

_log = logging.getLogger(__name__)


class Confirmation(NamedTuple):
    """What a confirmation carries: the write's key and payload, the digest of the preview that was seen."""

    key: str
    payload: str
    digest: str
    location: str


class _Differs(Exception):
    def __init__(self, tally: Tally) -> None:
        super().__init__()
        self.tally = tally


def begin_preview(upload: Upload, school: School, job: Job) -> None:
    """Find out what the import would come to, and keep that as the upload's state."""

    _start(upload, lambda: _preview(upload, school, job), language.current())


def begin_again(upload: Upload, school: School) -> None:
    """Make a preview again that was made in another language than the reader's."""
    state = upload.state()
    if state["stage"] != PREVIEW or state.get("language", language.SOURCE) == language.current():
        return
    # Whoever confirms meanwhile has claimed it.
    if not upload.claim():
        return
    upload.tell(stage=CHECKING, done=0, total=0)

    def work() -> None:
        try:
            job = read_job(upload.kind, upload.file(), upload.name, upload.options, upload.more())
            _preview(upload, school, job, notice=state["notice"])
        except Busy:
            upload.release()
            upload.tell(**state)

    _start(upload, work, language.current())


def begin_import(upload: Upload, school: School, confirmation: Confirmation) -> None:
    """Import what the preview showed, once; the caller has claimed the upload.

    In the preview's language, or the same tally would differ from the one that was seen.
    """
    preview = upload.state()
    upload.tell(**{**preview, "stage": APPLYING, "key": confirmation.key, "done": 0, "total": 0})

    def work() -> None:
        job = read_job(upload.kind, upload.file(), upload.name, upload.options, upload.more())
        try:
            _apply(upload, school, job, confirmation, preview)
        except _Differs as differs:
            _show(upload, differs.tally, notice=DIFFERS)
        except Busy:
            _show(upload, Tally.of_kept(preview["tally"]), notice=BUSY)
        else:
            upload.tell(stage=DONE, tally=preview["tally"])
            upload.drop_files()

    _start(upload, work, preview.get("language", language.SOURCE))


def state_of(upload: Upload) -> dict[str, Any]:
    """The upload's state; work that ended with its process is told as what it came to."""
    state = upload.state()
    silent = clock.now() - datetime.fromisoformat(state["beat"]) > _SILENT
    if state["stage"] in (CHECKING, APPLYING) and silent:
        if Receipt.get_or_none(user_id=upload.user, key=state.get("key", "")):
            upload.tell(stage=DONE, tally=state["tally"])
        else:
            upload.tell(stage=FAILED, problem=str(CUT_OFF))
        upload.drop_files()
        return upload.state()
    return state


def _apply(
    upload: Upload, school: School, job: Job, confirmation: Confirmation, preview: dict[str, Any]
) -> None:
    progress = _Teller(upload, APPLYING, key=confirmation.key, tally=preview["tally"])

    def effect() -> Outcome:
        tally = job(School.get_by_id(school.id), upload.user, progress)
        if tally.digest != confirmation.digest:
            raise _Differs(tally)
        raise_versions([f"user:{upload.user}"])
        return Outcome(confirmation.location, {})

    once(upload.user, confirmation.key, confirmation.payload, effect, school=school.id)


def _preview(upload: Upload, school: School, job: Job, *, notice: str = "") -> None:
    progress = _Teller(upload, CHECKING)
    tally = tried(lambda: job(School.get_by_id(school.id), upload.user, progress), school.id)
    _show(upload, tally, notice=notice)


def _show(upload: Upload, tally: Tally, *, notice: str = "") -> None:
    upload.release()
    told = language.current()
    upload.tell(stage=PREVIEW, tally=tally.as_kept(), digest=tally.digest, notice=notice, language=told)


def _start(upload: Upload, work: Callable[[], None], code: str) -> None:
    """Run the work in a thread of its own, in a language; wait a moment, for most of it is short."""

    def run() -> None:
        language.speak(code)
        try:
            with db.database.connection_context():
                work()
        except (ImportProblem, Refused, KeyReused) as problem:
            _fail(upload, str(getattr(problem, "message", problem)))
        except Busy:
            _fail(upload, str(BUSY_PREVIEW))
        except Exception:
            _log.exception("import %s", upload.id)
            _fail(upload, str(BROKEN))

    thread = threading.Thread(target=run, name=f"import {upload.id}", daemon=True)
    thread.start()
    thread.join(PATIENCE)


def _fail(upload: Upload, problem: str) -> None:
    upload.tell(stage=FAILED, problem=problem)
    upload.drop_files()


class _Teller:
    """Progress into the upload's state, now and then."""

    def __init__(self, upload: Upload, stage: str, **more: Any) -> None:
        self._upload, self._stage, self._more, self._told = upload, stage, more, 0.0

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self._told >= _TOLD_EVERY:
            self._told = time.monotonic()
            self._upload.tell(stage=self._stage, done=done, total=total, **self._more)
