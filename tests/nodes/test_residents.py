"""A resident whom a proxy sends to either of two nodes notices nothing of it."""

import secrets
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from tests.nodes.twonodes import site_at
from tests.web.browser import PLACE
from tests.web.codes import come_in, make_code, make_helper_code
from tests.web.plans import PRIVATE_WORDS, SECRET, alone, ask, draft_in, give, make_draft
from wizard.core.codes import make_code as any_code
from wizard.errors import PinWrong
from wizard.vault.limits import PER_ADDRESS

CHECK = PLACE + "/controle/"
HOPE, OTHERS = "Een tuin met bonen", "Ik help altijd iedereen"


@pytest.fixture
def resident(people):
    """Somebody alone, with private answers."""
    resident = people()
    give(resident, make_draft(dict(alone().answers), PRIVATE_WORDS, opened=("can",)))
    return resident


def answer(person, question, text):
    ask(person, question)
    person.write(text)
    person.press("Verder")


def test_a_plan_begun_at_one_node_goes_on_at_the_other(people):
    person = people()
    first_question = person.start()
    assert person.visit(first_question.url).heading == first_question.heading
    # Each form came from one node and was sent to the other.
    assert all(one is not following for one, following in pairwise(person.went_to))


def test_answers_given_at_either_node_are_all_there(resident):
    answer(resident, "hope", HOPE)
    answer(resident, "others_say", OTHERS)
    answers = draft_in(resident).answers
    assert (answers["hope"].text, answers["others_say"].text) == (HOPE, OTHERS)


def test_a_code_made_at_one_node_opens_the_plan_at_the_other(resident, nodes):
    code = make_code(resident)
    for node in nodes:
        back = node.test_client()
        come_in(back, code)
        assert draft_in(back).private.answers["how_it_went"].text == SECRET


def guess(browser, status):
    browser.visit(PLACE + "/verder/")
    browser.write(any_code(secrets.randbelow), "Je code van 16 cijfers")
    browser.press("Open mijn plan", status)


def test_wrong_codes_are_counted_over_both_nodes(people):
    guesser = people()
    for _ in range(PER_ADDRESS.most):
        guess(guesser, 422)
    guess(guesser, 429)


def test_tries_with_a_pin_are_counted_over_both_nodes(nodes):
    now, (one, other) = datetime.now(UTC), [site_at(node).drafts for node in nodes]
    device = one.keep_on_device(one.start(b"{}", b"{}", now).draft, now, pin="2580")
    left = []
    for drafts in (one, other, one):
        with pytest.raises(PinWrong) as wrong:
            drafts.open_with_pin(device, "1111", now)
        left.append(wrong.value.tries_left)
    assert left == [9, 8, 7]


def test_a_helper_beside_and_the_resident_both_write(resident, people):
    make_code(resident)
    helper = people()
    come_in(helper, make_helper_code(resident))
    answer(helper, "others_say", OTHERS)
    answer(resident, "hope", HOPE)
    answers = draft_in(helper).answers
    assert (answers["others_say"].text, answers["hope"].text) == (OTHERS, HOPE)
    assert SECRET not in helper.visit(CHECK).html


def test_stopping_at_one_node_ends_the_visit_at_both(resident, nodes):
    stolen = [node.test_client() for node in nodes]
    for browser in stolen:
        browser.set_cookie("plan", resident.cookie("plan"))
        assert browser.get(CHECK).status_code == 200
    resident.visit(CHECK)
    resident.press("Stoppen")
    resident.press("Stop, en bewaar niets")
    assert [browser.get(CHECK).status_code for browser in stolen] == [401, 401]
