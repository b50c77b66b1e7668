"""A process that gives marks until a line comes: `python -m tests.keeping.mark_writer URL`."""

import sys
import threading
from datetime import date

from tests.cast import NOW
from webapp import clock, db
from webapp.changes.once import Outcome, once
from webapp.marks.giving import give_mark
from webapp.people.models import GroupStudent, User
from webapp.people.viewer import read_viewer
from webapp.timetable.models import Lesson

if __name__ == "__main__":
    clock.now = lambda: NOW
    db.use(sys.argv[1])
    db.database.connect()
    teacher = read_viewer(User.get(User.login == "kuznetsova").id)
    assert teacher
    lesson = Lesson.taught_by(teacher).where(Lesson.date == date(2026, 11, 18)).first()
    student = GroupStudent.get(GroupStudent.group == lesson.group).student_id
    end = threading.Event()

    def wait() -> None:
        """Until a line comes."""
        sys.stdin.readline()
        end.set()

    threading.Thread(target=wait).start()

    def give() -> Outcome:
        """One more mark."""
        assert teacher
        return Outcome("/", {"mark": give_mark(lesson, student, by=teacher, value="5", scale="5").id})

    given = 0
    while not end.is_set():
        once(teacher.id, f"writer-{given}", "5", give, school=lesson.school_id)
        given += 1
        if given == 5:
            print("ready", flush=True)
    print(given)
