"""Sealing and boxes: any text comes back, nothing else opens, nothing shows in the length."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.errors import BoxUnreadable
from wizard.store import Box
from wizard.vault.boxes import open_box, seal_box
from wizard.vault.sealing import SealBroken, expand, seal, unseal

KEY, DRAFT = bytes(range(32)), b"d" * 16


def test_expanding_is_the_expand_step_of_hkdf():
    from cryptography.hazmat.primitives.hashes import SHA512
    from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

    assert expand(KEY, b"purpose", 48) == HKDFExpand(SHA512(), 48, b"purpose").derive(KEY)


@given(st.binary(max_size=20_000), st.integers(1, 10_000))
def test_a_box_opens_to_what_was_put_in(plaintext, revision):
    sealed = seal_box(KEY, DRAFT, Box.SHARED, revision, plaintext)
    assert open_box(KEY, DRAFT, Box.SHARED, revision, sealed) == plaintext


@given(st.integers(0, 13_000))
def test_every_box_is_a_whole_number_of_pages_less_256_bytes(size):
    assert (len(seal_box(KEY, DRAFT, Box.SHARED, 1, b"x" * size)) + 256) % 4096 == 0


def test_an_empty_box_and_a_full_page_have_the_same_length():
    room = 4096 - 256 - 45 - 4
    sizes = [len(seal_box(KEY, DRAFT, Box.SHARED, 1, b"x" * size)) for size in (0, room, room + 1)]
    assert sizes == [3840, 3840, 7936]


@pytest.mark.parametrize(
    "wrong",
    [
        (bytes(32), DRAFT, Box.SHARED, 7),
        (KEY, b"e" * 16, Box.SHARED, 7),
        (KEY, DRAFT, Box.PRIVATE, 7),
        (KEY, DRAFT, Box.SHARED, 6),
    ],
)
def test_a_box_opens_only_with_its_key_draft_name_and_revision(wrong):
    sealed = seal_box(KEY, DRAFT, Box.SHARED, 7, b"mijn woorden")
    with pytest.raises(BoxUnreadable) as failure:
        open_box(*wrong, sealed)
    assert str(failure.value) == "a box does not open"
    assert failure.value.__cause__ is None


def test_a_box_with_any_byte_changed_does_not_open():
    sealed = seal_box(KEY, DRAFT, Box.SHARED, 1, b"mijn woorden")
    for place in [*range(60), *range(60, len(sealed), 97), len(sealed) - 1]:
        changed = bytearray(sealed)
        changed[place] ^= 1 + secrets.randbelow(255)
        with pytest.raises(BoxUnreadable):
            open_box(KEY, DRAFT, Box.SHARED, 1, bytes(changed))


@given(st.binary(max_size=60))
def test_bytes_that_were_never_sealed_do_not_open(noise):
    with pytest.raises(SealBroken):
        unseal(KEY, noise, b"context")


@pytest.mark.parametrize("cut", [0, 1, 17, 29, 44, 50])
def test_a_sealed_text_that_is_cut_off_does_not_open(cut):
    with pytest.raises(SealBroken):
        unseal(KEY, seal(KEY, b"some text", b"context")[:cut], b"context")


def test_sealing_twice_gives_other_bytes():
    one, other = seal(KEY, b"text", b""), seal(KEY, b"text", b"")
    assert one[:17] == other[:17]
    assert one[17:29] != other[17:29]
    assert one[29:] != other[29:]


def test_the_commitment_alone_refuses_another_key():
    """A ciphertext made to open under two keys still carries the commitment to one."""
    sealed = bytearray(seal(KEY, b"text", b""))
    sealed[1:17] = seal(bytes(32), b"text", b"")[1:17]
    for key in (KEY, bytes(32)):
        with pytest.raises(SealBroken):
            unseal(key, bytes(sealed), b"")
