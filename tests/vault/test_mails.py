"""Mails that wait show neither their address nor their text."""

from dataclasses import replace
from datetime import timedelta

import pytest

from wizard.errors import Unreadable
from wizard.vault import KeyDirectory
from wizard.vault.mails import Letter, open_mail, seal_mail

LETTER = Letter(to="KANARIE@desk.example", subject="KANARIE", text="KANARIE ABCD EFGH", lang="nl")


@pytest.fixture
def mail(keys, now):
    return seal_mail(keys, LETTER, desk_id="arnhem/caw", reference="ABCDEFGH", now=now)


def test_a_mail_is_read_back_and_due_at_once(keys, mail, now):
    assert open_mail(keys, mail) == LETTER
    assert (mail.desk_id, mail.reference, mail.tries) == ("arnhem/caw", "ABCDEFGH", 0)
    assert (mail.next_try_at, mail.give_up_at) == (now, now + timedelta(days=5))


def test_a_mail_shows_nothing(mail):
    assert b"KANARIE" not in mail.sealed
    assert "KANARIE" not in repr(mail)
    assert len(mail.sealed) == 3840


def test_a_mail_opens_in_its_own_place_with_the_servers_key_only(keys, mail, tmp_path):
    other = KeyDirectory(tmp_path / "other", create=True)
    broken = replace(mail, sealed=mail.sealed[:-1] + bytes([mail.sealed[-1] ^ 1]))
    wrong = [(other, mail), (keys, replace(mail, id=b"?" * 16)), (keys, broken)]
    for directory, one in wrong:
        with pytest.raises(Unreadable):
            open_mail(directory, one)
