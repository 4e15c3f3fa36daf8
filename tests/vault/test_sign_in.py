"""Attacks on the sign-in of a desk: whatever is wrong, the answer and the work are the same."""

from datetime import timedelta

import pytest

from tests.vault.colleagues import HERE, PASSWORD, enter, invited
from wizard.errors import Busy, SignInRefused, TooManyTries
from wizard.vault import Accounts, Desks, KeyDirectory, secret

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def stretched(monkeypatch):
    """Return a list that grows with every run of Argon2id."""
    runs, stretch = [], secret._stretch
    monkeypatch.setattr(secret, "_stretch", lambda *how: runs.append(1) or stretch(*how))
    return runs


def removed(accounts, lead, now):
    person = invited(accounts, lead, "Jan", now)
    accounts.remove(lead.signed_in, person.id, now)
    return person


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Niemand"},
        {"name": ""},
        {"password": "een ander wachtwoord"},
        {"password": ""},
        {"password": PASSWORD + "!"},
        {"password": PASSWORD.upper()},
        {"password": "\ud800"},
        {"code": "000000"},
        {"code": ""},
        {"code": "é" * 6},
        {"name": "Niemand", "password": "", "code": ""},
    ],
)
def test_whatever_is_wrong_is_refused_alike(accounts, lead, now, stretched, wrong):
    later = now + MINUTE
    with pytest.raises(SignInRefused):
        enter(accounts, lead, later, **wrong)
    assert len(stretched) == 1
    assert enter(accounts, lead, later)


def test_a_removed_colleague_is_refused_as_nobody_is(accounts, lead, now, stretched):
    person = removed(accounts, lead, now)
    before = len(stretched)
    with pytest.raises(SignInRefused):
        enter(accounts, person, now + MINUTE)
    assert len(stretched) == before + 1


def test_all_refusals_look_the_same_to_a_page(accounts, lead, now):
    def refusal(**wrong):
        with pytest.raises(SignInRefused) as refused:
            enter(accounts, lead, now + MINUTE, **wrong)
        return vars(refused.value), refused.value.__cause__

    seen = [refusal(name="Niemand"), refusal(password="anders anders"), refusal(code="000000")]
    assert seen == [({}, None)] * 3


def test_a_code_is_used_once(accounts, lead, now):
    later = now + MINUTE
    assert enter(accounts, lead, later)
    with pytest.raises(SignInRefused):
        enter(accounts, lead, later)
    with pytest.raises(SignInRefused):
        enter(accounts, lead, later + timedelta(seconds=20), code=lead.code(later))
    assert enter(accounts, lead, later + MINUTE)


def test_the_code_that_made_the_account_signs_nobody_in(accounts, lead, now):
    with pytest.raises(SignInRefused):
        enter(accounts, lead, now)


@pytest.mark.parametrize("seconds", [-30, -1, 0, 1, 30])
def test_a_clock_may_be_half_a_minute_off(accounts, lead, now, seconds):
    later = now + HOUR
    assert enter(accounts, lead, later, code=lead.code(later + timedelta(seconds=seconds)))


@pytest.mark.parametrize("seconds", [-90, 90])
def test_a_clock_that_is_90_seconds_off_is_refused(accounts, lead, now, seconds):
    later = now + HOUR
    with pytest.raises(SignInRefused):
        enter(accounts, lead, later, code=lead.code(later + timedelta(seconds=seconds)))


def test_a_code_may_be_typed_with_a_space(accounts, lead, now):
    code = lead.code(now + MINUTE)
    assert enter(accounts, lead, now + MINUTE, code=f" {code[:3]} {code[3:]} ")


def tries(accounts, lead, moments, **wrong):
    """Sign in wrongly at each moment; return how often that was refused without trying."""
    capped = 0
    for number, moment in enumerate(moments):
        typed = {key: value.format(number) for key, value in wrong.items()}
        with pytest.raises((SignInRefused, TooManyTries)) as refused:
            enter(accounts, lead, moment, **typed)
        capped += refused.type is TooManyTries
    return capped


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "fout fout fout {}"},
        {"password": "fout fout fout {}", "address": "198.51.100.{}"},
        {"name": "Niemand", "address": "198.51.100.{}"},
        {"name": "Niemand {}"},
    ],
)
def test_of_30_wrong_tries_in_a_minute_five_are_made(accounts, lead, now, stretched, wrong):
    moments = [now + 3 * HOUR + n * timedelta(seconds=0.1) for n in range(30)]
    before = len(stretched)
    assert tries(accounts, lead, moments, **wrong) == 25
    assert len(stretched) == before + 5


def test_of_200_wrong_tries_in_an_hour_twenty_are_made(accounts, lead, now, stretched):
    start = now.replace(minute=0, second=0) + 3 * HOUR
    before = len(stretched)
    wrong = {"password": "fout fout fout {}", "address": "198.51.100.{}"}
    assert tries(accounts, lead, [start + n * 17 * MINUTE / 60 for n in range(200)], **wrong) == 180
    assert len(stretched) == before + 20


def test_who_waits_may_try_again(accounts, lead, now):
    later = now.replace(second=0) + HOUR
    tries(accounts, lead, [later] * 6, password="fout fout fout")
    with pytest.raises(TooManyTries) as refused:
        enter(accounts, lead, later + timedelta(seconds=20))
    assert refused.value.retry_after == 40
    assert enter(accounts, lead, later + MINUTE)


def test_a_whole_office_may_sign_in_at_once(accounts, lead, now):
    people = [lead] + [invited(accounts, lead, f"Collega {n}", now) for n in range(7)]
    assert all(enter(accounts, person, now + MINUTE) for person in people)


def test_a_stolen_database_allows_no_guessing_at_passwords(store, lead, cheap, tmp_path, now):
    keys, later = KeyDirectory(tmp_path / "other keys", create=True), now + MINUTE
    elsewhere = Accounts(store, keys, Desks(store, keys), cost=cheap)
    with pytest.raises(SignInRefused):
        enter(elsewhere, lead, later)


class FullGate:
    def __enter__(self):
        raise Busy(3)

    def __exit__(self, *_):
        raise AssertionError("nobody got in")


def test_a_try_that_finds_the_gate_full_does_not_count(accounts, lead, now, monkeypatch):
    gate, later = accounts._gate, now + MINUTE
    monkeypatch.setattr(accounts, "_gate", FullGate())
    for _ in range(6):
        with pytest.raises(Busy):
            enter(accounts, lead, later)
    monkeypatch.setattr(accounts, "_gate", gate)
    assert enter(accounts, lead, later)


def test_a_flood_of_sign_ins_keeps_no_resident_from_a_plan(accounts, drafts):
    assert accounts._gate is not drafts._opening


def test_no_name_address_or_password_is_kept_of_a_try(accounts, lead, now, tmp_path):
    with pytest.raises(SignInRefused):
        enter(accounts, lead, now + MINUTE, name="Iemand Anders", password=PASSWORD + "?")
    disk = b"".join(path.read_bytes() for path in tmp_path.glob("drafts.db*"))
    assert b"Fatima" in disk
    assert not any(text.encode() in disk for text in ("emand Anders", HERE, PASSWORD))
