"""What mails say: a reference and what to do; nothing of the person, in any language."""

import re
from datetime import UTC, datetime

import msgspec
import pytest

from tests.web.waiting import REFERENCE, case_of
from wizard.delivery.mails import can_mail, mails_for
from wizard.delivery.message import make_message
from wizard.delivery.words import confirmation, word_to_desk
from wizard.i18n import Editions
from wizard.settings import Settings
from wizard.vault import KeyDirectory
from wizard.vault.mails import open_mail

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
CAW, DISTRICT_TEAM = "arnhem/caw", "arnhem/district_team"
RESIDENT, SHOWN = "noor@voorbeeld.example", "ABCD 3467"
MAILING = Settings(smtp_url="smtp://localhost", mail_from="startplan@arnhem.example")
LANGUAGES = ("nl", "en", "ar", "tr", "pl", "uk", "ti")


@pytest.fixture(scope="module")
def editions():
    return Editions(Settings().content_dir)


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    return KeyDirectory(tmp_path_factory.mktemp("mail") / "keys", create=True)


@pytest.fixture
def edition(editions):
    return with_mail(editions.find("arnhem", "nl"))


def with_mail(edition, **changes):
    """An edition in which the CAW has a mail address, and the wijkteam has none."""
    caw, team = edition.municipality.sending.desks
    desks = (msgspec.structs.replace(caw, mail="balie@caw.example"), team)
    sending = msgspec.structs.replace(edition.municipality.sending, desks=desks, **changes)
    municipality = msgspec.structs.replace(edition.municipality, sending=sending)
    return msgspec.structs.replace(edition, municipality=municipality)


def confirmed(edition, **how):
    desk = edition.municipality.find_desk("caw")
    return confirmation(RESIDENT, edition, desk, REFERENCE, **{"demo": False, **how})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_confirmation_says_the_reference_and_whom_to_ask_in_every_language(editions, lang):
    edition = editions.find("arnhem", lang)
    letter = confirmed(edition)
    assert (letter.to, letter.lang) == (RESIDENT, lang)
    assert SHOWN in letter.text
    assert "CAW" in letter.text
    assert not re.search(r"%\(|%s|%d|\[|<", letter.text)
    assert RESIDENT not in letter.subject + letter.text


@pytest.mark.parametrize(("lang", "isolated"), [("nl", False), ("ar", True)])
def test_numbers_between_words_from_right_to_left_keep_their_order(editions, lang, isolated):
    edition = editions.find("arnhem", lang)
    assert (f"\u2066{SHOWN}\u2069" in confirmed(edition).text) is isolated


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "Dat gebeurt binnen 1 werkdag."),
        (5, "Dat gebeurt binnen 5 werkdagen."),
    ],
)
def test_a_confirmation_says_when_the_desk_calls(edition, days, said):
    assert said in confirmed(with_mail(edition, call_within=days)).text


def test_a_confirmation_gives_a_phone_number_where_one_is_known(edition):
    known = [
        msgspec.structs.replace(c, phone="026 000 00 00") for c in edition.municipality.contacts
    ]
    municipality = msgspec.structs.replace(edition.municipality, contacts=tuple(known))
    text = confirmed(msgspec.structs.replace(edition, municipality=municipality)).text
    assert "Centrum voor Activerend Werk (CAW): 026 000 00 00" in text


@pytest.mark.parametrize("demo", [True, False])
def test_mails_of_a_trial_say_so(edition, demo):
    assert ("Proef. Niet van de gemeente." in confirmed(edition, demo=demo).text) is demo
    word = word_to_desk("balie@caw.example", REFERENCE, demo=demo)
    assert ("Dit is een proef." in word.text) is demo


@pytest.mark.parametrize(("lang", "told"), [("nl", False), ("en", True)])
def test_a_translation_that_nobody_read_is_told_as_such(editions, lang, told):
    lines = confirmed(editions.find("arnhem", lang)).text.count("\n")
    dutch = confirmed(editions.find("arnhem", "nl")).text.count("\n")
    assert (lines > dutch) is told


def test_a_desk_gets_the_reference_and_no_link(edition):
    word = word_to_desk("balie@caw.example", REFERENCE, demo=False)
    assert SHOWN in word.text
    assert "http" not in word.text
    assert REFERENCE not in word.subject


def sent_for(desk_ids, edition, keys, settings=MAILING, **how):
    cases = [case_of(desk_id, NOW) for desk_id in desk_ids]
    mails = mails_for(cases, edition, settings, keys, NOW, **how)
    return [(mail, open_mail(keys, mail)) for mail in mails]


def test_each_desk_with_an_address_gets_word_and_a_resident_one_confirmation(edition, keys):
    made = sent_for([CAW, DISTRICT_TEAM], edition, keys, confirm_to=RESIDENT)
    assert [(mail.desk_id, letter.to) for mail, letter in made] == [
        (CAW, "balie@caw.example"),
        (CAW, RESIDENT),
    ]
    assert {mail.reference for mail, _ in made} == {REFERENCE}
    assert {mail.next_try_at for mail, _ in made} == {NOW}


def test_a_resident_who_asked_for_nothing_gets_nothing(edition, keys):
    [(_, letter)] = sent_for([CAW], edition, keys)
    assert letter.to == "balie@caw.example"


def test_a_desk_that_is_gone_from_the_content_gets_nothing(edition, keys):
    assert sent_for(["arnhem/gone", "oss/caw"], edition, keys, confirm_to=RESIDENT) == []


def test_without_a_mail_server_no_mail_is_made_or_offered(edition, keys):
    assert can_mail(MAILING)
    assert not can_mail(Settings())
    assert sent_for([CAW], edition, keys, settings=Settings(), confirm_to=RESIDENT) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_mail_in_any_letters_goes_through_servers_that_know_ascii_only(editions, lang):
    letter = confirmed(editions.find("arnhem", lang))
    message = make_message(letter, "startplan@arnhem.example", b"m" * 16, NOW)
    assert message.as_bytes().isascii()
    assert message.get_content() == letter.text
    assert message["Content-Language"] == lang
