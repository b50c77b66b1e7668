"""How passwords are kept. Tests hash weakly (tests/conftest.py); this one looks at what is really used."""

from webapp.people.models import User
from webapp.people.passwords import _hasher as real_hasher
from webapp.people.passwords import fits


def test_passwords_are_hashed_by_argon2id_as_strongly_as_was_chosen():
    kept = real_hasher().hash("parol-2026")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    user = User(password_hash=kept)
    assert fits(user, "parol-2026") and not fits(user, "parol-2027")
