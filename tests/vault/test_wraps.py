"""Wraps: two layers, one length, and only the boxes that they were given."""

import itertools
from dataclasses import replace

import pytest

from wizard.errors import WrapUnreadable
from wizard.store import Box, WrapKind
from wizard.vault.wraps import Contents, WrapPlace, open_wrap, rewrap_outer, seal_wrap

BOTH = Contents({Box.SHARED: b"s" * 32, Box.PRIVATE: b"p" * 32}, {"code": "4821930571638208"})
PLACE = WrapPlace(b"w" * 16, b"d" * 16, WrapKind.SESSION)
KEY, PEPPER = b"k" * 32, b"e" * 32


@pytest.mark.parametrize("boxes", [[], [Box.SHARED], [Box.PRIVATE], list(Box)])
@pytest.mark.parametrize("note", [{}, {"code": "1", "naam": "Zoë"}])
def test_a_wrap_gives_exactly_what_was_put_in(boxes, note):
    contents = Contents({box: BOTH.keys[box] for box in boxes}, note)
    body = seal_wrap(contents, KEY, PLACE, 2931, PEPPER)
    assert open_wrap(body, KEY, PLACE, 2931, PEPPER) == contents


def test_every_wrap_has_the_same_length():
    contents = [Contents({}), Contents({Box.SHARED: b"s" * 32}), BOTH]
    assert {len(seal_wrap(c, KEY, PLACE, 2931, PEPPER)) for c in contents} == {384 + 2 * 45}


def test_a_note_that_does_not_fit_is_refused():
    seal_wrap(Contents({}, {"n": "x" * 310}), KEY, PLACE, 1, PEPPER)
    with pytest.raises(ValueError, match="too long"):
        seal_wrap(Contents({}, {"n": "x" * 311}), KEY, PLACE, 1, PEPPER)


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": b"x" * 32},
        {"pepper": b"x" * 32},
        {"epoch": 2930},
        {"place": replace(PLACE, wrap_id=b"x" * 16)},
        {"place": replace(PLACE, draft_id=b"x" * 16)},
        {"place": replace(PLACE, kind=WrapKind.CODE)},
    ],
)
def test_a_wrap_opens_only_in_its_place_with_its_key_and_pepper(wrong):
    right = {"key": KEY, "place": PLACE, "epoch": 2931, "pepper": PEPPER}
    body = seal_wrap(BOTH, KEY, PLACE, 2931, PEPPER)
    with pytest.raises(WrapUnreadable) as failure:
        open_wrap(body, **{**right, **wrong})
    assert str(failure.value) == "a wrap does not open"


def test_a_wrap_with_any_byte_changed_does_not_open():
    body = seal_wrap(BOTH, KEY, PLACE, 2931, PEPPER)
    for place in itertools.chain(range(60), range(60, len(body), 17)):
        changed = bytearray(body)
        changed[place] ^= 0x40
        with pytest.raises(WrapUnreadable):
            open_wrap(bytes(changed), KEY, PLACE, 2931, PEPPER)


def test_the_outer_layer_is_renewed_without_the_secret():
    body = seal_wrap(BOTH, KEY, PLACE, 2931, PEPPER)
    renewed = rewrap_outer(body, PLACE, (2931, PEPPER), (2932, b"n" * 32))
    assert open_wrap(renewed, KEY, PLACE, 2932, b"n" * 32) == BOTH
    with pytest.raises(WrapUnreadable):
        open_wrap(renewed, KEY, PLACE, 2931, PEPPER)


def test_a_wrap_is_not_renewed_with_the_wrong_pepper():
    body = seal_wrap(BOTH, KEY, PLACE, 2931, PEPPER)
    with pytest.raises(WrapUnreadable):
        rewrap_outer(body, PLACE, (2931, b"x" * 32), (2932, b"n" * 32))


def test_a_wrap_shows_no_key_and_no_note():
    assert "4821" not in repr(BOTH)
    assert "sss" not in repr(BOTH)
