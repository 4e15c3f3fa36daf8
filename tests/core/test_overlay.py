"""What a municipality makes of the common questions, on the village's questionnaire."""

from tests.core.village import HELP_ORDER, HOPE, NOT_KNOWN, QUESTIONNAIRE, WISHES, choice
from wizard.core.overlay import (
    Addition,
    ChoiceChange,
    Overlay,
    QuestionChange,
    overlaid,
    unknown_ids,
)
from wizard.core.questionnaire import Question, ScaleItem, TextQuestion, choices_of

OWN = TextQuestion(id="own", text="Wat nog?", examples=("Dit.", "Dat."))
BOTH = choice("both", "Allebei", "Ik wil allebei.")


def made(overlay: Overlay, question: Question) -> Question:
    found = overlaid(QUESTIONNAIRE, overlay).find_question(question.id)
    assert found is not None
    return found


def ids(overlay: Overlay, part_id: str) -> list[str]:
    parts = overlaid(QUESTIONNAIRE, overlay).parts
    return [q.id for part in parts if part.id == part_id for q in part.questions]


def test_without_differences_it_is_the_same_questionnaire() -> None:
    assert overlaid(QUESTIONNAIRE, Overlay()) is QUESTIONNAIRE


def test_what_is_left_out_is_retired_and_never_gone() -> None:
    left_out = Overlay(leave_out=("hope", "wishes.rest"))

    assert made(left_out, HOPE).retired
    assert [c.id for c in choices_of(made(left_out, WISHES)) if c.retired] == ["rest"]
    assert not made(left_out, WISHES).retired


def test_other_words_replace_only_what_they_name() -> None:
    words = ChoiceChange(id="help_first", text="Hulp eerst")
    change = QuestionChange(id="help_order", help="Kies zelf.", choices=(words,))
    question = made(Overlay(change=(change,)), HELP_ORDER)

    assert (question.text, question.help) == (HELP_ORDER.text, "Kies zelf.")
    first = choices_of(question)[0]
    assert (first.text, first.sentence) == ("Hulp eerst", HELP_ORDER.choices[0].sentence)


def test_added_choices_stand_behind_the_one_that_is_named_or_at_the_end() -> None:
    change = QuestionChange(id="help_order", add_choices=(BOTH,), add_after="help_first")
    at_the_end = QuestionChange(id="help_order", add_choices=(BOTH,))

    named = [c.id for c in choices_of(made(Overlay(change=(change,)), HELP_ORDER))]
    last = [c.id for c in choices_of(made(Overlay(change=(at_the_end,)), HELP_ORDER))]
    assert named == ["help_first", "both", NOT_KNOWN.id]
    assert last == ["help_first", NOT_KNOWN.id, "both"]


def test_a_scale_gets_more_items() -> None:
    item = ScaleItem(id="resting", text="Rusten")
    change = QuestionChange(id="work_skills", add_items=(item,))
    common = QUESTIONNAIRE.find_question("work_skills")
    assert common is not None

    assert made(Overlay(change=(change,)), common).items == (*common.items, item)


def test_a_question_is_added_behind_another_first_or_at_the_end() -> None:
    common = ids(Overlay(), "want")

    def place(after: str) -> int:
        return ids(Overlay(add=(Addition(part="want", after=after, question=OWN),)), "want").index(
            "own"
        )

    assert (place(""), place("wishes"), place("never heard of")) == (0, 1, len(common))


def test_the_order_puts_some_first_and_leaves_the_rest() -> None:
    common = ids(Overlay(), "want")

    assert ids(Overlay(order={"want": ("hope",)}), "want") == [
        "hope",
        *(id_ for id_ in common if id_ != "hope"),
    ]


def test_ids_that_lead_nowhere_are_told_and_others_are_not() -> None:
    right = Overlay(
        leave_out=("hope", "wishes.rest"),
        change=(QuestionChange(id="help_order", add_choices=(BOTH,), add_after="help_first"),),
        add=(Addition(part="want", question=OWN),),
        order={"want": ("own", "wishes")},
    )
    wrong = Overlay(
        leave_out=("a", "wishes.b"),
        change=(
            QuestionChange(id="c"),
            QuestionChange(id="wishes", choices=(ChoiceChange(id="d"),), add_after="e"),
        ),
        add=(Addition(part="f", after="g", question=OWN),),
        order={"h": (), "want": ("i",)},
    )

    assert list(unknown_ids(QUESTIONNAIRE, right)) == []
    assert list(unknown_ids(QUESTIONNAIRE, wrong)) == [
        "a", "wishes.b", "c", "wishes.d", "wishes.e", "g", "f", "h", "i",
    ]  # fmt: skip
