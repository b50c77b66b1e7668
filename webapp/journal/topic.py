"""The lesson's topic."""

from webapp import clock
from webapp.changes.log import record
from webapp.changes.once import Conflict, Refused
from webapp.language import _
from webapp.people.overtaking import last_hand, now_stands
from webapp.people.viewer import Viewer
from webapp.timetable.models import Lesson

LONGEST_TOPIC = 500
KIND = "lesson.topic"


def _overtaken(present: str) -> str:
    if not present:
        return _("Тему тем временем стёрли. Ваша — в поле; сохраните снова.")
    return _("Тему тем временем изменили: сейчас «%(topic)s». Ваша — в поле; сохраните снова.", topic=present)


def enter_topic(lesson: Lesson, topic: str, *, by: Viewer, seen: str) -> Lesson:
    """Enter the topic, or clear it. seen is the topic that the page showed. Raises Refused and Conflict."""
    now = Lesson.get_by_id(lesson.id)
    if now.is_cancelled:
        raise Refused(_("Урок отменён: тему запишите в уроке, который состоялся."), "topic")
    text = " ".join(topic.split())
    if len(text) > LONGEST_TOPIC:
        over = len(text) - LONGEST_TOPIC
        raise Refused(
            _("Тема длиннее %(most)s знаков: сократите на %(over)s.", most=LONGEST_TOPIC, over=over), "topic"
        )
    present = now.topic or ""
    if text == present:
        return now
    if " ".join(seen.split()) != present:
        last = last_hand(f"lesson:{now.id}", kind=KIND, lesson_id=now.id)
        raise Conflict(
            _overtaken(present),
            "topic",
            now_stands(present, text, school=now.school, last=last, fields={"seen": present}),
        )
    before = {"topic": now.topic}
    now.topic, now.topic_at = text or None, clock.now()
    now.save(only=[Lesson.topic, Lesson.topic_at])
    record(
        KIND,
        by=by.id,
        school=now.school_id,
        what=f"lesson:{now.id}",
        scopes=now.scopes(),
        week=now.week,
        group_id=now.group_id,
        lesson_id=now.id,
        before=before,
        after={"topic": now.topic},
    )
    return now
