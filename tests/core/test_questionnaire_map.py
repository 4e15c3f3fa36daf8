"""The map holds every question, its marks, and everything that an earlier answer decides."""

from msgspec.structs import replace

from tests.core import village
from tests.core.arnhem import ARNHEM
from tests.core.village import said
from wizard.core.conditions import questions_in
from wizard.core.overlay import Addition, Overlay, QuestionChange, overlaid
from wizard.core.questionnaire import Choice, Condition, Question, Questionnaire, choices_of
from wizard.core.questionnaire_map import Link, QuestionnaireMap, map_of


def drawn(question: Question) -> QuestionnaireMap:
    """The map of a village that asks one more question, at its end."""
    *others, last = village.QUESTIONNAIRE.parts
    part = replace(last, questions=(*last.questions, question))
    own = replace(village.QUESTIONNAIRE, parts=(*others, part))
    return map_of(own, own)


def links_to(shown: QuestionnaireMap, question: str) -> list[Link]:
    return [link for link in shown.links() if link.target == question]


def test_all_questions_stand_in_their_part_in_order():
    shown = map_of(village.QUESTIONNAIRE, village.QUESTIONNAIRE)

    places = [place.question.id for place in shown.places()]
    assert places == [question.id for question in village.QUESTIONNAIRE.questions()]
    assert [region.title for region in shown.regions][:2] == ["Start", "Ik wil"]
    assert [region.id for region in shown.regions if region.private] == ["private"]


def test_a_link_names_the_answers_that_open_a_question():
    shown = map_of(village.QUESTIONNAIRE, village.QUESTIONNAIRE)

    assert links_to(shown, "paid_work_when") == [
        Link("wishes", "paid_work_when", ("Betaald werk",))
    ]


def test_a_link_says_when_an_answer_keeps_a_question_away():
    neither = Condition(not_=Condition(any=(said("mode", "alone"), said("mode", "helping"))))
    shown = drawn(replace(village.HOPE, id="more", when=neither))

    assert links_to(shown, "more") == [
        Link("mode", "more", ("Alleen", "Ik help iemand"), negated=True)
    ]


def test_choices_that_depend_on_one_question_share_a_link():
    once = Choice(id="once", text="Eén keer", when=said("wishes", "rest"))
    twice = Choice(id="twice", text="Twee keer", when=said("wishes", "rest", "paid_work"))
    never = Choice(id="never", text="Nooit")
    shown = drawn(replace(village.WISHES, id="often", choices=(once, twice, never)))

    assert links_to(shown, "often") == [
        Link("wishes", "often", ("Eerst rust", "Betaald werk"), opens=("Eén keer", "Twee keer"))
    ]


def marks(own: Questionnaire) -> dict[str, tuple[str, ...]]:
    return {place.question.id: place.marks for place in map_of(village.QUESTIONNAIRE, own).places()}


def test_marks_say_what_is_short_sensitive_and_the_municipalitys_own():
    overlay = Overlay(
        leave_out=("hope",),
        change=(QuestionChange(id="wishes", text="Wat wil je leren?"),),
        add=(Addition(part="want", question=replace(village.HOPE, id="goals")),),
    )
    found = marks(overlaid(village.QUESTIONNAIRE, overlay))

    assert found["work_style"] == ()
    assert found["help_order"] == ("short", "sensitive")
    assert found["hope"] == ("short", "retired")
    assert found["wishes"] == ("short", "changed")
    assert found["goals"] == ("short", "added")


def test_every_condition_of_our_questions_is_on_the_map():
    asked = ARNHEM.questionnaire
    wanted = {
        (source, question.id)
        for question in asked.questions()
        for condition in (question.when, *(choice.when for choice in choices_of(question)))
        for source, _ in questions_in(condition)
    }

    assert {(link.source, link.target) for link in map_of(asked, asked).links()} == wanted
    assert all(link.choices for link in map_of(asked, asked).links())
