"""How to be reached: what is missing, what the desk gets of it, and that nothing typed is lost."""

from datetime import date

import msgspec
import pytest

from wizard.core.draft import Draft, PrivateDocument, SharedDocument
from wizard.core.references import LENGTH, SIGNS, grouped, make_reference, normalise_reference
from wizard.core.sent import ContactWishes, Reach, SentCase, Way

TYPED = Reach(
    call_me="Mo",
    phone="06 1234 5678",
    mail="mo@example.nl",
    address="Straat 1\n6811 AA Arnhem",
    helper="Sam",
    helper_phone="+31 26 123 45 67",
    others_may_answer=True,
    may_leave_message=True,
)
LINK = SentCase(
    id="ab", reply_key="cd", reference="ABCD4679", desk="arnhem/caw", sent_on=date(2026, 11, 22)
)


def by(way: Way, **more: object) -> Reach:
    return msgspec.structs.replace(TYPED, way=way, **more)


def test_before_a_way_is_chosen_the_desk_gets_nothing():
    assert TYPED.wishes() is None
    assert TYPED.gaps() == ("way",)
    assert Reach().gaps() == ("call_me", "way")


@pytest.mark.parametrize(
    ("way", "reached_at"),
    [
        (Way.MAIL, "mo@example.nl"),
        (Way.LETTER, "Straat 1\n6811 AA Arnhem"),
    ],
)
def test_the_desk_gets_what_the_chosen_way_needs_and_no_more(way, reached_at):
    reach = by(way)
    assert reach.gaps() == ()
    assert reach.wishes() == ContactWishes(call_me="Mo", way=way, reached_at=reached_at)


def test_who_may_answer_goes_along_with_a_phone_only():
    wishes = by(Way.PHONE).wishes()
    assert wishes == ContactWishes(
        call_me="Mo",
        reached_at="06 1234 5678",
        others_may_answer=True,
        may_leave_message=True,
    )


def test_a_helper_has_a_name_and_a_number():
    wishes = by(Way.HELPER).wishes()
    assert wishes == ContactWishes(
        call_me="Mo", way=Way.HELPER, reached_at="+31 26 123 45 67", who="Sam"
    )
    assert by(Way.HELPER, helper="", helper_phone="26").gaps() == ("helper", "helper_phone")


@pytest.mark.parametrize(
    ("way", "field", "wrong"),
    [
        (Way.PHONE, "phone", ""),
        (Way.PHONE, "phone", "12345"),
        (Way.PHONE, "phone", "bel maar"),
        (Way.MAIL, "mail", ""),
        (Way.MAIL, "mail", "mo"),
        (Way.MAIL, "mail", "mo@example.nl, you@example.nl"),
        (Way.LETTER, "address", ""),
    ],
)
def test_every_way_asks_for_its_own_field(way, field, wrong):
    assert by(way, **{field: wrong}).gaps() == (field,)


def test_a_confirmation_goes_to_the_mail_address_that_is_there_already():
    assert by(Way.MAIL, confirm=True).gaps() == ()
    assert by(Way.MAIL, confirm=True).confirmed_at == "mo@example.nl"
    assert by(Way.PHONE, confirm=True).gaps() == ("confirm_to",)
    assert by(Way.PHONE, confirm=True, confirm_to="mo@home.nl").confirmed_at == "mo@home.nl"
    assert by(Way.PHONE, confirm_to="mo@home.nl").confirmed_at == ""


def test_nothing_filled_in_is_nothing():
    assert not Reach()
    assert TYPED


def test_the_draft_holds_both_in_its_private_document_only():
    draft = Draft(shared=SharedDocument()).with_reach(TYPED).with_sent((LINK,))
    assert draft.shared == SharedDocument()
    assert draft.private == PrivateDocument(reach=TYPED, sent=(LINK,))
    assert draft.reference == "ABCD4679"
    assert draft.with_sent(()).reference == ""


def test_a_reference_is_read_in_two_groups():
    assert grouped("ABCD4679") == "ABCD 4679"
    assert grouped("") == ""


def test_a_reference_has_no_signs_that_look_alike():
    drawn = iter(range(LENGTH))
    reference = make_reference(lambda most: next(drawn) if most == len(SIGNS) else -1)
    assert reference == SIGNS[:LENGTH]
    assert not set(SIGNS) & set("01OILSZ52")
    assert normalise_reference(grouped(reference).lower()) == reference
