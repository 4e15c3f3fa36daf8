"""What a colleague changes about the own account, and what it takes."""

from datetime import timedelta

import pyotp
import pytest

from tests.vault.colleagues import HERE, PASSWORD, Person, enter
from wizard.errors import PasswordUnusable, SignInRefused, TooManyTries
from wizard.vault.ownaccount import OwnAccount, Proof
from wizard.vault.passwords import require_good_password

OTHER = "de poes slaapt op zolder"
STEP = timedelta(seconds=30)


@pytest.fixture
def own(store, keys, cheap) -> OwnAccount:
    return OwnAccount(store, keys, cost=cheap)


@pytest.fixture
def later(now):
    """Return a moment whose codes are unused: the account was made with that of `now`."""
    return now + 2 * STEP


def proof(person: Person, moment, **typed) -> Proof:
    return Proof(**{"password": PASSWORD, "code": person.code(moment), "address": HERE, **typed})


def test_another_password_lets_in_and_the_old_one_does_not(accounts, own, lead, later):
    own.change_password(lead.signed_in, lead.token, proof(lead, later), OTHER, later)
    with pytest.raises(SignInRefused):
        enter(accounts, lead, later + STEP)
    assert enter(accounts, lead, later + 2 * STEP, password=OTHER).can_read


def test_another_phone_lets_in_and_the_old_one_does_not(accounts, own, lead, later):
    new = pyotp.TOTP(pyotp.random_base32())
    told = {"secret": new.secret, "code": new.at(later)}
    own.change_phone(lead.signed_in, lead.token, proof(lead, later), **told, now=later)
    soon = later + 2 * STEP
    with pytest.raises(SignInRefused):
        enter(accounts, lead, soon)
    assert enter(accounts, lead, soon, code=new.at(soon)).can_read


def test_a_change_ends_every_other_session(accounts, own, lead, later):
    elsewhere = accounts.sign_in(lead.name, PASSWORD, lead.code(later), HERE, later)
    soon = later + STEP
    assert own.count_places(lead.signed_in, soon) == 2
    own.change_password(lead.signed_in, lead.token, proof(lead, soon), OTHER, soon)
    assert accounts.find(elsewhere.token, soon) is None
    assert accounts.find(lead.token, soon).can_read


def test_other_places_can_be_left_without_changing_anything(accounts, own, lead, later):
    elsewhere = accounts.sign_in(lead.name, PASSWORD, lead.code(later), HERE, later)
    own.leave_other_places(lead.signed_in, lead.token, later)
    assert accounts.find(elsewhere.token, later) is None
    assert accounts.find(lead.token, later)


@pytest.mark.parametrize("typed", [{"password": "geen van mijn woorden"}, {"code": "000000"}])
def test_without_proof_nothing_changes(accounts, own, lead, later, typed):
    with pytest.raises(SignInRefused):
        own.change_password(lead.signed_in, lead.token, proof(lead, later, **typed), OTHER, later)
    assert enter(accounts, lead, later)


def test_a_wrong_code_of_the_new_phone_changes_nothing(accounts, own, lead, later):
    told = {"secret": pyotp.random_base32(), "code": "000000"}
    with pytest.raises(SignInRefused):
        own.change_phone(lead.signed_in, lead.token, proof(lead, later), **told, now=later)
    assert enter(accounts, lead, later)


def test_a_code_that_was_used_proves_nothing(own, lead, now):
    with pytest.raises(SignInRefused):
        own.change_password(lead.signed_in, lead.token, proof(lead, now), OTHER, now)


def test_tries_count_as_those_to_sign_in(accounts, own, lead, later):
    wrong = proof(lead, later, code="000000")
    for _ in range(5):
        with pytest.raises(SignInRefused):
            own.change_password(lead.signed_in, lead.token, wrong, OTHER, later)
    with pytest.raises(TooManyTries):
        enter(accounts, lead, later)


@pytest.mark.parametrize(
    "password",
    [
        "",
        "kort",
        "aaaaaaaaaaaaaaaa",
        "123456789012",
        "qwertyuiop[]asdf",
        "Fatima Fatima",
        "fatimafatimafatima1",
        "startplanstartplan",
        "balie balie balie",
        "arnhemarnhem2026",
        "passwordpassword",
    ],
)
def test_a_password_that_somebody_would_try_first_is_refused(password):
    with pytest.raises(PasswordUnusable):
        require_good_password(password, "Fatima", "arnhem/caw")


@pytest.mark.parametrize(
    "password", [PASSWORD, OTHER, "x7!pQz0_vL2mRk", "日本語の長い合言葉です、猫"]
)
def test_any_other_password_may_be_chosen(password):
    require_good_password(password, "Fatima", "arnhem/caw")


def test_a_very_long_password_is_looked_at_in_part():
    require_good_password("een zin zonder einde, steeds weer anders " * 200, "Fatima", "arnhem/caw")
