"""The recovery of a desk: two of three shares open what the standard age program opens too."""

import itertools

import msgspec
import pyrage
import pytest

from wizard.errors import SharesWrong
from wizard.vault.bech32 import bech32
from wizard.vault.hpke import new_private_key
from wizard.vault.recovery import escrow_of, identity_of, identity_text, new_recovery, open_escrow

CAW = "arnhem/caw"


@pytest.fixture(scope="module")
def recovery():
    return new_recovery()


@pytest.fixture(scope="module")
def private():
    return {1: new_private_key(), 2: new_private_key()}


@pytest.fixture(scope="module")
def escrow(recovery, private):
    return escrow_of(CAW, private, recovery.recipient)


# Valid texts of BIP 173 that hold whole bytes.
@pytest.mark.parametrize(
    ("prefix", "content", "written"),
    [
        ("a", b"", "a12uel5l"),
        ("abcdef", bytes.fromhex("00443214c74254b635cf84653a56d7c675be77df"),
         "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"),
        ("split", bytes.fromhex("c5f38b70305f519bf66d85fb6cf03058f3dde463ecd7918f2dc743918f2d"),
         "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w"),
    ],
)  # fmt: skip
def test_bech32_writes_what_its_specification_says(prefix, content, written):
    assert bech32(prefix, content) == written


def test_bech32_fills_up_the_last_sign():
    assert bech32("a", b"\xff")[:4] == "a1lu"
    assert len(bech32("a", b"\xff")) == len("a1lu") + 6


@pytest.mark.parametrize("seed", [bytes(32), bytes(range(32)), b"\xff" * 32])
def test_an_identity_is_written_as_age_writes_it(seed):
    assert str(pyrage.x25519.Identity.from_str(identity_text(seed))) == identity_text(seed)


@pytest.mark.parametrize("pair", list(itertools.permutations(range(3), 2)))
def test_any_two_shares_make_the_identity(recovery, pair):
    identity = identity_of([recovery.shares[number] for number in pair])
    assert str(pyrage.x25519.Identity.from_str(identity).to_public()) == recovery.recipient


def test_shares_are_read_as_people_type_them(recovery):
    first, second, _ = recovery.shares
    typed = [first.upper(), "  " + second.replace(" ", "\n ")]
    assert identity_of(typed) == identity_of([first, second])


def test_the_standard_age_format_opens_the_escrow(recovery, escrow, private):
    identity = pyrage.x25519.Identity.from_str(identity_of(recovery.shares[:2]))
    assert escrow.startswith(b"age-encryption.org/v1\n-> X25519 ")
    opened = msgspec.json.decode(pyrage.decrypt(escrow, [identity]))
    assert opened["desk"] == CAW
    assert opened["keys"] == {str(version): key.raw.hex() for version, key in private.items()}


def test_the_escrow_holds_every_version(recovery, escrow, private):
    opened = open_escrow(escrow, identity_of(recovery.shares[1:]), CAW)
    assert {version: key.raw for version, key in opened.items()} == {
        version: key.raw for version, key in private.items()
    }


def wrong_shares(recovery):
    first, second, third = recovery.shares
    other = new_recovery().shares
    return {
        "one": [first],
        "none": [],
        "the same twice": [first, first],
        "one of another desk": [first, other[1]],
        "a word that is in no share": [first, second.replace(second.split()[9], "fiets")],
        "two words swapped": [first, " ".join(reversed(second.split()))],
        "a word left out": [first, second.rpartition(" ")[0]],
        "something else": ["geen idee", "é"],
        "all three": [first, second, third, other[0]],
    }


def test_wrong_shares_make_nothing(recovery):
    for shares in wrong_shares(recovery).values():
        with pytest.raises(SharesWrong):
            identity_of(shares)


def test_shares_of_another_desk_open_nothing(escrow):
    with pytest.raises(SharesWrong):
        open_escrow(escrow, identity_of(new_recovery().shares[:2]), CAW)


def test_an_escrow_moved_to_another_desk_is_refused(recovery, escrow):
    with pytest.raises(SharesWrong):
        open_escrow(escrow, identity_of(recovery.shares[:2]), "arnhem/district_team")


def test_a_recovery_shows_no_share_by_itself(recovery):
    assert not any(share.split()[0] in repr(recovery) for share in recovery.shares)
