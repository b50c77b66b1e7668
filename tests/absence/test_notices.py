"""Absence notices given, changed and withdrawn, as acts."""

from datetime import date, timedelta

import pytest

from webapp.absence.answering import answer
from webapp.absence.models import ACCEPTED, DECLINED, SENT, WITHDRAWN, AbsenceNotice
from webapp.absence.notices import Claim, change, give, withdraw
from webapp.absence.register import of_lesson, of_student
from webapp.changes.models import Change, Version
from webapp.changes.once import Conflict, Refused
from webapp.people.models import Student
from webapp.school.models import Holiday, School

WED, THU, FRI, SAT = (date(2026, 11, day) for day in (18, 19, 20, 21))


@pytest.fixture
def masha(cast):
    return Student.get_by_id(cast.students["masha"])


def _claim(first=THU, last=FRI, reason="ill", **more):
    return Claim(first, last, reason, **more)


def _refusal(act, *args, **settings):
    with pytest.raises(Refused) as caught:
        act(*args, **settings)
    return caught.value


def test_a_notice_prefills_the_register_before_anyone_answers(cast, who, masha):
    notice = give(masha, _claim(THU, SAT), by=who("orlova"))
    lesson = cast.lesson("maths", FRI)
    entry = of_lesson(lesson, [masha.id, cast.students["yozhik"]])[masha.id]
    assert (notice.state, entry.sign, entry.notice) == (SENT, "н", notice)
    assert list(of_student(masha.id, [cast.lesson("maths", WED)])) == []


def test_an_accepted_illness_stands_as_b_and_a_contest_as_u(cast, who, masha):
    ill = give(masha, _claim(THU, THU), by=who("orlova"))
    contest = give(masha, _claim(FRI, FRI, "contest"), by=who("orlov"))
    for notice in (ill, contest):
        answer(notice, accept=True, text="", version=0, by=who("kuznetsova"))
    lessons = [cast.lesson("maths", THU), cast.lesson("maths", FRI)]
    assert [entry.sign for entry in of_student(masha.id, lessons).values()] == ["б", "у"]


def test_a_notice_about_some_lessons_leaves_the_others(cast, who, masha):
    give(masha, _claim(WED, WED, "doctor", numbers=(2,)), by=who("orlova"))
    lessons = [cast.lesson("maths", WED), cast.lesson("english", WED)]
    assert list(of_student(masha.id, lessons)) == [lessons[1].id]


def test_a_notice_is_written_to_the_change_log_and_raises_each_week_and_group(cast, who, masha):
    notice = give(masha, _claim(FRI, date(2026, 11, 24)), by=who("orlova"))
    row = Change.get(Change.kind == "notice.given")
    assert (row.student_id, row.week, row.what) == (masha.id, "2026-W47", f"notice:{notice.id}")
    raised = {(v.scope, v.week) for v in Version.select()}
    for week in ("2026-W47", "2026-W48"):
        groups = {f"group:{cast.groups[g]}" for g in ("maths", "english")}
        for scope in {*groups, masha.scope, f"teacher:{cast.users['kuznetsova']}"}:
            assert (scope, week) in raised
    assert (f"class:{cast.classes['7А']}", "2026-W47") not in raised
    assert (f"group:{cast.groups['english_2']}", "2026-W47") not in raised


def test_the_last_day_is_not_before_the_first(cast, who, masha):
    refusal = _refusal(give, masha, _claim(FRI, THU), by=who("orlova"))
    assert refusal.field == "ends"
    assert "19 ноября раньше, чем 20 ноября" in refusal.message


def test_a_family_goes_back_three_school_days_over_a_sunday_and_the_school_any_number(cast, who, masha):
    oldest = date(2026, 11, 14)  # Saturday: Tuesday, Monday and Saturday are the three
    assert give(masha, _claim(oldest, oldest), by=who("orlova")).id
    too_old = _claim(date(2026, 11, 13), date(2026, 11, 13))
    refusal = _refusal(give, masha, too_old, by=who("orlova"))
    assert (refusal.field, "14 ноября" in refusal.message) == ("starts", True)
    assert give(masha, too_old, by=who("tikhaya"), phoned_by="мама").phoned_by == "мама"


def test_three_school_days_back_are_counted_over_the_holidays(cast, who, masha, at):
    at("2026-11-09T08:00+03:00")
    before = date(2026, 10, 28)
    assert give(masha, _claim(before, before), by=who("orlova")).id
    assert _refusal(give, masha, _claim(date(2026, 10, 27), date(2026, 10, 27)), by=who("orlova"))


def test_days_without_lessons_need_no_notice(cast, who, masha):
    sunday = date(2026, 11, 22)
    assert "воскресенье" in _refusal(give, masha, _claim(sunday, sunday), by=who("orlova")).message
    Holiday.create(school=cast.schools["home"], starts=THU, ends=SAT, name="Карантин", kind="quarantine")
    message = _refusal(give, masha, _claim(THU, FRI), by=who("orlova")).message
    assert "Карантин, 19–21 ноября" in message


def test_a_notice_is_at_most_sixty_days_and_within_the_year(cast, who, masha):
    assert _refusal(give, masha, _claim(THU, THU + timedelta(days=60)), by=who("orlova")).field == "ends"
    may = date(2027, 5, 20)
    assert "26 мая" in _refusal(give, masha, _claim(may, date(2027, 6, 1)), by=who("orlova")).message


def test_a_notice_over_a_standing_one_is_refused_and_names_it(cast, who, masha):
    give(masha, _claim(THU, FRI), by=who("orlova"))
    message = _refusal(give, masha, _claim(FRI, SAT), by=who("orlov")).message
    assert "19–20 ноября, болезнь (Елена Сергеевна)" in message
    assert AbsenceNotice.select().count() == 1


def test_other_lessons_of_the_same_day_may_have_a_notice_of_their_own(cast, who, masha):
    give(masha, _claim(WED, WED, numbers=(1,)), by=who("orlova"))
    assert give(masha, _claim(WED, WED, numbers=(2,)), by=who("orlova")).numbers == "2"
    assert "урок 1" in _refusal(give, masha, _claim(WED, WED, numbers=(1, 3)), by=who("orlova")).message


def test_a_withdrawn_or_declined_notice_is_in_nobodys_way(cast, who, masha):
    withdraw(give(masha, _claim(), by=who("orlova")), by=who("orlova"))
    second = give(masha, _claim(), by=who("orlova"))
    answer(second, accept=False, text="Нужна справка", version=0, by=who("kuznetsova"))
    assert give(masha, _claim(), by=who("orlov")).state == SENT


def test_another_reason_is_told_in_words(cast, who, masha):
    assert _refusal(give, masha, _claim(reason="other"), by=who("orlova")).field == "comment"
    assert _refusal(give, masha, _claim(reason="tired"), by=who("orlova")).field == "reason"


def test_a_changed_notice_waits_for_an_answer_again_and_keeps_what_it_was(cast, who, masha):
    notice = give(masha, _claim(THU, FRI), by=who("orlova"))
    answer(notice, accept=True, text="", version=0, by=who("kuznetsova"))
    change(notice, _claim(THU, SAT, comment="Врач продлил"), version=1, by=who("orlov"))
    now = AbsenceNotice.get_by_id(notice.id)
    assert (now.state, now.ends, now.answered_by_id, now.version) == (SENT, SAT, None, 2)
    row = Change.get(Change.kind == "notice.changed")
    assert row.before and row.after
    assert '"ends": "2026-11-20"' in row.before
    assert '"state": "accepted"' in row.before
    assert '"ends": "2026-11-21"' in row.after


def test_a_change_that_changes_nothing_leaves_the_answer(cast, who, masha):
    notice = give(masha, _claim(), by=who("orlova"))
    answer(notice, accept=True, text="", version=0, by=who("kuznetsova"))
    change(notice, _claim(), version=0, by=who("orlova"))
    assert AbsenceNotice.get_by_id(notice.id).state == ACCEPTED


def test_the_second_guardian_cannot_overwrite_an_unseen_change(cast, who, masha):
    notice = give(masha, _claim(), by=who("orlova"))
    change(notice, _claim(THU, SAT), version=0, by=who("orlov"))
    with pytest.raises(Conflict):
        change(notice, _claim(THU, THU), version=0, by=who("orlova"))
    assert AbsenceNotice.get_by_id(notice.id).ends == SAT


def test_days_that_have_passed_stay_in_a_notice(cast, who, masha, at):
    notice = give(masha, _claim(WED, SAT), by=who("orlova"))
    at("2026-11-20T09:00+03:00")
    assert _refusal(change, notice, _claim(THU, SAT), version=0, by=who("orlova")).field == "starts"
    assert _refusal(change, notice, _claim(WED, WED), version=0, by=who("orlova")).field == "ends"
    change(notice, _claim(WED, THU), version=0, by=who("orlova"))
    assert AbsenceNotice.get_by_id(notice.id).ends == THU


def test_accepted_days_that_have_passed_cannot_be_withdrawn_by_the_family(cast, who, masha, at):
    notice = give(masha, _claim(WED, SAT), by=who("orlova"))
    answer(notice, accept=True, text="", version=0, by=who("kuznetsova"))
    at("2026-11-20T09:00+03:00")
    assert "последний день" in _refusal(withdraw, notice, by=who("orlova")).message
    withdraw(notice, by=who("tikhaya"), at_school=True)
    withdraw(notice, by=who("tikhaya"), at_school=True)
    assert AbsenceNotice.get_by_id(notice.id).state == WITHDRAWN
    assert Change.select().where(Change.kind == "notice.withdrawn").count() == 1


def test_declining_needs_an_explanation(cast, who, masha):
    notice = give(masha, _claim(), by=who("orlova"))
    refusal = _refusal(answer, notice, accept=False, text=" ", version=0, by=who("kuznetsova"))
    assert refusal.field == "text"
    answer(notice, accept=False, text="В эти дни контрольные", version=0, by=who("kuznetsova"))
    now = AbsenceNotice.get_by_id(notice.id)
    assert (now.state, now.answer) == (DECLINED, "В эти дни контрольные")
    assert of_student(masha.id, [cast.lesson("maths", THU)]) == {}


def test_of_two_different_answers_the_second_is_told_about_the_first(cast, who, masha):
    notice = give(masha, _claim(), by=who("orlova"))
    answer(notice, accept=True, text="", version=0, by=who("kuznetsova"))
    answer(notice, accept=True, text="", version=0, by=who("gromova"))
    with pytest.raises(Conflict):
        answer(notice, accept=False, text="Нет", version=0, by=who("gromova"))
    assert AbsenceNotice.get_by_id(notice.id).answered_by_id == cast.users["kuznetsova"]


def test_a_withdrawn_notice_is_not_answered(cast, who, masha):
    notice = give(masha, _claim(), by=who("orlova"))
    withdraw(notice, by=who("orlova"))
    assert (
        "отозвала" in _refusal(answer, notice, accept=True, text="", version=1, by=who("kuznetsova")).message
    )


def test_today_is_the_schools_own_day(cast, who, at):
    """At 20:00 in Moscow it is already tomorrow in Vladivostok: its three days back begin a day later."""
    at("2026-11-18T20:00+03:00")
    far = Student.get_by_id(cast.students["far_student"])
    assert School.get_by_id(cast.schools["far"]).timezone == "Asia/Vladivostok"
    saturday = date(2026, 11, 14)
    assert "16 ноября" in _refusal(give, far, _claim(saturday, saturday), by=who("far_guardian")).message
    assert give(Student.get_by_id(cast.students["masha"]), _claim(saturday, saturday), by=who("orlova")).id


def test_the_end_of_summer_time_does_not_move_the_day(cast, who, at):
    """Monday 23:30 in Sofia, the evening after the clocks went back: by summer time it would be Tuesday."""
    School.update(timezone="Europe/Sofia").where(School.id == cast.schools["far"]).execute()
    at("2026-10-26T21:30+00:00")
    thursday = date(2026, 10, 22)
    far = Student.get_by_id(cast.students["far_student"])
    assert give(far, _claim(thursday, thursday), by=who("far_guardian")).id
