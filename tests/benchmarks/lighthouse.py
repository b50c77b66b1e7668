"""`make lighthouse`: Google's Lighthouse over four pages of the demo school, as rows of README's table.

Mobile, its default throttling, in Chromium. It comes from npm by name, for this only.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from scripts.console import SetupError, fail
from scripts.node import install_aside
from scripts.setup import VENV
from tests.benchmarks.served import cookie, demo_school, serving
from tests.browsers import QUIET, executable
from webapp import db
from webapp.config import ROOT
from webapp.people.models import Student, User
from webapp.timetable.models import Lesson

PLACE = ROOT / "requirements" / "lighthouse"
PROGRAM = PLACE / "node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices")
GOALS = (95, 100, 100)
PAGES = {
    "sign-in": (None, "/sign-in"),
    "week": ("orlova", "/students/{masha}/diary/2026-W47"),
    "homework": ("orlova", "/students/{masha}/homework/"),
    "lesson": ("kuznetsova", "/lessons/{lesson}"),
}


def measured(url: str, session: str | None) -> dict[str, float]:
    """Scores 0–100 by category, and the layout shift."""
    told = [f"--extra-headers={json.dumps({'Cookie': session})}"] if session else []
    flags = " ".join(["--headless=new", *QUIET])
    command: list[str | Path] = [
        VENV / "bin/node",
        PROGRAM,
        url,
        "--quiet",
        "--output=json",
        f"--chrome-flags={flags}",
        *told,
    ]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    env = {**os.environ, "CHROME_PATH": executable()}
    for _ in range(3):
        done = subprocess.run(command, env=env, capture_output=True, text=True)
        # The first start of a browser may miss its own beginning; Lighthouse says «run again» itself.
        if "NO_NAVSTART" not in done.stderr:
            break
    if done.returncode:
        raise SystemExit(done.stderr)
    report = json.loads(done.stdout)
    scores = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES}
    for name, audit in report["audits"].items():
        is_found = audit["score"] is not None and audit["score"] < 0.9
        if is_found and audit["scoreDisplayMode"] in ("binary", "metricSavings", "numeric"):
            print(f"  {name}: {audit.get('displayValue', audit['title'])}", file=sys.stderr)
    return {**scores, "shift": report["audits"]["cumulative-layout-shift"]["numericValue"]}


def run() -> bool:
    """Print the table; whether every goal is met."""
    rows, is_met = [], True
    with demo_school() as folder:
        sessions, ids = _people(folder)
        with serving(folder) as port:
            for name, (login, path) in PAGES.items():
                url = f"http://127.0.0.1:{port}{path.format(**ids)}"
                found = measured(url, sessions.get(login or ""))
                scores = [found[category] for category in CATEGORIES]
                is_met &= all(score >= goal for score, goal in zip(scores, GOALS, strict=True))
                is_met &= round(found["shift"], 2) == 0
                rows.append([name, *(f"{score:.0f}" for score in scores), f"{found['shift']:.2f}"])
    print("| page | performance | accessibility | best practices | layout shift |\n|---|---|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print("| goal | 95 | 100 | 100 | 0 |")
    return is_met


def _people(folder: Path) -> tuple[dict[str, str], dict[str, int]]:
    """Session cookies by login, and the ids in the pages' addresses."""
    logins = {login for login, _ in PAGES.values() if login}
    with db.use(f"sqlite:///{folder / 'zvonok.db'}").connection_context():
        users = {user.login: user for user in User.select().where(User.login << [*logins, "masha"])}
        teacher = users["kuznetsova"].id
        lesson = Lesson.get(Lesson.teacher == teacher, Lesson.date == "2026-11-18")
        ids = {"masha": Student.get(user=users["masha"]).id, "lesson": lesson.id}
    return {login: cookie(folder, users[login].id) for login in logins}, ids


def main() -> int:
    try:
        if not PROGRAM.exists():
            install_aside(VENV, PLACE)
    except SetupError as error:
        return fail(error)
    return 0 if run() else 1


if __name__ == "__main__":
    sys.exit(main())
