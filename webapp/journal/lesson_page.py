"""Rendering of a lesson's sheet, whole or the part that changed."""

from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for

from webapp import clock, pages
from webapp.journal.access import Opened, open_lesson
from webapp.journal.class_list import Line, class_list
from webapp.journal.column import stands_as_given
from webapp.journal.day import DayLesson, with_signs
from webapp.journal.forms import (
    BagItemForm,
    ColumnUndoForm,
    HomeworkForm,
    HomeworkWithdrawalForm,
    NewItemForm,
    RegisterForm,
    TopicForm,
)
from webapp.journal.lesson_plan import bag_of, homework_of
from webapp.journal.sheet import Around, Choice, around, choice, is_held, line_of, sheet
from webapp.marks.correcting import UNDO_TIME
from webapp.marks.forms import CorrectionForm, MarkForm, WithdrawalForm
from webapp.marks.scales import SCALES
from webapp.people.viewer import me
from webapp.remarks.forms import RemarkEditForm, RemarkForm, RemarkWithdrawalForm
from webapp.remarks.models import KINDS
from webapp.saving import Form
from webapp.timetable.models import Lesson

OfRemark = RemarkForm | RemarkEditForm | RemarkWithdrawalForm


@dataclass(frozen=True)
class Entering:
    """What was sent for one student and not taken: the form with its errors, the mark or remark meant."""

    student_id: int
    form: MarkForm | RegisterForm | CorrectionForm | WithdrawalForm | OfRemark
    mark_id: int | None = None
    remark_id: int | None = None

    @property
    def of_remark(self) -> bool:
        """Whether it was a remark, new or given."""
        return isinstance(self.form, OfRemark)

    @property
    def errors(self) -> list[str]:
        """Every error for the head of the student's line; that of a reason stands beside its field."""
        fields = [field for name, field in self.form._fields.items() if name != "reason" or self.of_remark]
        return [*map(str, self.form.form_errors), *(str(error) for field in fields for error in field.errors)]


def chosen(lesson: Lesson) -> Choice:
    """The form of control and the scale that the request names."""
    return choice(lesson, request.values.get("work"), request.values.get("scale"))


def sheet_url(lesson_id: int, **query: Any) -> str:
    """The sheet with what was chosen on it."""
    kept = {name: request.values.get(name) or None for name in ("work", "scale")}
    return url_for("journal.lesson", lesson_id=lesson_id, **{**kept, **query})


def lesson_page(
    opened: Opened,
    *,
    near: Around | None = None,
    status: int = 200,
    entering: Entering | None = None,
    edited: int | None = None,
    **forms: Form,
) -> Response:
    """The whole sheet. forms are those to show again: topic_form, homework_form, bag_form, item_form.

    edited is the homework that homework_form is about, None where it is about a new one.
    """
    near = near or around(opened, me())
    made = sheet(opened, near, chosen(opened.lesson))
    today = clock.today(opened.lesson.school)
    return pages.page(
        "journal/lesson.html",
        title=f"{near.whom}, {opened.lesson.taught_subject.name}",
        status=status,
        sheet=made,
        today=today,
        pupils=made.list.lines,
        entering=entering,
        edited=edited,
        fresh=request.args.get("mark", type=int),
        just=_just_given(made.list.lines),
        **_common(opened),
        **forms,
    )


def pupil(
    opened: Opened,
    student_id: int,
    *,
    status: int = 200,
    entering: Entering | None = None,
    fresh: int | None = None,
) -> Response:
    """One student's line, for htmx. fresh is the mark just given, corrected or withdrawn."""
    line, listed, made = line_of(opened, student_id, chosen(opened.lesson))
    return pages.fragment(
        "journal/_pupil_piece.html",
        status,
        line=line,
        forms=listed.forms,
        choice=made,
        entering=entering,
        fresh=fresh,
        signs=_signs(opened),
        **_common(opened),
    )


def topic_piece(opened: Opened, *, status: int = 200, topic_form: TopicForm | None = None) -> Response:
    """The topic, for htmx."""
    opened = _anew(opened)
    return pages.fragment(
        "journal/_topic_piece.html",
        status,
        topic_form=topic_form,
        saved=not topic_form,
        signs=_signs(opened),
        **_common(opened),
    )


def homework_piece(
    opened: Opened,
    *,
    status: int = 200,
    homework_form: HomeworkForm | HomeworkWithdrawalForm | None = None,
    edited: int | None = None,
) -> Response:
    """The homework, for htmx."""
    return pages.fragment(
        "journal/_homework_piece.html",
        status,
        homework=homework_of(opened.lesson),
        later=around(opened, me()).later,
        pupils=class_list(opened.lesson).lines,
        homework_form=homework_form,
        edited=edited,
        saved=not homework_form,
        signs=_signs(opened),
        **_common(opened),
    )


def bag_piece(
    opened: Opened,
    *,
    status: int = 200,
    bag_form: BagItemForm | None = None,
    item_form: NewItemForm | None = None,
) -> Response:
    """What to bring, for htmx."""
    return pages.fragment(
        "journal/_bag.html",
        status,
        bag=bag_of(opened.lesson),
        bag_form=bag_form,
        item_form=item_form,
        **_common(opened),
    )


def _common(opened: Opened) -> dict[str, Any]:
    lesson = opened.lesson
    return {
        "lesson": lesson,
        "opened": opened,
        "held": is_held(lesson),
        "undo_since": clock.now() - UNDO_TIME,
        "scales": list(SCALES.values()),
        "scale_of": SCALES.__getitem__,
        "remark_kinds": KINDS,
    }


def _just_given(lines: list[Line]) -> ColumnUndoForm | None:
    """The column that the request names, as long as it can be taken back."""
    form = ColumnUndoForm(formdata=request.args)
    stands = stands_as_given(lines, form.mark_ids, form.entries)
    return form if (form.mark_ids or form.entries) and stands else None


def _signs(opened: Opened) -> DayLesson:
    return with_signs(Lesson.id == opened.lesson.id)[0]


def _anew(opened: Opened) -> Opened:
    return open_lesson(me(), opened.lesson.id) or opened
