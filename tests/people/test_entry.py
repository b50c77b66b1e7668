"""Entry by login, email or phone; temporary passwords; sessions."""

import pytest

from webapp.people.models import SignIn, User


def test_guardian_signs_in_and_returns_to_the_page_asked_for(visit, cast):
    visitor = visit(None)
    asked = visitor.get("/password?from=here")
    assert asked.status_code == 302
    assert asked.location == "/sign-in?next=/password?from%3Dhere"
    answer = visitor.post(asked.location, {"login": "Orlova ", "password": "parol-2026"})
    assert (answer.status_code, answer.location) == (303, "/password?from=here")


def test_a_wrong_password_is_told_beside_the_field_and_the_login_stays(visit, cast):
    answer = visit(None).post("/sign-in", {"login": "orlova", "password": "no-such-one"})
    assert answer.status_code == 422
    assert "Логин или пароль не подходят" in answer.text
    assert 'value="orlova"' in answer.text
    assert "no-such-one" not in answer.text


def test_sign_in_never_leads_to_another_site(visit, cast):
    for wanted in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        answer = visit(None).post("/sign-in", {"login": "orlova", "password": "parol-2026", "next": wanted})
        assert answer.location == "/"


def test_a_user_without_an_issued_password_is_told_whom_to_ask(visit, cast):
    answer = visit(None).post("/sign-in", {"login": "petya", "password": "parol-2026"})
    assert "пароль ещё не выдан" in answer.text


def test_guesses_are_slowed_down_after_ten(visit, cast):
    for _ in range(10):
        visit(None).post("/sign-in", {"login": "orlova", "password": "wrong-one"})
    answer = visit(None).post("/sign-in", {"login": "orlova", "password": "parol-2026"})
    assert "Слишком много неверных попыток" in answer.text
    assert SignIn.select().where(SignIn.accepted).count() == 0


def test_staff_sign_in_every_day_and_families_every_few_months(visit, cast, at):
    teacher, guardian = visit("kuznetsova"), visit("orlova")
    at("2026-11-19T09:00+03:00")
    assert teacher.get("/password").status_code == 302
    assert guardian.get("/password").status_code == 200
    at("2027-03-01T09:00+03:00")
    assert guardian.get("/password").status_code == 200


def test_a_temporary_password_must_be_changed_before_anything_else(visit, cast):
    User.update(must_change=True).where(User.id == cast.users["orlova"]).execute()
    visitor = visit("orlova")
    assert visitor.get("/").location == "/password"
    fields = {"present": "parol-2026", "new": "лето-и-море", "again": "лето-и-море"}
    assert visitor.post("/password", fields).status_code == 303
    assert visitor.get("/").status_code == 200


def test_a_changed_password_ends_the_sessions_on_other_devices(visit, cast):
    here, there = visit("orlova"), visit("orlova")
    fields = {"present": "parol-2026", "new": "лето-и-море", "again": "лето-и-море"}
    assert here.post("/password", fields).status_code == 303
    assert here.get("/password").status_code == 200
    assert there.get("/password").status_code == 302


def test_a_weak_new_password_is_refused_beside_its_field(visit, cast):
    answer = visit("orlova").post("/password", {"present": "parol-2026", "new": "short", "again": "short"})
    assert answer.status_code == 422
    assert "Слишком короткий" in answer.text


def test_sign_out_is_by_post_and_clears_the_browser(visit, cast):
    visitor = visit("orlova")
    assert visitor.get("/sign-out").status_code == 405
    answer = visitor.post("/sign-out")
    assert "storage" in answer.headers["Clear-Site-Data"]
    assert visitor.get("/password").status_code == 302


@pytest.mark.parametrize(
    "name", ["ORLOVA", " orlova", "Orlova@Mail.ru", "+7 916 123-45-67", "8 (916) 123 45 67", "89161234567"]
)
def test_one_signs_in_by_login_email_or_phone_as_people_type_them(visit, cast, name):
    User.update(email="orlova@mail.ru", phone="+79161234567").where(User.id == cast.users["orlova"]).execute()
    assert visit(None).post("/sign-in", {"login": name, "password": "parol-2026"}).status_code == 303


def test_a_phone_shared_by_two_people_signs_in_neither(visit, cast):
    User.update(phone="+79161234567").where(User.login.in_(["orlova", "orlov"])).execute()
    fields = {"login": "+79161234567", "password": "parol-2026"}
    assert visit(None).post("/sign-in", fields).status_code == 422
    assert visit(None).post("/sign-in", {**fields, "login": "orlov"}).status_code == 303


def test_the_page_asked_for_is_kept_through_a_wrong_password(visit, cast):
    visitor = visit(None)
    wrong = visitor.post("/sign-in", {"login": "orlova", "password": "wrong", "next": "/password?from=here"})
    assert 'name="next" value="/password?from=here"' in wrong.text


def test_whoever_is_in_already_goes_on_to_the_page_asked_for(visit, cast):
    assert visit("orlova").get("/sign-in?next=/password").location == "/password"


def test_an_ended_account_is_told_so_only_with_the_right_password(visit, cast):
    User.update(ended_on="2026-11-17").where(User.id == cast.users["orlova"]).execute()
    right = visit(None).post("/sign-in", {"login": "orlova", "password": "parol-2026"})
    assert "запись закрыта" in right.text
    assert "закрыта" not in visit(None).post("/sign-in", {"login": "orlova", "password": "wrong"}).text


def test_a_session_ends_with_the_account(visit, cast):
    visitor = visit("orlova")
    User.update(ended_on="2026-11-17").where(User.id == cast.users["orlova"]).execute()
    assert visitor.get("/password").status_code == 302


def test_the_form_speaks_to_password_managers_and_phones(visit, cast):
    page = visit(None).get("/sign-in").text
    for attribute in (
        'autocomplete="username"',
        'autocomplete="current-password"',
        'autocapitalize="none"',
        'spellcheck="false"',
    ):
        assert attribute in page
    assert "autofocus" not in page
    again = visit(None).post("/sign-in", {"login": "orlova", "password": "wrong"}).text
    assert "autofocus" in again


def test_an_overlong_login_is_refused_beside_its_field(visit, cast):
    answer = visit(None).post("/sign-in", {"login": "ы" * 5000, "password": "x"})
    assert answer.status_code == 422
    assert SignIn.select().count() == 0
