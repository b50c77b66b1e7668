"""Remarks in the diary, reasons of absence, and other short texts that people write."""

import random
import re
from dataclasses import dataclass
from typing import Literal

from webapp.demo.people import StudentPlan
from webapp.demo.russian_names import Gender
from webapp.demo.texts import read
from webapp.remarks.models import BEHAVIOUR, PROGRESS

SEED = 23
_ENDING = re.compile(r"{(\w*)\|(\w*)}")
A_WEEK = 0.05


@dataclass(frozen=True)
class RemarkPlan:
    """A remark of a week: what it is about, whether it praises; day counts from Monday (0)."""

    kind: str
    praises: bool
    text: str
    day: int


def remark_for(student: StudentPlan, week: str) -> RemarkPlan | None:
    """The student's remark in an ISO week, for one in twenty; the able are praised more."""
    rng = random.Random(f"{SEED}:{student.key}:{week}")
    if rng.random() >= A_WEEK:
        return None
    mood = "praise" if rng.random() < student.ability else "blame"
    kind = BEHAVIOUR if rng.random() < 0.6 else PROGRESS
    text = _of_gender(rng.choice(read("comments")["remarks"][mood][kind]), student.gender)
    return RemarkPlan(kind, mood == "praise", text, rng.randrange(5))


def _of_gender(text: str, gender: Gender) -> str:
    """The text with its endings: «Забыл{|а}» is «Забыл» or «Забыла»."""
    return _ENDING.sub(r"\2" if gender == "f" else r"\1", text)


def notice_text(reason: Literal["illness", "family", "doctor", "contest"], seed: str) -> str:
    """What a guardian writes in a notice of absence."""
    return _one_of(read("comments")["notices"][reason], seed)


def declining_text(seed: str) -> str:
    """Why a class teacher declines a notice."""
    return _one_of(read("comments")["declined"], seed)


def correction_text(seed: str) -> str:
    """Why a mark was corrected."""
    return _one_of(read("comments")["corrections"], seed)


def _one_of(texts: list[str], seed: str) -> str:
    return random.Random(f"{SEED}:{seed}").choice(texts)
