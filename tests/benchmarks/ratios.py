"""The week and other pages beside hello, on one server in one run; with 1,000 and with 100,000 students."""

import os
import shutil
import tempfile
from pathlib import Path

from tests.benchmarks.crowd import GUARDIAN, TEACHER, THIS_WEEK, build
from tests.benchmarks.rows import heading, row
from tests.benchmarks.served import Requests, cookie, serving

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
STUDENT = 512
GOALS = {"week, unchanged (304)": 0.7, "week, rendered": 0.15}


def measure(students: int, rounds: int) -> dict[str, float]:
    """Median milliseconds of each page on a database of so many students."""
    folder = Path(tempfile.mkdtemp(prefix="zvonok-bench-"))
    try:
        build(folder / "zvonok.db", students)
        guardian = cookie(folder, GUARDIAN + STUDENT - 1)
        teacher = cookie(folder, TEACHER + (STUDENT - 1) // 25)
        lesson = ((STUDENT - 1) // 25 * 4 + 2) * 35 + 15
        with serving(folder) as port:
            times = Requests(port, guardian).in_turn(_family_pages(port, guardian), rounds)
            sheet = {"hello": ("/hello", PARTIAL, 200), "lesson sheet": (f"/lessons/{lesson}", PARTIAL, 200)}
            by_teacher = Requests(port, teacher).in_turn(sheet, rounds)
            times["lesson sheet"] = by_teacher["lesson sheet"]
        return times
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _family_pages(port: int, session: str) -> dict[str, tuple[str, dict[str, str], int]]:
    root = f"/students/{STUDENT}"
    week = f"{root}/diary/{THIS_WEEK}"
    _, headers, _ = Requests(port, session).get(week, PARTIAL)
    unchanged = {**PARTIAL, "If-None-Match": headers["ETag"]}
    return {
        "hello": ("/hello", PARTIAL, 200),
        "week, unchanged (304)": (week, unchanged, 304),
        "week, rendered": (week, PARTIAL, 200),
        "homework": (f"{root}/homework/", PARTIAL, 200),
        "schoolbag": (f"{root}/bag/2026-11-19", PARTIAL, 200),
        "absences": (f"{root}/absences/", PARTIAL, 200),
        "timetable": (f"{root}/timetable/{THIS_WEEK}", PARTIAL, 200),
    }


def run() -> None:
    """Print hello's time over each page's, the goals beside, and how pages grow with the school."""
    rounds = int(os.environ.get("ROUNDS", "300"))
    large = int(os.environ.get("STUDENTS", "100000"))
    print(f"{rounds} rounds, each asking every page once; hello is signed in and carries the same headers.")
    heading("page", "hello ÷ page", "goal", f"with {large:,} students", "growth")
    small, big = measure(1000, rounds), measure(large, rounds)
    for name in small:
        ratio, with_many = small["hello"] / small[name], big["hello"] / big[name]
        goal = f"{GOALS[name]:.2f}" if name in GOALS else ""
        row(name, f"{ratio:.2f}", goal, f"{with_many:.2f}", f"{ratio / with_many:.2f}")
