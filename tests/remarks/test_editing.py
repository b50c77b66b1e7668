"""Remarks edited and taken back."""

import json
from datetime import date

import pytest

from webapp.changes.models import Change, Version
from webapp.changes.once import Conflict, Refused
from webapp.remarks.editing import edit_remark, withdraw_remark
from webapp.remarks.giving import give_remark
from webapp.remarks.models import BEHAVIOUR, PROGRESS, Remark

TODAY = date(2026, 11, 18)


@pytest.fixture
def remark(cast, who):
    lesson = cast.lesson("maths", TODAY)
    return give_remark(
        lesson, cast.students["masha"], by=who("kuznetsova"), kind=BEHAVIOUR, text="Разговаривала"
    )


@pytest.fixture
def edit(remark, who):
    def one(text="Разговаривала, пересажена", kind=BEHAVIOUR, version=1):
        return edit_remark(remark, by=who("kuznetsova"), version=version, kind=kind, text=text)

    return one


def states():
    return [(row.kind, row.text, row.version, row.withdrawn_at is None) for row in Remark.select()]


def test_an_edit_counts_versions_and_the_log_keeps_what_it_said(edit, cast):
    assert edit(kind=PROGRESS).version == 2
    assert states() == [(PROGRESS, "Разговаривала, пересажена", 2, True)]
    change = Change.get(kind="remark.edited")
    assert json.loads(change.before or "") == {"kind": BEHAVIOUR, "text": "Разговаривала"}
    assert json.loads(change.after or "") == {"kind": PROGRESS, "text": "Разговаривала, пересажена"}
    raised = {v.scope: v.n for v in Version.select().where(Version.week == "2026-W47")}
    assert raised[f"student:{cast.students['masha']}"] == 2


def test_an_edit_that_changes_nothing_is_no_change(edit):
    assert edit(" Разговаривала ").version == 1
    assert not Change.select().where(Change.kind == "remark.edited").exists()


def test_an_edit_obeys_the_rules_of_giving(edit):
    for wrong in ({"text": " "}, {"text": "я" * 1001}, {"kind": "praise"}):
        with pytest.raises(Refused):
            edit(**wrong)
    assert states() == [(BEHAVIOUR, "Разговаривала", 1, True)]


def test_who_was_slower_sees_both_texts(edit):
    edit("Помогала соседу")
    with pytest.raises(Conflict) as conflict:
        edit("Мешала соседу")
    assert "Помогала соседу" in conflict.value.message
    assert "Мешала соседу" in conflict.value.message
    now = conflict.value.now
    assert now
    assert (now.theirs, now.mine) == ("поведение: «Помогала соседу»", "поведение: «Мешала соседу»")
    assert (now.by, now.at) == ("Кузнецова О. П.", "18.11 8:05")
    assert now.fields == {"version": "2"}
    assert states() == [(BEHAVIOUR, "Помогала соседу", 2, True)]


def test_a_remark_taken_back_stays_as_a_row_and_in_the_log(remark, who):
    assert withdraw_remark(remark, by=who("kuznetsova"), version=1).version == 2
    assert states() == [(BEHAVIOUR, "Разговаривала", 2, False)]
    assert json.loads(Change.get(kind="remark.withdrawn").before or "")["text"] == "Разговаривала"


def test_taken_back_it_stays_so(remark, edit, who):
    for _ in range(2):
        withdraw_remark(remark, by=who("kuznetsova"), version=1)
    assert Change.select().where(Change.kind == "remark.withdrawn").count() == 1
    with pytest.raises(Conflict, match="замечание убрали"):
        edit()


def test_a_remark_edited_meanwhile_is_not_taken_back_unseen(remark, edit, who):
    edit("Помогала соседу")
    with pytest.raises(Conflict, match="Помогала соседу"):
        withdraw_remark(remark, by=who("kuznetsova"), version=1)
    assert states() == [(BEHAVIOUR, "Помогала соседу", 2, True)]
