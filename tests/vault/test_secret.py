"""Tokens, PINs and codes: what they derive, and what one guess costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.errors import PinUnusable
from wizard.vault import Argon2Cost, KeyDirectory, read_pin, token_key
from wizard.vault.drafts import SHIPPED_COST
from wizard.vault.secret import code_secret, new_token, pin_secret, token_secret

CODE = "4821930571638208"


def test_the_shipped_cost_is_128_mib_three_times_in_one_lane():
    assert Argon2Cost(memory_kib=131_072, iterations=3, lanes=1) == SHIPPED_COST


def test_a_token_holds_256_bits_as_text_for_a_cookie():
    assert len({new_token() for _ in range(100)}) == 100
    assert {len(new_token()) for _ in range(100)} == {43}


def test_the_parts_of_a_token_tell_nothing_about_one_another():
    secret, token = token_secret("a token"), "a token"
    parts = [secret.key[:16], secret.wrap_id, token_key(token, "csrf")[:16], b"a token"]
    assert len(set(parts)) == 4


@given(st.text())
def test_any_text_is_taken_for_a_token(text):
    assert len(token_secret(text).wrap_id) == 16
    assert len(token_secret(text + "\ud800").key) == 32


def test_a_code_leads_to_the_same_secret_every_time(keys, cheap, tmp_path):
    assert code_secret(CODE, keys, cheap) == code_secret(
        CODE, KeyDirectory(tmp_path / "keys"), cheap
    )
    assert code_secret(CODE, keys, cheap) != code_secret(CODE[::-1], keys, cheap)


def test_a_code_leads_nowhere_without_its_key_directory(keys, cheap, tmp_path):
    other = KeyDirectory(tmp_path / "others", create=True)
    here, there = code_secret(CODE, keys, cheap), code_secret(CODE, other, cheap)
    assert here.wrap_id != there.wrap_id
    assert here.key != there.key


def test_the_lookup_of_a_code_needs_the_lookup_key_too(keys, cheap, tmp_path):
    before = code_secret(CODE, keys, cheap)
    (tmp_path / "keys" / "lookup.key").write_bytes(bytes(32))
    after = code_secret(CODE, KeyDirectory(tmp_path / "keys"), cheap)
    assert (before.key, before.wrap_id) != (after.key, after.wrap_id)
    assert before.key == after.key


@pytest.mark.parametrize("cost", [Argon2Cost(64, 1), Argon2Cost(32, 2), Argon2Cost(32, 1, 2)])
def test_another_cost_gives_another_secret(keys, cheap, cost):
    assert code_secret(CODE, keys, cost) != code_secret(CODE, keys, cheap)


def test_a_pin_changes_the_key_and_not_the_place(keys, cheap):
    secrets = [pin_secret("token", pin, keys, cheap) for pin in ("1234", "1235")]
    assert {secret.wrap_id for secret in secrets} == {token_secret("token").wrap_id}
    assert len({secret.key for secret in [*secrets, token_secret("token")]}) == 3


def test_a_pin_gives_another_key_with_another_token(keys, cheap):
    one, other = (pin_secret(token, "1234", keys, cheap) for token in ("one", "other"))
    assert one.key != other.key


@pytest.mark.parametrize(("typed", "pin"), [("1234", "1234"), (" 0042 ", "0042"), ("١٢٣٤", "1234")])
def test_a_pin_is_read_in_every_script(typed, pin):
    assert read_pin(typed) == pin


@pytest.mark.parametrize("typed", ["", "123", "1234567890123", "12a4", "12 34", "½¼²³"])
def test_a_pin_is_four_to_twelve_digits(typed):
    with pytest.raises(PinUnusable):
        read_pin(typed)


def test_a_secret_shows_no_key(keys, cheap):
    assert "key" not in repr(code_secret(CODE, keys, cheap))
