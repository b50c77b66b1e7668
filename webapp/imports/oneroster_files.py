"""OneRoster in CSV, 1.1 and 1.2 (1EdTech): a folder or a zip into a Roster."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from webapp.imports.csv_table import Row
from webapp.imports.file_text import read_bytes
from webapp.imports.oneroster_checks import check_package, day, is_deleted, several
from webapp.imports.oneroster_package import Package, files_in_folder, files_in_zip, read_package
from webapp.imports.oneroster_roles import enrolled_kind, roles_of_people
from webapp.imports.oneroster_roster import (
    Course,
    HeldRole,
    Org,
    Person,
    Roster,
    RosterClass,
    RosterEnrolment,
    Session,
    Tie,
)
from webapp.imports.phones import parse_phone, split_phones
from webapp.imports.problems import Problems, listed, quoted
from webapp.language import _


def read_oneroster(path: Path) -> Roster:
    """The roster in a folder or a zip. Raises ImportProblem with all that is wrong in its files."""
    if path.is_dir():
        return _roster(files_in_folder(path), path.name)
    return read_oneroster_zip(read_bytes(path), path.name)


def read_oneroster_zip(data: bytes, file: str) -> Roster:
    """The roster in a zip's bytes; file is its name, for messages. Raises ImportProblem."""
    return _roster(files_in_zip(data, file), file)


def _roster(files: Mapping[str, bytes], name: str) -> Roster:
    problems = Problems(name)
    package = read_package(files, problems)
    problems.stop_if_any()
    check_package(package, problems)
    problems.stop_if_any()
    roles = roles_of_people(package, problems)
    roster = Roster(
        version=package.version,
        modes=dict(package.modes),
        orgs=tuple(map(_org, _rows(package, "orgs"))),
        sessions=tuple(map(_session, _rows(package, "academicSessions"))),
        courses=tuple(map(_course, _rows(package, "courses"))),
        classes=tuple(map(_class, _rows(package, "classes"))),
        people=_people(package, roles, problems),
        enrolments=_enrolments(package, problems),
        ties=_ties(package, roles, problems),
    )
    return replace(roster, warnings=tuple(problems.odd))


def _rows(package: Package, name: str) -> list[Row]:
    return package.tables[name].rows if name in package.tables else []


def _org(row: Row) -> Org:
    return Org(row["sourcedId"], row["name"], row["type"], row["parentSourcedId"], is_deleted(row))


def _session(row: Row) -> Session:
    return Session(
        id=row["sourcedId"],
        title=row["title"],
        kind=row["type"],
        starts=_day(row, "startDate"),
        ends=_day(row, "endDate"),
        school_year=row["schoolYear"],
        parent_id=row["parentSourcedId"],
        deleted=is_deleted(row),
    )


def _course(row: Row) -> Course:
    return Course(
        id=row["sourcedId"],
        title=row["title"],
        code=row["courseCode"],
        org_id=row["orgSourcedId"],
        grades=tuple(several(row["grades"])),
        subjects=tuple(several(row["subjects"])),
        deleted=is_deleted(row),
    )


def _class(row: Row) -> RosterClass:
    return RosterClass(
        id=row["sourcedId"],
        title=row["title"],
        code=row["classCode"],
        homeroom=row["classType"].casefold() == "homeroom",
        course_id=row["courseSourcedId"],
        school_id=row["schoolSourcedId"],
        session_ids=tuple(several(row["termSourcedIds"])),
        grades=tuple(several(row["grades"])),
        location=row["location"],
        deleted=is_deleted(row),
    )


def _people(
    package: Package, roles: dict[str, tuple[HeldRole, ...]], problems: Problems
) -> tuple[Person, ...]:
    born = {
        row["sourcedId"]: _day(row, "birthDate")
        for row in _rows(package, "demographics")
        if not is_deleted(row)
    }
    return tuple(
        Person(
            id=row["sourcedId"],
            username=row["username"],
            surname=row["familyName"],
            given_name=row["givenName"],
            patronymic=row["middleName"],
            email=row["email"].casefold(),
            phone=_phone(row, problems),
            identifier=row["identifier"],
            org_ids=tuple(several(row["orgSourcedIds"] or row["primaryOrgSourcedId"])),
            roles=roles.get(row["sourcedId"], ()),
            grades=tuple(several(row["grades"])),
            birth_date=born.get(row["sourcedId"]),
            enabled=row["enabledUser"].casefold() != "false",
            deleted=is_deleted(row),
        )
        for row in _rows(package, "users")
    )


def _enrolments(package: Package, problems: Problems) -> tuple[RosterEnrolment, ...]:
    outside = [row["sourcedId"] for row in _rows(package, "enrollments") if not enrolled_kind(row)]
    if outside:
        what = _(
            "роль не учитель и не ученик, записей: %(number)s (%(list)s); в группы не войдут",
            number=len(outside), list=listed(outside),
        )  # fmt: skip
        problems.warn(what, file="enrollments.csv")
    return tuple(
        RosterEnrolment(
            id=row["sourcedId"],
            class_id=row["classSourcedId"],
            school_id=row["schoolSourcedId"],
            person_id=row["userSourcedId"],
            role=enrolled_kind(row),
            primary=row["primary"].casefold() == "true",
            starts=_day(row, "beginDate"),
            ends=_day(row, "endDate"),
            deleted=is_deleted(row),
        )
        for row in _rows(package, "enrollments")
    )


def _ties(package: Package, roles: dict[str, tuple[HeldRole, ...]], problems: Problems) -> tuple[Tie, ...]:
    """Who acts for whom: a student's agents are the guardians, a guardian's agents the children."""
    kinds = {number: {role.kind for role in held} for number, held in roles.items()}
    ties: dict[Tie, None] = {}
    for row, agent in _agents(package):
        number = row["sourcedId"]
        if "student" in kinds.get(number, ()) and "student" not in kinds.get(agent, ()):
            ties[Tie(agent, number)] = None
        elif "student" in kinds.get(agent, ()) and "student" not in kinds.get(number, ()):
            ties[Tie(number, agent)] = None
        else:
            what = _(
                "%(one)s и %(other)s: непонятно, кто из них ученик; связь пропущена",
                one=quoted(agent), other=quoted(number),
            )  # fmt: skip
            problems.warn(what, row=row.line, column="agentSourcedIds", file="users.csv")
    return tuple(ties)


def _agents(package: Package) -> Iterator[tuple[Row, str]]:
    for row in _rows(package, "users"):
        if not is_deleted(row):
            for agent in several(row["agentSourcedIds"]):
                yield row, agent


def _phone(row: Row, problems: Problems) -> str:
    found = split_phones(row["sms"] or row["phone"])
    phone = parse_phone(found[0]) if found else ""
    if phone is None:
        what = _("%(found)s не похоже на номер телефона; он пропущен", found=quoted(found[0]))
        problems.warn(what, row=row.line, column="sms" if row["sms"] else "phone", file="users.csv")
    return phone or ""


def _day(row: Row, column: str) -> date | None:
    """The day; a deleted record's dates are not checked, so a wrong one there is none."""
    try:
        return day(row[column])
    except ValueError:
        return None
