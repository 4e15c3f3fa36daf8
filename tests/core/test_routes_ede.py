"""In Ede everybody is asked first how to take part, and that steers nobody."""

import pytest

from tests.core.municipalities import EDITIONS
from tests.core.people_ede import PEOPLE
from tests.core.routes import Person, routed
from tests.core.village import picked
from wizard.core.path import path_for
from wizard.core.questionnaire import choices_of

EDE = EDITIONS["ede"]


def test_how_to_take_part_is_asked_first_of_everyone() -> None:
    steps = path_for(EDE.questionnaire, {}).steps
    asked = [step.key for step in steps if step.part == "want"]

    assert asked[asked.index("question:join_in") :][:2] == ["question:join_in", "question:wishes"]
    assert "question:" not in "".join(asked[: asked.index("question:join_in")])


@pytest.mark.parametrize("person", PEOPLE, ids=[person.who for person in PEOPLE])
def test_how_to_take_part_steers_nobody(person: Person) -> None:
    question = EDE.questionnaire.find_question("join_in")
    there = routed(EDE, picked(**person.replies))

    assert question is not None
    for choice in choices_of(question):
        assert routed(EDE, picked(**person.replies | {"join_in": choice.id})) == there


def test_someone_with_a_pension_sees_what_everybody_sees() -> None:
    for person in PEOPLE:
        if person.replies.get("age") == "67_up":
            other = person.replies | {"age": "27_66"}
            assert routed(EDE, picked(**person.replies)) == routed(EDE, picked(**other))
