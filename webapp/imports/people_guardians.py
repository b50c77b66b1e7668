"""Which guardians named in a list's rows are one person.

Two entries are one when they share a phone or an address and their names do not contradict: surname and
given name are the same, so is the patronymic where both have one. Neither a shared contact with another
name (a family's phone, a typing error) nor a shared name alone makes one person of two: a guardian too many
can be joined later, a stranger's child seen cannot be unseen. Only within a family — rows with another
guardian in common — a name without a contact is enough.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from webapp.imports.problems import Problems, listed
from webapp.language import _
from webapp.names import folded


@dataclass(frozen=True, slots=True)
class GuardianEntry:
    """A guardian as one row names them. place is the sheet and the row, which is the family."""

    place: tuple[str, int]
    surname: str
    given_name: str
    patronymic: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    kind: str

    @property
    def row(self) -> int:
        return self.place[1]

    @property
    def contacts(self) -> tuple[str, ...]:
        return (*self.phones, *self.emails)

    def may_be(self, other: "GuardianEntry") -> bool:
        """Whether the names do not contradict."""
        return (
            folded(self.surname) == folded(other.surname)
            and folded(self.given_name) == folded(other.given_name)
            and (
                not self.patronymic
                or not other.patronymic
                or folded(self.patronymic) == folded(other.patronymic)
            )
        )


@dataclass(slots=True)
class Guardians:
    """Entries put together: members of each person, in the order of their first rows."""

    people: list[list[GuardianEntry]] = field(default_factory=list)
    _by_contact: dict[str, list[list[GuardianEntry]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, entry: GuardianEntry) -> None:
        """Join the entry to the person that it is, or begin a new one."""
        for contact in entry.contacts:
            for person in self._by_contact[contact]:
                if all(entry.may_be(member) for member in person):
                    self._join(person, entry)
                    return
        person = []
        self.people.append(person)
        self._join(person, entry)

    def join_families(self) -> None:
        """Join those without a contact to their namesakes in rows that share another guardian."""
        in_row: dict[tuple[str, int], list[list[GuardianEntry]]] = defaultdict(list)
        for person in self.people:
            for member in person:
                in_row[member.place].append(person)
        for person in [one for one in self.people if not any(member.contacts for member in one)]:
            family = {
                member.place for other in in_row[person[0].place] if other is not person for member in other
            }
            for namesake in (other for place in sorted(family) for other in in_row[place]):
                if (
                    namesake is not person
                    and namesake
                    and all(person[0].may_be(member) for member in namesake)
                ):
                    namesake.extend(person)
                    person.clear()
                    break
        self.people = [person for person in self.people if person]

    def warn_of_shared_contacts(self, problems: Problems) -> None:
        """Tell contacts that people of different families have, for a typing error may be behind it."""
        for contact, people in self._by_contact.items():
            present = [person for person in people if person]
            if len(present) > 1 and not _one_family(present):
                who = listed(_named(person[0]) for person in present)
                what = _(
                    "%(contact)s указан у разных людей: %(people)s; они заведены отдельно",
                    contact=contact, people=who,
                )  # fmt: skip
                problems.warn(what)

    def _join(self, person: list[GuardianEntry], entry: GuardianEntry) -> None:
        person.append(entry)
        for contact in entry.contacts:
            if not any(known is person for known in self._by_contact[contact]):
                self._by_contact[contact].append(person)


def _named(entry: GuardianEntry) -> str:
    name = f"{entry.surname} {entry.given_name}"
    return _("%(name)s, строка %(row)s", name=name, row=entry.row)


def _one_family(people: Iterable[list[GuardianEntry]]) -> bool:
    places = [{member.place for member in person} for person in people]
    return bool(set.intersection(*places))
