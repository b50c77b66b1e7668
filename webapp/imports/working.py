"""Work on an uploaded file that takes longer than a request: in a thread, its state in a file beside it."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from webapp import clock, db
from webapp.changes.log import raise_versions
from webapp.changes.models import Receipt
from webapp.changes.once import Busy, KeyReused, Outcome, Refused, once
from webapp.imports.jobs import Job, read_job
from webapp.imports.problems import ImportProblem
from webapp.imports.tally import Tally
from webapp.imports.trying import tried
from webapp.imports.uploads import APPLYING, CHECKING, DONE, FAILED, PREVIEW, Upload
from webapp.school.models import School

# How long a request waits for the work before it answers with a page that shows how far it is.
PATIENCE = 1.0
_TOLD_EVERY = 0.3
# Work that has said nothing for so long has ended with its process.
_SILENT = timedelta(minutes=3)

DIFFERS = "Пока вы смотрели, данные школы изменились. Проверьте новый итог и подтвердите ещё раз."
BUSY = "Сервер сейчас занят другой записью. Подтвердите ещё раз через минуту."
BUSY_PREVIEW = "Сервер сейчас занят другой записью. Загрузите файл ещё раз через минуту."
CUT_OFF = "Работа прервалась: сервер перезапустился. Ничего не изменено, загрузите файл ещё раз."
BROKEN = "Что-то сломалось у нас, ошибка записана. Ничего не изменено."

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

    def work() -> None:
        progress = _Teller(upload, CHECKING)
        tally = tried(lambda: job(School.get_by_id(school.id), upload.user, progress), school.id)
        _show(upload, tally)

    _start(upload, work)


def begin_import(upload: Upload, school: School, confirmation: Confirmation) -> None:
    """Import what the preview showed, once; the caller has claimed the upload."""
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

    _start(upload, work)


def state_of(upload: Upload) -> dict[str, Any]:
    """The upload's state; work that ended with its process is told as what it came to."""
    state = upload.state()
    silent = clock.now() - datetime.fromisoformat(state["beat"]) > _SILENT
    if state["stage"] in (CHECKING, APPLYING) and silent:
        if Receipt.get_or_none(user_id=upload.user, key=state.get("key", "")):
            upload.tell(stage=DONE, tally=state["tally"])
        else:
            upload.tell(stage=FAILED, problem=CUT_OFF)
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


def _show(upload: Upload, tally: Tally, *, notice: str = "") -> None:
    upload.release()
    upload.tell(stage=PREVIEW, tally=tally.as_kept(), digest=tally.digest, notice=notice)


def _start(upload: Upload, work: Callable[[], None]) -> None:
    """Run the work in a thread of its own; wait a moment, for most of it is short."""

    def run() -> None:
        try:
            with db.database.connection_context():
                work()
        except (ImportProblem, Refused, KeyReused) as problem:
            _fail(upload, str(getattr(problem, "message", problem)))
        except Busy:
            _fail(upload, BUSY_PREVIEW)
        except Exception:
            _log.exception("import %s", upload.id)
            _fail(upload, BROKEN)

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
