"""Each fault that an editor can make is told where it stands, with what to do about it."""

from datetime import timedelta

import pytest

from tests.core.broken import (
    CHECKED_ON,
    Break,
    Raw,
    assert_told,
    card,
    found,
    question,
    read,
    said,
)
from wizard.core.text_check import EMPTY, TWICE

UNASKED = {"id": "hours", "kind": "text", "text": "", "chapter": "want", "heading": "Uren"}


def about(lines: list[str], source: str = "report") -> Break:
    section = {"id": "how", "title": "Zo gaat het", "lines": lines, "source": source}
    sources = [{"id": "report", "title": "Een rapport", "year": 2019}]
    return lambda raw: raw.update(about=[section], sources=sources, outcomes_source="report")


def first(raw: Raw, name: str) -> Raw:
    return raw[name][0]


IN_QUESTIONS: dict[str, tuple[Break, str]] = {
    "a condition on itself": (
        lambda raw: question(raw, "wishes").update(when=said("wishes", "rest")),
        "wishes.when: this condition looks at itself: it can only look at earlier questions",
    ),
    "a choice's condition on a later question": (
        lambda raw: question(raw, "wishes")["choices"][0].update(when=said("hope", "x")),
        "wishes.meet_people.when: this condition looks at a later question: hope stands behind",
    ),
    "two questions that wait for each other": (
        lambda raw: [
            question(raw, "age").update(when=said("school", "mbo")),
            question(raw, "school").update(when=said("age", "16_17")),
        ],
        "age.when: this condition looks at a later question: school stands behind age",
    ),
    "a choice without a sentence": (
        lambda raw: question(raw, "wishes")["choices"][0].pop("sentence"),
        "wishes.meet_people: this has no sentence for the plan: add one, or silent = true",
    ),
    "a sentence of spaces": (
        lambda raw: question(raw, "wishes")["choices"][0].update(sentence="  "),
        "wishes.meet_people.sentence: there is no text here: write one",
    ),
    "a question without a text": (
        lambda raw: question(raw, "wishes").update(text=""),
        "wishes.text: there is no text here: write one",
    ),
    "a question with nothing to choose": (
        lambda raw: question(raw, "age").update(choices=[]),
        "age: there is nothing to choose: keep a choice, or leave the question out",
    ),
    "a silent choice with a sentence": (
        lambda raw: question(raw, "wishes")["choices"][0].update(silent=True),
        "wishes.meet_people.sentence: a silent choice has no sentence",
    ),
    "one side of a pair without a sentence": (
        lambda raw: question(raw, "work_style")["items"][0]["choices"][0].pop("sentence"),
        "work_style.company.alone: this has no sentence",
    ),
    "a step of a scale without a sentence": (
        lambda raw: question(raw, "work_skills")["items"][0]["sentences"].popitem(),
        "work_skills.on_time.sentences: there is no sentence for ",
    ),
    "a sentence for no step of the scale": (
        lambda raw: question(raw, "work_skills")["items"][0]["sentences"].update(great="Ja."),
        "work_skills.on_time.sentences.great: the scale has no great",
    ),
    "a tag in a text": (
        lambda raw: question(raw, "wishes").update(help="Kies er <b>3</b>."),
        "wishes.help: a text holds no HTML: leave out <b>",
    ),
    "an entity in a text": (
        lambda raw: question(raw, "wishes").update(help="Kies er&nbsp;3."),
        "wishes.help: a text holds no HTML: leave out &nbsp;",
    ),
    "an address that is not safe in a text": (
        lambda raw: question(raw, "wishes").update(help="Kijk op http://a.nl/b."),
        "wishes.help: http://a.nl/b. is not safe: write https://",
    ),
    "a field twice": (
        lambda raw: question(raw, "week_now")["fields"].append(
            question(raw, "week_now")["fields"][0]
        ),
        "week_now.which: this id stands here twice: give one of them another id",
    ),
    "a choice that stands among those instead too": (
        lambda raw: question(raw, "start_often")["instead"].append({"id": "unknown", "text": "?"}),
        "start_often.unknown: this id stands here twice",
    ),
}


@pytest.mark.parametrize("case", IN_QUESTIONS)
def test_a_fault_in_the_common_questions_is_told(case: str) -> None:
    break_it, message = IN_QUESTIONS[case]
    raw = read("questionnaire.toml")
    break_it(raw)

    told = [str(problem) for problem in found(raw, [])]

    assert any(line.startswith(f"error: questionnaire.toml: {message}") for line in told), told


def test_a_question_may_be_shut_out_by_what_is_retired() -> None:
    raw = read("questionnaire.toml")
    question(raw, "wishes")["choices"] = [
        choice | {"retired": choice["id"] == "paid_work"}
        for choice in question(raw, "wishes")["choices"]
    ]

    told = {str(problem) for problem in found(raw, [])}

    past = "this looks at retired answers alone: retire this too"
    assert told == {f"warning: questionnaire.toml: paid_work_when.when: {past}"}


IN_MUNICIPALITIES: dict[str, tuple[Break, str]] = {
    "a contact twice": (
        lambda raw: raw["contacts"].append(first(raw, "contacts")),
        "caw: this id stands here twice",
    ),
    "a source twice": (
        lambda raw: raw.update(sources=[{"id": "a", "title": "A", "year": 2019}] * 2),
        "a: this id stands here twice",
    ),
    "an empty owner": (
        lambda raw: first(raw, "contacts").update(owner=" "),
        "caw.owner: nobody owns this: name who keeps it right",
    ),
    "a day in the future": (
        lambda raw: first(raw, "contacts").update(checked_on=CHECKED_ON + timedelta(days=1)),
        "caw.checked_on: 2026-11-23 is in the future",
    ),
    "a promise that nobody owns": (
        lambda raw: raw.update(
            promises=[{"id": "p", "text": "Ja.", "owner": "", "agreed_on": CHECKED_ON}]
        ),
        "p.owner: nobody owns this",
    ),
    "a website that is not safe": (
        lambda raw: first(raw, "contacts").update(website="http://arnhem.nl"),
        "caw.website: http://arnhem.nl is no safe address: it is like https://",
    ),
    "a website without a name": (
        lambda raw: first(raw, "contacts").update(website="https://"),
        "caw.website: https:// is no safe address",
    ),
    "a website with a space": (
        lambda raw: first(raw, "contacts").update(website="https://arnhem.nl/a b"),
        "caw.website: https://arnhem.nl/a b is no safe address",
    ),
    "a card that says nothing": (
        lambda raw: card(raw, "school").update(lines=[]),
        "school.lines: a card says what to do: write a line",
    ),
    "a card without a title": (
        lambda raw: first(raw, "cards").update(title=""),
        "elsewhere.title: there is no text here: write one",
    ),
    "an own question without a text": (
        lambda raw: raw.update(questions={"add": [{"part": "want", "question": UNASKED}]}),
        "hours.text: there is no text here: write one",
    ),
    "a tag in the title of a source": (
        lambda raw: raw.update(sources=[{"id": "a", "title": "<i>A</i>", "year": 2019}]),
        "a.title: a text holds no HTML: leave out <i>",
    ),
    "a phone number that is none": (
        lambda raw: first(raw, "contacts").update(phone="bel 026"),
        "caw.phone: bel 026 is no phone number: digits, spaces and - only",
    ),
    "a phone number that is too long": (
        lambda raw: first(raw, "urgent_help").update(phone="0800 2000 0800 2000"),
        "danger.phone: 0800 2000 0800 2000 is no phone number",
    ),
    "HTML in a card": (
        lambda raw: card(raw, "school").update(title="Praat <em>op school"),
        "school.title: a text holds no HTML: leave out <em>",
    ),
    "what an unknown source says": (
        about(["Zo was het in 2019."], source="rumour"),
        "how.source: there is no source rumour",
    ),
    "what an old source says without its year": (
        about(["Zo gaat het."]),
        "how.lines: this names no year: say that it was so in 2019",
    ),
    "a year that cannot be": (
        lambda raw: raw.update(sources=[{"id": "a", "title": "A", "year": 2062}]),
        "a.year: 2062 is no year in which this can have come out",
    ),
    "outcomes of an unknown source": (
        lambda raw: raw.update(outcomes_source="rumour"),
        "outcomes_source: there is no source rumour",
    ),
}


@pytest.mark.parametrize("case", IN_MUNICIPALITIES)
def test_a_fault_in_a_municipality_is_told(case: str) -> None:
    break_it, message = IN_MUNICIPALITIES[case]
    assert_told(break_it, message)


def test_no_municipality_takes_an_address_of_the_site_itself() -> None:
    municipality = read("municipalities/arnhem.toml") | {"slug": "balie"}

    told = {str(problem) for problem in found(read("questionnaire.toml"), [municipality])}

    place = "error: municipalities/balie.toml: slug: "
    assert f"{place}balie is an address of the site itself: take another" in told


def test_a_fault_in_the_words_is_told() -> None:
    glossary = read("glossary.toml")
    term = glossary["terms"][0]
    glossary["terms"].append(term | {"text": "Een <i>gesprek.", "word": ""})

    told = {str(p) for p in found(read("questionnaire.toml"), [], glossary=glossary)}

    assert told == {
        f"error: glossary.toml: {term['id']}: {TWICE}",
        f"error: glossary.toml: {term['id']}.word: {EMPTY}",
        f"error: glossary.toml: {term['id']}.text: a text holds no HTML: leave out <i>",
    }
