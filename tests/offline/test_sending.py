"""Writes from a page with scripts: once each, and nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD
from tests.offline.devices import network_is_back, wait_until_sent, waiting
from tests.serving import enter
from webapp.absence.models import AbsenceNotice
from webapp.people.models import User

pytestmark = pytest.mark.browser
REASON = "Едем к бабушке"


@pytest.fixture
def form(server, weather, device):
    """The form of an absence notice, filled in, behind a network that can break."""
    page = enter(device(base_url=weather.url).new_page(), "orlova")
    page.goto(f"/students/{server.cast.students['masha']}/absences/new")
    page.locator("[name=reason]").first.check(force=True)
    page.fill("[name=comment]", REASON)
    return page


def send(page):
    page.locator("main form[method=post]:not(.languages) button[type=submit]").last.click()


def warm_up(page):
    """A write that is refused: the page has a token from now on."""
    last = page.locator("[name=ends]").input_value()
    page.fill("[name=ends]", "2026-11-01")
    send(page)
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    page.fill("[name=ends]", last)


def given(server):
    with server.database():
        return [notice.comment for notice in AbsenceNotice.select()]


def is_sent(page):
    expect(page).to_have_url(re.compile("/absences/$"))


def test_a_double_tap_sends_once(server, form):
    form.locator("main form[method=post]:not(.languages) button[type=submit]").last.dblclick()
    is_sent(form)
    assert given(server) == [REASON]


def kept(page):
    """What stands in the place of the form while its write waits."""
    return page.locator("[data-outbox]")


def test_a_lost_answer_is_sent_again_with_the_same_key_and_takes_effect_once(server, weather, form):
    warm_up(form)
    weather.becomes("drop-response")
    send(form)
    expect(kept(form)).to_contain_text(REASON)
    weather.becomes("pass")
    network_is_back(form)
    wait_until_sent(form)
    assert given(server) == [REASON]


def test_without_a_network_the_write_stands_in_the_place_of_its_form(server, weather, form):
    weather.becomes("refuse")
    send(form)
    expect(kept(form)).to_contain_text("на этом устройстве")
    expect(form.locator("[name=comment]")).to_be_hidden()
    assert given(server) == []


def test_what_was_never_sent_is_withdrawn_and_the_form_is_as_it_was(form):
    form.context.set_offline(True)
    send(form)
    kept(form).get_by_role("button", name="Отозвать").click()
    expect(form.locator("[name=comment]")).to_have_value(REASON)
    assert waiting(form) == []


def test_a_captive_portal_does_not_pass_for_success(server, weather, form):
    warm_up(form)
    weather.becomes("cut")
    weather.becomes("portal")
    send(form)
    expect(kept(form)).to_contain_text("на этом устройстве")
    assert len(waiting(form)) == 1


def test_a_stale_token_is_renewed_unseen(server, form):
    warm_up(form)
    again = form.context.new_page()
    form.context.clear_cookies()
    enter(again, "orlova")
    again.close()
    send(form)
    is_sent(form)
    assert given(server) == [REASON]


def test_an_ended_session_asks_to_sign_in_and_keeps_the_form(server, form):
    warm_up(form)
    with server.database():
        User.update(epoch=User.epoch + 1).where(User.login == "orlova").execute()
    send(form)
    expect(kept(form)).to_contain_text("нужно войти")
    link = form.get_by_role("alert").get_by_role("link", name="Войти")
    expect(link).to_have_attribute("href", re.compile("/sign-in\\?next="))
    link.click()
    form.fill("[name=login]", "orlova")
    form.fill("[name=password]", PASSWORD)
    form.click("button[type=submit]")
    form.wait_for_url(lambda url: "/sign-in" not in url)
    form.wait_for_load_state()
    wait_until_sent(form)
    assert given(server) == [REASON]


def test_somebody_else_signed_in_meanwhile_is_no_sender(server, form):
    form.context.clear_cookies()
    other = form.context.new_page()
    enter(other, "chuzhova")
    other.close()
    send(form)
    expect(form.get_by_role("alert")).to_contain_text("вошёл другой человек")
    assert given(server) == []


def test_a_refusal_is_shown_beside_its_field_with_the_focus_on_it(server, form):
    form.fill("[name=starts]", "2026-11-21")
    form.fill("[name=ends]", "2026-11-18")
    send(form)
    expect(form.locator("[aria-invalid=true]").first).to_be_visible()
    assert form.locator("[name=comment]").input_value() == REASON
    expect(form.locator("[aria-invalid=true]").first).to_be_focused()


def test_a_form_that_htmx_leaves_alone_gets_token_and_key_too(server, form):
    form.evaluate(
        """() => {
          const form = document.querySelector("main form[method=post]");
          const plain = form.cloneNode(true);
          plain.setAttribute("hx-boost", "false");
          plain.enctype = "multipart/form-data";
          plain.querySelector("[name=comment]").value = form.querySelector("[name=comment]").value;
          form.replaceWith(plain);
        }"""
    )
    form.locator("main form[method=post]:not(.languages) button[type=submit]").last.dblclick()
    is_sent(form)
    assert given(server) == [REASON]
