"""What a change of the content does: each sort of change is told, and nothing else is."""

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from tests.core import village
from tests.core.village import picked
from wizard.core.answers import Answer
from wizard.core.content import make_edition
from wizard.core.difference import (
    Difference,
    Gained,
    Ids,
    Loss,
    PersonDifference,
    TextChange,
    difference,
    losses,
    plan_lines,
)
from wizard.core.draft import Draft, HelperWords, SharedDocument
from wizard.core.municipality import Edition, Glossary, Why
from wizard.core.overlay import Overlay, QuestionChange
from wizard.core.questionnaire import Choice, Question, Questionnaire, Rename, TextQuestion

TODAY = date(2026, 11, 22)
SAM = Draft(
    shared=SharedDocument(
        answers={
            **picked(mode="together", wishes="paid_work", paid_work_when="soon"),
            "hope": Answer(text="Een hond"),
        },
        helper={"want": HelperWords(text="Komt vroeg", on_paper=True)},
    )
)


def edition(questionnaire: Questionnaire = village.QUESTIONNAIRE, **own: object) -> Edition:
    municipality = replace(village.MUNICIPALITY, **own)
    none = Glossary(terms=())
    return make_edition(questionnaire, none, municipality, "nl", lambda _, text: text)


def with_question(
    id_: str, change: Callable[[Question], Question], **more: object
) -> Questionnaire:
    """The village's questions with one of them changed."""
    parts = tuple(
        replace(part, questions=tuple(change(q) if q.id == id_ else q for q in part.questions))
        for part in village.QUESTIONNAIRE.parts
    )
    return replace(village.QUESTIONNAIRE, parts=parts, **more)


def changed(id_: str, **changes: object) -> Questionnaire:
    return with_question(id_, lambda question: replace(question, **changes))


def found(new: Edition) -> Difference:
    return difference(edition(), new, {"sam": SAM}, TODAY)


def test_the_same_content_makes_no_difference():
    same = found(edition())

    assert not same
    assert same == Difference(ids=Ids(), lost=(), texts=(), people={})


def test_another_text_is_told_by_its_place():
    hope = QuestionChange(id="hope", text="Waar droom je van?")

    new = found(edition(questions=Overlay(change=(hope,)), name="Stad"))

    assert new
    assert new.texts == (
        TextChange("hope.text", "Waar hoop je op?", "Waar droom je van?"),
        TextChange("village.name", "Dorp", "Stad"),
    )
    assert (new.ids, new.lost, new.people) == (Ids(), (), {})


def test_a_new_choice_and_a_retired_one_lose_nothing():
    wishes = QuestionChange(id="wishes", add_choices=(Choice(id="dog", text="Een hond"),))
    overlay = Overlay(change=(wishes,), leave_out=("wishes.rest", "hope"))

    new = found(edition(questions=overlay))

    assert new.ids == Ids(added=("wishes.dog",), retired=("wishes.rest", "hope"))
    assert new.texts == (TextChange("wishes.dog.text", "", "Een hond"),)
    assert (new.lost, new.people) == ((), {})


def test_what_is_retired_inside_an_item_is_told_too():
    items = tuple(
        replace(pair, choices=tuple(replace(c, retired=True) for c in pair.choices))
        for pair in village.WORK_STYLE.items
    )

    assert found(edition(changed("work_style", items=items))).ids.retired == (
        "work_style.alone",
        "work_style.either",
    )


def test_a_renamed_question_keeps_its_answers_and_its_place():
    renamed = (Rename(from_="hope", to="dream"),)

    new = found(edition(with_question("hope", lambda q: replace(q, id="dream"), renamed=renamed)))

    assert new.ids == Ids(renamed=(("hope", "dream"),))
    assert (new.lost, new.people) == ((), {})


def test_a_question_that_is_gone_is_a_loss_and_a_gap_in_the_plan():
    part = village.QUESTIONNAIRE.parts[1]
    without = replace(part, questions=tuple(q for q in part.questions if q.id != "hope"))
    parts = (village.QUESTIONNAIRE.parts[0], without, *village.QUESTIONNAIRE.parts[2:])

    new = found(edition(replace(village.QUESTIONNAIRE, parts=parts)))

    assert [loss.id for loss in new.lost] == ["hope"]
    assert new.people == {
        "sam": PersonDifference(pages=Gained(gone=("hope",)), lines=Gained(gone=("Een hond",)))
    }


def test_another_order_is_told_where_nothing_else_differs():
    overlay = Overlay(order={"want": ("hope",)})

    sam = found(edition(questions=overlay)).people["sam"]

    assert not sam.pages
    assert sam.order[2:5] == ("hope", "wishes", "paid_work_when")


def test_other_cards_and_reasons_are_told():
    coach, orientation, paid = village.MUNICIPALITY.cards
    first = replace(paid, main=True, when=paid.extra_when, why=(Why(text="Omdat."),))

    sam = found(edition(cards=(first, coach, orientation))).people["sam"]

    assert sam.main == ("Kaart orientation", "Kaart paid_work")
    assert sam.extra == Gained(gone=("Kaart paid_work",), new=("Kaart orientation",))
    assert sam.whys == Gained(gone=("Je wilt snel werk.",), new=("Omdat.",))


def test_a_new_page_is_told():
    question = TextQuestion(id="dream", text="Droom?", short=True)
    part = village.QUESTIONNAIRE.parts[1]
    parts = (
        village.QUESTIONNAIRE.parts[0],
        replace(part, questions=(*part.questions, question)),
        *village.QUESTIONNAIRE.parts[2:],
    )

    assert found(edition(replace(village.QUESTIONNAIRE, parts=parts))).people == {
        "sam": PersonDifference(pages=Gained(new=("dream",)))
    }


def test_the_plan_is_told_line_by_line_with_the_helpers_words():
    assert plan_lines(edition(), SAM, TODAY) == [
        "Een hond",
        "Ik wil betaald werk.",
        "Ik wil snel werken.",
        "Komt vroeg",
    ]


@pytest.mark.parametrize(
    ("question", "new", "why"),
    [
        pytest.param(
            "hope",
            replace(village.WORK_KINDS, id="hope"),
            "has no room for own words any more",
            id="no own words",
        ),
        pytest.param(
            "wishes",
            replace(
                village.PAID_WORK_WHEN,
                id="wishes",
                choices=(*village.WISHES.choices, *village.WISHES.instead),
            ),
            "takes one answer now: there may be several",
            id="one instead of several",
        ),
        pytest.param(
            "talk_with_me",
            replace(
                village.TALK_WITH_ME,
                fields=(
                    replace(village.TALK_WITH_ME.fields[0], kind="one"),
                    village.TALK_WITH_ME.fields[1],
                ),
            ),
            "asks language in another way: what was typed or picked does not fit",
            id="to pick instead of to type",
        ),
        pytest.param(
            "wishes",
            replace(village.WISHES, choices=village.WISHES.choices[:1]),
            "is gone: retire it, or say in `renamed` what it is called now",
            id="a choice fewer",
        ),
    ],
)
def test_an_answer_that_no_longer_fits_is_a_loss(question, new, why):
    lost = [*losses(village.QUESTIONNAIRE, with_question(question, lambda _: new))]

    assert why in {loss.why for loss in lost}
    assert {loss.id.partition(".")[0] for loss in lost} == {question}


def test_a_question_that_becomes_private_is_a_loss():
    parts = tuple(replace(part, private=not part.private) for part in village.QUESTIONNAIRE.parts)

    lost = [*losses(village.QUESTIONNAIRE, replace(village.QUESTIONNAIRE, parts=parts))]

    assert Loss("hope", "moves between the private part and the others") in lost
    assert len(lost) == len([*village.QUESTIONNAIRE.questions()])


def test_a_part_that_is_gone_is_a_loss_of_the_helpers_words():
    want, *rest = village.QUESTIONNAIRE.parts[1:]
    parts = (village.QUESTIONNAIRE.parts[0], replace(want, id="wanting"), *rest)

    new = replace(village.QUESTIONNAIRE, parts=parts)
    led = replace(new, renamed=(Rename(from_="want", to="wanting"),))

    assert [loss.id for loss in losses(village.QUESTIONNAIRE, new)] == ["want"]
    assert [*losses(village.QUESTIONNAIRE, led)] == []
