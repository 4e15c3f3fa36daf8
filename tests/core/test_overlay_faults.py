"""Each fault in how a municipality's questions differ is told where it stands."""

import pytest

from tests.core.broken import Break, assert_told, found, question, read, said

ADDED = {
    "id": "hours",
    "kind": "one",
    "text": "Hoe vaak?",
    "chapter": "want",
    "heading": "Zo vaak",
    "choices": [{"id": "often", "text": "Vaak", "sentence": "Vaak."}],
}
EVERY_AGE = [
    f"age.{choice['id']}" for choice in question(read("questionnaire.toml"), "age")["choices"]
]


def overlay(**parts: object) -> Break:
    return lambda raw: raw.update(questions=parts)


def change(question_id: str, **changes: object) -> Break:
    return overlay(change=[{"id": question_id, **changes}])


def add(part: str = "want", after: str = "wishes", **changes: object) -> Break:
    return overlay(add=[{"part": part, "after": after, "question": ADDED | changes}])


IN_OVERLAYS: dict[str, tuple[Break, str]] = {
    "another answer for a question that is not there": (
        change("wish", text="Wat wil je?"),
        "wish: the common questions have no wish",
    ),
    "a choice that is not there": (
        change("wishes", choices=[{"id": "gold", "text": "Goud"}]),
        "wishes.gold: the common questions have no wishes.gold",
    ),
    "left out what is not there": (
        overlay(leave_out=["wish", "wishes.gold"]),
        "questions: the common questions have no wish: look for its id there",
    ),
    "left out what replaces an answer": (
        overlay(leave_out=["start_often.unknown"]),
        "questions.leave_out: start_often.unknown cannot be left out: it replaces an answer",
    ),
    "left out twice": (
        overlay(leave_out=["travel", "travel"]),
        "questions.leave_out: travel stands here twice: leave one out",
    ),
    "a change that changes nothing": (
        change("wishes"),
        "wishes: this changes nothing: leave it out",
    ),
    "another text for what replaces an answer": (
        change("start_often", choices=[{"id": "unknown", "text": "Geen idee"}]),
        "start_often: unknown cannot be changed: it replaces an answer (instead)",
    ),
    "a choice for a question for own words": (
        change("hope", add_choices=[{"id": "a", "text": "A"}]),
        "hope: a question of the kind text has no choices to add to",
    ),
    "an item for what is no scale": (
        change("wishes", add_items=[{"id": "a", "text": "A"}]),
        "wishes: a question of the kind several has no items to add to",
    ),
    "changed twice": (
        overlay(change=[{"id": "hope", "text": "A?"}, {"id": "hope", "text": "B?"}]),
        "hope: this id stands here twice",
    ),
    "ordered twice": (
        overlay(order={"want": ["hope", "hope"]}),
        "questions.order.want: hope stands here twice: leave one out",
    ),
    "ordered in another part": (
        overlay(order={"want": ["travel"]}),
        "questions.order.want: travel stands in the part ",
    ),
    "ordered in no part": (
        overlay(order={"nowhere": ["hope"]}),
        "questions: the common questions have no nowhere",
    ),
    "ordered before what it looks at": (
        overlay(order={"want": ["paid_work_when"]}),
        "paid_work_when.when: this condition looks at a later question: wishes stands behind",
    ),
    "added with an id that is there": (
        add(id="hope"),
        "hope: this id stands here twice",
    ),
    "added to no part": (
        add(part="nowhere"),
        "questions: the common questions have no nowhere",
    ),
    "added behind what stands elsewhere": (
        add(after="travel"),
        "hours: travel stands in the part ",
    ),
    "added behind what is added later": (
        overlay(
            add=[
                {"part": "want", "after": "later", "question": ADDED},
                {"part": "want", "question": ADDED | {"id": "later"}},
            ]
        ),
        "hours: later is added later in this file: add it first",
    ),
    "every choice left out": (
        lambda raw: raw.update(questions={"leave_out": EVERY_AGE}),
        "age: there is nothing to choose: keep a choice, or leave the question out",
    ),
    "added without a chapter": (
        add(chapter=None, choices=[{"id": "often", "text": "Vaak"}]),
        "hours: an added question stands in the plan: give it a chapter",
    ),
    "added without a heading": (
        add(heading=""),
        "hours: this stands in the plan without a heading: add one",
    ),
    "added and never asked": (
        add(when={"all": [said("mode", "alone"), {"not": said("mode", "alone")}]}),
        "hours.when: no answers lead to this question",
    ),
    "too many short pages": (
        overlay(
            add=[
                {"part": "want", "question": ADDED | {"id": f"q{n}", "short": True}}
                for n in range(16)
            ]
        ),
        "parts: the short version has ",
    ),
}


@pytest.mark.parametrize("case", IN_OVERLAYS)
def test_a_fault_in_a_municipality_s_own_questions_is_told(case: str) -> None:
    break_it, message = IN_OVERLAYS[case]
    assert_told(break_it, message)


def test_what_is_left_out_shuts_out_what_looks_at_it() -> None:
    raw = read("municipalities/arnhem.toml")
    raw["questions"] = {"leave_out": ["school"]}

    told = {str(problem) for problem in found(read("questionnaire.toml"), [raw])}

    past = "this looks at retired answers alone"
    file = "municipalities/arnhem.toml"
    assert f"warning: {file}: school_contact.when: {past}: retire this too" in told
    assert f"warning: {file}: school.when: {past}: nobody new can give them" in told


def test_an_id_is_one_kind_of_question_in_every_municipality() -> None:
    one, other, third = (read("municipalities/arnhem.toml") for _ in range(3))
    for slug, raw, kind in (("a", one, "one"), ("b", other, "one"), ("c", third, "several")):
        raw["slug"] = slug
        add(kind=kind)(raw)

    told = [str(p) for p in found(read("questionnaire.toml"), [one, other, third])]

    text = "this is a question of the kind one in a: give it another id"
    assert [line for line in told if text in line] == [
        f"error: municipalities/c.toml: hours: {text}"
    ]
