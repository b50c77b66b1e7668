"""Remarks in the diary, reasons of absence, and other short texts that people write."""

import random
from dataclasses import dataclass
from typing import Literal

from webapp.demo.people import StudentPlan
from webapp.demo.texts import read

SEED = 23
Kind = Literal["praise", "behaviour", "progress"]
A_WEEK = 0.05


@dataclass(frozen=True)
class RemarkPlan:
    """A remark of a week; day counts from Monday (0)."""

    kind: Kind
    text: str
    day: int


def remark_for(student: StudentPlan, week: str) -> RemarkPlan | None:
    """The student's remark in an ISO week, for one in twenty; the able are praised more."""
    rng = random.Random(f"{SEED}:{student.key}:{week}")
    if rng.random() >= A_WEEK:
        return None
    kind: Kind = (
        "praise" if rng.random() < student.ability else "behaviour" if rng.random() < 0.6 else "progress"
    )
    return RemarkPlan(kind, rng.choice(read("comments")["remarks"][kind]), rng.randrange(5))


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
