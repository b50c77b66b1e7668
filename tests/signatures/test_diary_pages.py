"""The signature under the diary's week, through its pages."""

from datetime import datetime, timedelta

import pytest

from webapp import clock
from webapp.people.models import Guardianship
from webapp.signatures.models import WeekSignature

WEEK = "2026-W47"
NOON = "2026-11-20T12:00:00+03:00"
BUTTON = "Ознакомиться с дневником"
FAMILY_AND_SCHOOL = ("orlova", "orlov", "nina", "masha", "kuznetsova", "gromova", "sokolov")


@pytest.fixture
def url(cast):
    return f"/students/{cast.students['masha']}/diary/{WEEK}"


def flat(answer):
    return " ".join(answer.text.split())


def card(visitor, url):
    """What stands under the week; empty where nothing does."""
    text = flat(visitor.get(url, partial=True))
    return text.partition('id="signature"')[2].partition("</section>")[0]


def waited(made, sent, **more):
    """The headers of a write that waited on a device, by the device's own clock."""
    return {"headers": {"Zvonok-Made": made, "Zvonok-Sent": sent, **more}}


def test_a_guardian_reads_when_and_others_read_nothing_before_noon(visit, url, at):
    at("2026-11-20T11:59:59+03:00")
    assert "Подписать можно с пятницы 12:00" in card(visit("orlova"), url)
    for login in ("nina", "masha", "kuznetsova", "sokolov"):
        assert card(visit(login), url) == "", login
    assert card(visit("orlova"), url.replace("W47", "W48")) == ""


def test_a_guardian_signs_and_all_who_see_the_diary_see_it(visit, url, at):
    at(NOON)
    assert BUTTON in card(visit("orlova"), url)
    for login in ("nina", "masha", "kuznetsova", "sokolov"):
        text = card(visit(login), url)
        assert BUTTON not in text, login
        assert "Пока никто не подписал" in text, login
    answer = visit("orlova").post(f"{url}/signature")
    assert (answer.status_code, answer.location) == (303, f"{url}#signature")
    for login in FAMILY_AND_SCHOOL:
        assert "<li>Орлова Е. С., 20 ноября</li>" in card(visit(login), url), login
    assert BUTTON not in card(visit("orlova"), url)
    assert BUTTON in card(visit("orlov"), url)


def test_the_card_alone_is_swapped_in(visit, url, at):
    at(NOON)
    answer = visit("orlova").post(f"{url}/signature", partial=True)
    assert answer.status_code == 200
    assert "Орлова Е. С., 20 ноября" in flat(answer)
    assert "<main" not in answer.text


def test_a_second_tap_is_harmless(visit, url, at):
    at(NOON)
    visitor = visit("orlova")
    codes = [
        visitor.post(f"{url}/signature", key=key).status_code
        for key in ("one-key-1", "one-key-1", "two-key-2")
    ]
    assert codes == [303, 303, 303]
    assert WeekSignature.select().count() == 1


def test_too_early_is_refused_in_words_and_nothing_is_written(visit, url, at):
    at("2026-11-20T11:59:59+03:00")
    for partial in (False, True):
        answer = visit("orlova").post(f"{url}/signature", partial=partial)
        assert answer.status_code == 422
        assert "Эту неделю можно подписать с пятницы: 20 ноября, 12:00" in flat(answer)
    assert not WeekSignature.select().exists()


def test_a_week_without_lessons_says_that_it_needs_none(visit, url, at):
    at(NOON)
    holidays = url.replace("W47", "W45")
    assert card(visit("orlova"), holidays) == ""
    answer = visit("orlova").post(f"{holidays}/signature")
    assert answer.status_code == 422
    assert "подпись не нужна" in flat(answer)


@pytest.mark.parametrize("wrong", ["2026-W54", "W47", "1989-W40", "9999-W52"])
def test_what_names_no_week_is_not_found(visit, url, wrong):
    assert visit("orlova").post(url.replace(WEEK, wrong) + "/signature").status_code == 404


def test_made_in_time_on_a_device_and_arrived_later(visit, url, at):
    at("2026-11-21T09:02:00+03:00")
    made, sent = "2026-11-20T09:40:00Z", "2026-11-21T06:02:00Z"
    assert visit("orlova").post(f"{url}/signature", **waited(made, sent)).status_code == 303
    text = card(visit("kuznetsova"), url)
    assert "Орлова Е. С., 20 ноября" in text
    assert "подписано на устройстве 20 ноября, 12:40, принято 21 ноября, 9:02" in text
    assert "на его часах" not in text


def test_made_before_noon_is_refused_though_it_arrives_later(visit, url, at):
    at("2026-11-21T09:02:00+03:00")
    made, sent = "2026-11-20T08:59:59Z", "2026-11-21T06:02:00Z"
    answer = visit("orlova").post(f"{url}/signature", **waited(made, sent), partial=True)
    assert answer.status_code == 422
    assert "Подпись сделана 20 ноября, 11:59" in flat(answer)
    assert BUTTON in answer.text
    assert not WeekSignature.select().exists()


def test_a_device_whose_clock_is_ahead_opens_nothing(visit, url, at):
    at("2026-11-20T11:50:00+03:00")
    ahead = "2026-11-20T15:00:00Z"
    assert visit("orlova").post(f"{url}/signature", **waited(ahead, ahead)).status_code == 422
    at("2026-11-20T12:30:00+03:00")
    made, sent = "2026-11-20T15:20:00Z", "2026-11-20T15:40:00Z"
    assert visit("orlova").post(f"{url}/signature", **waited(made, sent)).status_code == 303
    row = WeekSignature.get()
    assert row.made_at == clock.now() - timedelta(minutes=20)
    assert row.device_at == datetime.fromisoformat(made)
    text = card(visit("orlova"), url)
    assert "подписано на устройстве 20 ноября, 12:10 (на его часах было 20 ноября, 18:20)" in text
    assert "принято 20 ноября, 12:30" in text


def test_a_wrong_clock_is_told_of_a_signature_that_did_not_wait(visit, url, at):
    at(NOON)
    wrong = "2027-01-01T00:00:00Z"
    visit("orlova").post(f"{url}/signature", **waited(wrong, wrong))
    assert "на часах устройства было 1 января, 3:00, принято 20 ноября, 12:00" in card(visit("orlova"), url)


@pytest.mark.parametrize("said", ["yesterday", "0001-01-01T00:00:00+14:00", "2026-11-20T09:40:00", ""])
def test_a_device_that_says_no_time_is_not_quoted(visit, url, at, said):
    at(NOON)
    assert visit("orlova").post(f"{url}/signature", **waited(said, said)).status_code == 303
    assert WeekSignature.get().device_at is None


def test_only_guardians_sign(visit, url, at):
    at(NOON)
    for login in ("nina", "masha", "kuznetsova", "gromova", "kim", "belova", "chuzhova", "far_guardian"):
        assert visit(login).post(f"{url}/signature").status_code == 404, login
    assert visit(None).post(f"{url}/signature").status_code in (302, 401)
    assert not WeekSignature.select().exists()


def test_who_signed_stays_named_when_the_right_has_ended(visit, url, cast, at):
    at(NOON)
    visit("orlov").post(f"{url}/signature")
    Guardianship.update(ends="2026-11-20").where(Guardianship.guardian == cast.users["orlov"]).execute()
    at("2026-11-21T10:00+03:00")
    assert visit("orlov").post(f"{url}/signature").status_code == 404
    assert "Орлов А. В., 20 ноября" in card(visit("orlova"), url)


def test_the_week_is_anew_at_noon_and_after_a_signature(visit, url, at):
    visitor, tags = visit("orlova"), []
    for moment in ("2026-11-20T08:00:00+03:00", "2026-11-20T11:59:59+03:00", NOON):
        at(moment)
        tags.append(visitor.get(url, partial=True).headers["ETag"])
    assert tags[0] == tags[1] != tags[2]
    visit("orlov").post(f"{url}/signature")
    answer = visitor.get(url, partial=True, headers={"If-None-Match": tags[2]})
    assert answer.status_code == 200


@pytest.mark.parametrize("login", FAMILY_AND_SCHOOL)
def test_a_signed_week_takes_at_most_eight_queries(visit, url, at, at_most_queries, login):
    at(NOON)
    for guardian in ("orlova", "orlov"):
        visit(guardian).post(f"{url}/signature")
    visitor = visit(login)
    for partial in (False, True):
        with at_most_queries(8):
            assert visitor.get(url, partial=partial).status_code == 200


def test_what_a_device_holds_is_anew_at_noon(visit, url, at):
    visitor, versions = visit("orlova"), []
    for moment in ("2026-11-20T08:00:00+03:00", "2026-11-20T11:59:59+03:00", NOON):
        at(moment)
        held = {page["url"]: page["version"] for page in visitor.get("/held").json["pages"]}
        versions.append(held[url])
    assert versions[0] == versions[1] != versions[2]
