"""What a hostile form can carry: markup, other people's ids, other sites' addresses, too much of anything."""

import re

import pytest

from tests.cast import TODAY
from webapp.changes.models import Change, Receipt
from webapp.people.models import GroupStudent, User

EVIL = "\"><img src=x onerror=alert(1)><script>alert(1)</script>{{7*7}}'--"
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/%09/evil.example",
    "\t//evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "@evil.example",
    "evil.example",
]


@pytest.fixture
def home(cast) -> str:
    return f"/office/{cast.schools['home']}"


def test_markup_in_a_name_is_text_on_every_page_that_shows_it(visit, cast, home):
    person = f"{home}/people/{cast.users['masha']}"
    form = {"surname": EVIL[:100], "given_name": EVIL[:100], "patronymic": "{{ config }}"}
    assert visit("kim").post(f"{person}/data", form).status_code == 303
    pages = [
        ("kim", person),
        ("kim", f"{person}/data"),
        ("kim", f"{home}/people?q={cast.users['masha']}"),
        ("kim", f"{home}/people?class={cast.classes['7А']}"),
        ("kuznetsova", f"/classes/{cast.classes['7А']}/people"),
        ("kuznetsova", f"/classes/{cast.classes['7А']}/access"),
        ("kuznetsova", f"/lessons/{cast.lesson('maths', TODAY).id}"),
        ("orlova", "/"),
        ("orlova", f"/students/{cast.students['masha']}/diary/"),
        ("orlova", f"/students/{cast.students['masha']}/homework/"),
    ]
    for member, path in pages:
        text = visit(member).get(path).text
        assert "<img" not in text, path
        assert "<script>alert" not in text, path
        assert "49'--" not in text, path
    assert "&lt;img src=x" in visit("kim").get(person).text


@pytest.mark.parametrize(
    "where", ["people?q={}", "people?kind={}", "people?state={}", "students/new?class={}"]
)
def test_markup_in_a_query_is_text(visit, cast, home, where):
    answer = visit("kim").get(f"{home}/{where}".format(EVIL))
    assert answer.status_code == 200
    assert "<img" not in answer.text


def test_what_was_typed_wrongly_comes_back_as_text(visit, cast, home):
    answer = visit("kim").post(f"{home}/students", {"surname": EVIL, "school_class": cast.classes["7А"]})
    assert answer.status_code == 422
    assert "<img" not in answer.text
    wrong = visit(None).post("/sign-in", {"login": EVIL, "password": "x", "next": EVIL})
    assert "<img" not in wrong.text


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_sign_in_leads_nowhere_else(visit, cast, wanted):
    for url, data in (("/sign-in", {"next": wanted}), (f"/sign-in?next={wanted}", {})):
        answer = visit(None).post(url, {"login": "orlova", "password": "parol-2026", **data})
        assert re.match(r"/(?![/\\\s])", answer.location + "x"), answer.location
    assert re.match(r"/(?![/\\\s])", visit("orlova").get(f"/sign-in?next={wanted}").location + "x")


def test_sign_in_by_htmx_leads_nowhere_else(visit, cast):
    form = {"login": "orlova", "password": "parol-2026", "next": "//evil.example/"}
    answer = visit(None).post("/sign-in", form, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == "/"


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_writes_take_no_other_method(visit, cast, home, method):
    answer = getattr(visit("kim").client, method)(f"{home}/people/{cast.users['masha']}/guardians")
    assert answer.status_code == 405


def test_fields_that_no_form_has_are_ignored(visit, cast, home):
    form = {
        "surname": "Орлова",
        "given_name": "Мария",
        "patronymic": "Андреевна",
        "login": "sokolov2",
        "password_hash": "x",
        "must_change": "0",
        "epoch": "7",
        "school_id": cast.schools["far"],
    }
    before = User.get_by_id(cast.users["masha"])
    assert visit("kim").post(f"{home}/people/{before.id}/data", form).status_code == 303
    after = User.get_by_id(before.id)
    assert (after.login, after.password_hash, after.epoch) == (
        before.login,
        before.password_hash,
        before.epoch,
    )


def test_ids_of_another_school_in_forms_change_nothing(visit, cast, home):
    masha, far = f"{home}/people/{cast.users['masha']}", cast.classes["7А*"]
    posts = [
        (f"{masha}/class", {"school_class": far, "starts": "2026-11-23"}),
        (
            f"{masha}/class",
            {"school_class": cast.classes["9Б"], "starts": "2026-11-23", "groups": ["x"]},
        ),
        (f"{masha}/guardians", {"guardian": cast.users["far_guardian"], "kind": "mother"}),
        (f"/classes/{cast.classes['7А']}/teacher", {"teacher": cast.users["far_teacher"]}),
        (f"/classes/{cast.classes['7А']}/access", {"users": [cast.users["far_student"]]}),
    ]
    for url, form in posts:
        assert visit("kim").post(url, form).status_code in (200, 422), url
    assert Change.select().count() == 0
    for path in (f"{home}/people/{cast.users['far_student']}", f"/classes/{far}/people"):
        assert visit("kim").get(path).status_code == 404


def test_a_foreign_subgroup_is_left_out_of_a_move(visit, cast, home):
    form = {
        "school_class": cast.classes["9Б"],
        "starts": "2026-11-23",
        "groups": [cast.groups["far_maths"], cast.groups["english"]],
    }
    assert visit("kim").post(f"{home}/people/{cast.users['masha']}/class", form).status_code == 303
    links = GroupStudent.select().where(GroupStudent.student == cast.students["masha"])
    groups = {link.group_id for link in links if not link.ends}
    assert groups == {cast.groups["maths_9"]}


def test_a_body_that_is_too_large_gets_a_page_in_words(visit, cast, home):
    body = b"surname=" + b"x" * (21 << 20)
    answer = visit("kim").client.post(
        f"{home}/students", data=body, content_type="application/x-www-form-urlencoded",
        headers={"Idempotency-Key": "a-key-of-the-test"},
    )  # fmt: skip
    assert answer.status_code == 413
    assert "до 20 МБ" in answer.text


@pytest.mark.parametrize("field", ["surname", "given_name", "patronymic", "phone", "email"])
def test_overlong_fields_are_refused_in_words_beside_the_field(visit, cast, home, field):
    form = {"surname": "Орлова", "given_name": "Мария", field: "ы" * 5000}
    answer = visit("kim").post(f"{home}/people/{cast.users['masha']}/data", form)
    assert answer.status_code == 422
    assert "Не больше" in answer.text
    assert Receipt.select().count() == 0


@pytest.mark.parametrize("text", ["\x00", "Ма\x00ша"])
def test_zero_bytes_are_refused(visit, cast, home, text):
    form = {"surname": f"Орлова{text}", "given_name": "Мария"}
    assert visit("kim").post(f"{home}/people/{cast.users['masha']}/data", form).status_code == 400
    assert visit("kim").get(f"{home}/people?q={text}").status_code == 400
    assert visit(None).post("/sign-in", {"login": f"a{text}", "password": "b"}).status_code == 400


def test_bytes_that_are_no_text_break_nothing(visit, cast, home):
    body = b"surname=\xd0\xff\xed\xa0\x80&given_name=%D0%FF"
    answer = visit("kim").client.post(
        f"{home}/people/{cast.users['masha']}/data", data=body,
        content_type="application/x-www-form-urlencoded", headers={"Idempotency-Key": "a-key-of-the-test"},
    )  # fmt: skip
    assert answer.status_code in (303, 400, 422)


STRANGE = ["-1", "0", "99999999999999999999", "1e3", "١", "1 OR 1=1", "%27"]


@pytest.mark.parametrize("value", STRANGE)
def test_strange_numbers_in_addresses_are_not_found(visit, cast, value):
    for path in ("/office/{}/", "/classes/{}/people", "/students/{}/diary/", "/office/1/people/{}"):
        assert visit("kim").get(path.format(value)).status_code in (403, 404), path


@pytest.mark.parametrize("value", STRANGE)
def test_strange_numbers_in_queries_and_forms_break_nothing(visit, cast, home, value):
    kim, teacher = visit("kim"), visit("kuznetsova")
    person = f"{home}/people/{cast.users['masha']}"
    pages = (f"people?page={value}", f"people?class={value}", f"students/new?class={value}")
    answers = [kim.get(f"{home}/{page}") for page in pages]
    answers.append(kim.get(f"{person}/class?to={value}"))
    answers.append(teacher.post(f"/classes/{cast.classes['7А']}/access", {"users": [value]}))
    answers.append(kim.post(f"{person}/guardians", {"guardian": value, "kind": "mother"}))
    form = {"school_class": value, "groups": [value], "starts": "2026-11-23"}
    answers.append(kim.post(f"{person}/class", form))
    assert [answer.status_code for answer in answers if answer.status_code >= 500] == []
    assert Change.select().count() == 0
