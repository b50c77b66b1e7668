"""What an import came to, or would come to: new, changed, unchanged, gone, of each kind."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

NEW, CHANGED, UNCHANGED, GONE = "new", "changed", "unchanged", "gone"
STATES = (NEW, CHANGED, UNCHANGED, GONE)
SHOWN = 30
# Whoever is to end is named, however many: nobody leaves a school unread.
GONE_SHOWN = 2000


@dataclass
class Tally:
    """Counts by kind (`classes`, `teachers`, …) and state, with the first names of each for the preview.

    lessons_made, lessons_deleted and lessons_cancelled count dated lessons; warnings are sentences.
    """

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    names: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    lessons_made: int = 0
    lessons_deleted: int = 0
    lessons_cancelled: int = 0
    warnings: list[str] = field(default_factory=list)

    def add(self, kind: str, state: str, name: str = "", count: int = 1) -> None:
        """Count one thing, or several."""
        self.counts.setdefault(kind, Counter())[state] += count
        shown = self.names.setdefault((kind, state), [])
        if name and state != UNCHANGED and len(shown) < (GONE_SHOWN if state == GONE else SHOWN):
            shown.append(name)

    def number(self, kind: str, state: str) -> int:
        """How many of the kind are in the state."""
        return self.counts.get(kind, Counter())[state]

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing is new, changed or gone."""
        states = (NEW, CHANGED, GONE)
        lessons = self.lessons_made + self.lessons_deleted + self.lessons_cancelled
        return not lessons and not any(counter[state] for counter in self.counts.values() for state in states)

    @property
    def digest(self) -> str:
        """What two tallies with the same counts, names and warnings have in common."""
        text = json.dumps(self.as_kept(), ensure_ascii=False, sort_keys=True)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """For `--json`: the counts by kind and state, of lessons, and whether anything changed."""
        return {
            "unchanged": self.is_unchanged,
            "kinds": {kind: {s: counter[s] for s in STATES} for kind, counter in self.counts.items()},
            "lessons": {
                "made": self.lessons_made,
                "deleted": self.lessons_deleted,
                "cancelled": self.lessons_cancelled,
            },
            "warnings": self.warnings,
        }

    def as_kept(self) -> dict[str, Any]:
        """The whole as JSON holds it; of_kept() reads it back."""
        names = {f"{kind} {state}": found for (kind, state), found in self.names.items() if found}
        return {**self.as_json(), "names": names}

    @classmethod
    def of_kept(cls, kept: dict[str, Any]) -> "Tally":
        """The tally that as_kept() gave."""
        lessons = kept["lessons"]
        names = {
            (key.partition(" ")[0], key.partition(" ")[2]): found for key, found in kept["names"].items()
        }
        return cls(
            counts={kind: Counter(counter) for kind, counter in kept["kinds"].items()},
            names=names,
            lessons_made=lessons["made"],
            lessons_deleted=lessons["deleted"],
            lessons_cancelled=lessons["cancelled"],
            warnings=list(kept["warnings"]),
        )
