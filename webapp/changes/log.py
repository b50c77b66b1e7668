"""Writing the change log: who did what to whom in which week, and the versions that it raises."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from webapp import clock
from webapp.changes.models import Change, Version
from webapp.db import database

ANY_WEEK = "*"


def _plain(value: Any) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"cannot be kept in the change log: {value!r}")


def _json(values: dict[str, Any] | None) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False, default=_plain)


def record(
    kind: str,
    *,
    by: int,
    school: int,
    what: str,
    scopes: Iterable[str],
    week: str = ANY_WEEK,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    **about: int | None,
) -> int:
    """Write one change and raise the version of each scope for the week. Returns the change's id.

    kind is `noun.verb` (`mark.given`); what names the row (`mark:17`); about takes student_id, group_id,
    class_id, lesson_id. scopes are those whose pages show the change, such as `student:7`, `class:3`.
    """
    change = Change.insert(
        at=clock.now(),
        user_id=by,
        school_id=school,
        kind=kind,
        what=what,
        week=week,
        before=_json(before),
        after=_json(after),
        **about,
    ).execute()
    raise_versions(scopes, week)
    return change


def raise_versions(scopes: Iterable[str], week: str = ANY_WEEK) -> None:
    """Raise the version of each scope, so that pages made from it are no longer current."""
    rows = [{"scope": scope, "week": week, "n": 1} for scope in sorted(set(scopes))]
    if rows:
        Version.insert_many(rows).on_conflict(
            conflict_target=[Version.scope, Version.week], update={Version.n: Version.n + 1}
        ).execute()


def last_change(what: str, *, kind: str = "", **about: int | None) -> Change | None:
    """The newest change of the row (`homework:9`), of any kind unless one is given.

    about narrows by what has an index: student_id, lesson_id; None says nothing. Without one all is searched.
    """
    query = Change.select().where(Change.what == what)
    if kind:
        query = query.where(Change.kind == kind)
    for name, value in about.items():
        if value is not None:
            query = query.where(getattr(Change, name) == value)
    return query.order_by(Change.id.desc()).first()


_VERSIONS = "SELECT scope, week, n FROM version WHERE (scope, week) IN ({})"


def versions(pairs: list[tuple[str, str]]) -> str:
    """The versions of (scope, week) pairs as one short text; what was never changed counts 0.

    Plain SQL: this is the hottest read, once for every page asked for again.
    """
    mark = database.obj.param
    sql = _VERSIONS.format(",".join([f"({mark},{mark})"] * len(pairs)))
    found = {(s, w): n for s, w, n in database.execute_sql(sql, [part for pair in pairs for part in pair])}
    return ".".join(str(found.get(pair, 0)) for pair in pairs)
