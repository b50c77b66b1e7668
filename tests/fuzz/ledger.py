"""What the devices have kept, and what became of it according to the server."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.serving import Server
from webapp.absence.models import AbsenceNotice
from webapp.changes.models import Change, Receipt


@dataclass
class Write:
    """One write as its device kept it. tag stands in its text and nowhere else; empty for a tick."""

    key: str
    user: int
    device: int
    seq: int
    thing: str
    url: str
    child: str
    tag: str


@dataclass
class Outcome:
    """What came of a run."""

    engine: str
    seed: int
    writes: list[Write] = field(default_factory=list)
    accepted: int = 0
    conflicts: int = 0
    refused: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    mishaps: Counter[str] = field(default_factory=Counter)

    @property
    def is_clean(self) -> bool:
        """Whether every write that was kept is accounted for, once, in its order and in its place."""
        wrong = (self.lost, self.doubled, self.disordered, self.misplaced, self.waiting)
        return bool(self.accepted) and not any(wrong)

    def strange(self) -> list[str]:
        """What is wrong, in words."""
        names = ("lost", "doubled", "disordered", "misplaced", "waiting")
        return [f"{name}: {one}" for name in names for one in getattr(self, name)] + self.trouble

    def __str__(self) -> str:
        met = ", ".join(f"{name} {count}" for name, count in sorted(self.mishaps.items()))
        return (
            f"{self.engine} seed {self.seed}: kept {len(self.writes)} = accepted {self.accepted} + "
            f"conflicts {self.conflicts} + refused {self.refused}; lost {len(self.lost)}, "
            f"doubled {len(self.doubled)}, out of order {len(self.disordered)}, "
            f"nobody else's {len(self.misplaced)}, still waiting {len(self.waiting)}\n  met: {met}"
        )


def reckon(outcome: Outcome, server: Server, left: list[dict[str, Any]], shown: dict[str, int]) -> None:
    """Fill in what became of each write.

    left are the items still in the outboxes; shown the statuses of refusals that a page has shown, by key.
    """
    aside = {item["key"]: item["state"] for item in left}
    with server.database():
        receipts = {row.key: row for row in Receipt.select()}
        effects = [(row.user_id, row.after or "") for row in Change.select(Change.user_id, Change.after)]
        notices = {row.comment: str(row.student_id) for row in AbsenceNotice.select()}
    for write in outcome.writes:
        receipt = receipts.get(write.key)
        state = aside.get(write.key) or ("shown" if write.key in shown else "")
        if receipt is None:
            _account(outcome, write, state, shown.get(write.key, 0))
            continue
        outcome.accepted += 1
        if receipt.user_id != write.user:
            outcome.misplaced.append(f"{write.url} of {write.user} was taken from {receipt.user_id}")
        if write.key in aside:
            outcome.doubled.append(f"{write.url}: accepted, and still {state}")
        if write.tag:
            _compare(outcome, write, effects, notices)
    _check_order(outcome, receipts)


def _account(outcome: Outcome, write: Write, state: str, status: int) -> None:
    if state == "conflict" or (state == "shown" and status == 409):
        outcome.conflicts += 1
    elif state in ("refused", "shown"):
        outcome.refused += 1
    elif state:
        outcome.waiting.append(f"{write.url} is {state}")
    else:
        outcome.lost.append(f"{write.url} {write.tag}")


def _compare(outcome: Outcome, write: Write, effects: list[tuple[int, str]], notices: dict[str, str]) -> None:
    needle = json.dumps(write.tag, ensure_ascii=False)
    found = [user for user, after in effects if needle in after]
    if not found:
        outcome.lost.append(f"{write.url} {write.tag}: a receipt without an effect")
    if len(found) > 1:
        outcome.doubled.append(f"{write.url} {write.tag}: {len(found)} times")
    if any(user != write.user for user in found):
        outcome.misplaced.append(f"{write.url} {write.tag}: by another user")
    if write.child and write.tag in notices and notices[write.tag] != write.child:
        outcome.misplaced.append(f"{write.url} {write.tag}: on another child")


def _check_order(outcome: Outcome, receipts: dict[str, Any]) -> None:
    """Of one device's writes to one thing, the effects follow in the order in which they were made."""
    lanes: dict[tuple[int, str], list[Write]] = defaultdict(list)
    for write in outcome.writes:
        if write.key in receipts:
            lanes[write.device, write.thing].append(write)
    for (_, thing), lane in lanes.items():
        made = sorted(lane, key=lambda write: write.seq)
        taken = [receipts[write.key].id for write in made]
        if taken != sorted(taken):
            outcome.disordered.append(f"{thing}: {[write.tag or write.url for write in made]}")
