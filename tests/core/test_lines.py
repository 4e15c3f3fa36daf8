"""Every text of the content is found on its line, however the file is written."""

import msgspec
import pytest

from tests.core.municipalities import CONTENT
from wizard.core.content import texts
from wizard.core.lines import Lines
from wizard.core.municipality import Glossary, Municipality
from wizard.core.questionnaire import Questionnaire

MUNICIPALITIES = sorted((CONTENT / "municipalities").glob("*.toml"))
FILES = {
    CONTENT / "questionnaire.toml": Questionnaire,
    CONTENT / "glossary.toml": Glossary,
    **dict.fromkeys(MUNICIPALITIES, Municipality),
}

WRITTEN = """
# A comment with a "quote and a [bracket
slug = "dorp"
languages = [
    "nl", # "not this"
    "en",
]
a.b = 'literal = [ "x'
"quoted key" = 1.5
words = { place = "Dorp, }", term = "30 dagen" }
long = \"\"\"
Een tekst "met" aanhalings
tekens\\\"\"\"\"
older = '''
[[cards]]
'''
day = 2026-11-22
moment = 2026-11-22 10:00:00

[governance]
responsible = "#"

[[cards]]
id = "school"
why = [
    { text = "Een" },
    { id = "two", text = "Twee", when = { all = [
        { question = "age", any_of = ["16_17"] },
    ] } },
]

[[cards]]
id = "talk"

[[cards.why]]
text = "Drie"
[cards.when]
question = "age"

[[questions.change]]
id = "wishes"
choices = [{ id = "rest", text = "Rust" }]

[[questions.add]]
part = "want"
[questions.add.question]
id = "hours"
text = "Hoeveel?"
"""

PLACES = {
    "slug": 3,
    "languages": 4,
    "languages.1": 6,
    "a.b": 8,
    "words.term": 10,
    "long": 11,
    "older": 14,
    "day": 17,
    "moment": 18,
    "governance": 20,
    "governance.responsible": 21,
    "cards": 23,
    "school": 23,
    "school.why": 25,
    "school.why.0.text": 26,
    "school.two.text": 27,
    "school.two.when.all.0.any_of": 28,
    "talk": 32,
    "talk.why.0.text": 36,
    "talk.when.question": 38,
    "wishes.rest.text": 42,
    "questions.change": 40,
    "hours.text": 48,
    "school.not_there.at_all": 23,
    "nowhere": 0,
    "": 0,
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_text_stands_on_the_line_that_is_found(path):
    source = path.read_text("utf-8")
    rows, lines = source.splitlines(), Lines(source)
    told = list(texts(msgspec.toml.decode(source, type=FILES[path])))

    elsewhere = [place for place, text in told if written(text) not in rows[lines.line(place) - 1]]

    assert (len(told) > 50, elsewhere) == (True, [])


def written(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_found_in_any_way_of_writing(place):
    assert Lines(WRITTEN).line(place) == PLACES[place]


def test_a_question_goes_before_the_part_of_the_same_id():
    lines = Lines('[[parts]]\nid = "people"\n[[parts.questions]]\nid = "people"\n')

    assert lines.line("people") == 3


def test_keys_lead_to_a_line_and_to_ids():
    lines = Lines(WRITTEN)

    assert lines.line_at(("cards", 1, "why", 0, "text")) == 36
    assert lines.line_at(("cards", 1, "title")) == 32
    assert lines.line_at(("nowhere",)) == 1
    assert lines.place_at(("cards", 1, "why", 0)) == "talk.why.0"
    assert lines.place_at(("cards", 0, "title")) == "school"
