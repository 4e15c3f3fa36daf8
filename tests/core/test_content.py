"""Content comes from TOML, strictly, and becomes an edition in one language."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.core import village
from tests.core.arnhem import CONTENT
from wizard.core.content import (
    fill_in,
    load_glossary,
    load_municipality,
    load_questionnaire,
    make_edition,
    municipality_files,
    texts,
    with_texts,
)
from wizard.core.municipality import Glossary, Governance, Term
from wizard.core.questionnaire import Choice, Condition, One, Part
from wizard.errors import ContentInvalid

GLOSSARY = Glossary(terms=(Term(id="coach", word="coach", text="Iemand die helpt."),))


@dataclass
class Translator:
    """Translates by writing in capitals, and remembers what it was asked."""

    asked: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, context: str, text: str) -> str:
        self.asked.append((context, text))
        return text.upper()


def written(directory: Path, name: str, toml: str) -> Path:
    (directory / name).write_text(toml)
    return directory


# --- Reading -------------------------------------------------------------------------------------


def test_a_municipality_s_file_is_named_after_its_slug():
    files = municipality_files(CONTENT)

    assert "arnhem" in files
    assert [load_municipality(path).slug for path in files.values()] == list(files)


def test_a_folder_without_municipalities_has_none(tmp_path):
    assert municipality_files(tmp_path) == {}


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        pytest.param("terms = [", "glossary.toml", id="no TOML"),
        pytest.param("", "the field terms is missing", id="a field is missing"),
        pytest.param(
            "terms = 3", "glossary.toml:1: terms: this is a whole number", id="wrong type"
        ),
        pytest.param(
            "terms = []\ncolour = 1",
            "glossary.toml:2: there is no field colour",
            id="unknown field",
        ),
        pytest.param(
            'terms = [{ id = "Coach 1", word = "coach", text = "Helpt." }]',
            "Coach 1.id: this may have small letters",
            id="not an id",
        ),
        pytest.param(
            "[[terms]]\nid = 'x'\nword = 'x'\ntext = 1", "toml:4: x.text: this is", id="place"
        ),
    ],
)
def test_wrong_content_is_refused_with_file_and_place(tmp_path, toml, complaint):
    with pytest.raises(ContentInvalid, match=complaint) as caught:
        load_glossary(written(tmp_path, "glossary.toml", toml))
    assert str(caught.value).startswith("error: glossary.toml:")


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(ContentInvalid, match=r"questionnaire\.toml"):
        load_questionnaire(tmp_path)


def test_a_condition_that_says_two_things_is_refused_where_it_stands(tmp_path):
    toml = """
        version = 1
        tips = []
        parts = []
        marks = { pattern = "{first} {second}", first = [], second = [] }
        together = { question = "mode" }
        paper_only = { question = "mode", any_of = ["paper"] }
    """
    with pytest.raises(ContentInvalid, match="toml:6: together: a condition is one of"):
        load_questionnaire(written(tmp_path, "questionnaire.toml", toml))


# --- Texts and their contexts --------------------------------------------------------------------


def test_a_text_is_known_by_the_ids_that_lead_to_it():
    found = dict(texts(village.QUESTIONNAIRE))

    assert found["want.title"] == "Ik wil"
    assert found["wishes.paid_work.sentence"] == "Ik wil betaald werk."
    assert found["wishes.not_known.text"] == "Ik weet het nog niet"
    assert found["work_skills.on_time.sentences.well"] == "Ik kom op tijd."
    assert found["talk_with_me.where.home.text"] == "thuis"
    assert found["marks.bicycle.text"] == "fiets"
    assert found["tips.0"] == "Neem iemand mee."


def test_a_municipality_s_texts_carry_its_slug():
    found = dict(texts(village.MUNICIPALITY, "village"))

    assert found["village.words.municipality"] == "Dorp"
    assert found["village.orientation.lines.0"] == "Ga."
    assert found["village.orientation.why.0.text"] == "Dit is voor iedereen."
    assert found["village.companion.title"] == "Neem iemand mee"


def test_ids_and_what_only_staff_read_are_no_texts():
    found = {text for _, text in texts(village.MUNICIPALITY, "village")}

    assert found.isdisjoint({"", "village", "desk", "Dorpshuis", "orientation", "nl"})


def test_a_question_keeps_its_contexts_in_another_part():
    part = Part(id="elsewhere", title="Elders", questions=(village.WISHES,))

    assert set(texts(village.WISHES)) < set(texts(part))


def test_only_texts_change():
    changed = with_texts(village.QUESTIONNAIRE, Translator())
    question = changed.find_question("wishes")

    assert (question.text, question.id, question.most) == ("WAT WIL JE?", "wishes", 3)
    assert changed.paper_only == village.QUESTIONNAIRE.paper_only
    assert with_texts(changed, lambda _context, text: text) == changed


# --- An edition ----------------------------------------------------------------------------------


def edition(**changes):
    municipality = replace(village.MUNICIPALITY, **changes)
    return make_edition(village.QUESTIONNAIRE, GLOSSARY, municipality, "xx", Translator())


def test_an_edition_is_in_one_language():
    capitals = edition()

    assert capitals.lang == "xx"
    assert capitals.questionnaire.find_question("hope").text == "WAAR HOOP JE OP?"
    assert capitals.municipality.companion.title == "NEEM IEMAND MEE"
    assert capitals.municipality.name == "DORP"
    assert capitals.municipality.slug == village.MUNICIPALITY.slug


def test_a_municipality_s_words_stand_in_the_texts_in_that_language():
    choice = Choice(id="yes", text="Ja, in {place}")
    question = One(id="residence", text="Woon je in {place}?", choices=(choice,))
    part = Part(id="about", title="Over mij", questions=(question,))
    questionnaire = replace(village.QUESTIONNAIRE, parts=(part,))
    municipality = replace(village.MUNICIPALITY, words={"place": "Dorp"})
    here = {"residence.text": "Do you live in {place}?", "village.words.place": "the village"}

    made = make_edition(questionnaire, GLOSSARY, municipality, "en", here.get)

    assert next(made.questionnaire.questions()).text == "Do you live in the village?"
    assert next(made.questionnaire.questions()).choices[0].text == "Ja, in the village"


def test_a_municipality_s_own_explanation_replaces_the_common_one():
    own = Term(id="coach", word="coach", text="Iemand van het dorp.")

    assert [term.text for term in edition().terms] == ["IEMAND DIE HELPT."]
    assert [term.text for term in edition(terms=(own,)).terms] == ["IEMAND VAN HET DORP."]


def test_what_is_translated_is_what_translators_were_given():
    own = Term(id="lake", word="plas", text="Water.")
    municipality = replace(village.MUNICIPALITY, terms=(own,))
    translator = Translator()
    given = {
        *texts(village.QUESTIONNAIRE),
        *texts(GLOSSARY, "glossary"),
        *texts(municipality, "village"),
    }

    make_edition(village.QUESTIONNAIRE, GLOSSARY, municipality, "xx", translator)

    assert set(translator.asked) == given


def test_a_question_knows_the_words_in_it_that_are_explained():
    terms = (Term(id="paid_work", word="betaald werk", text="Werk voor loon."),)
    made = make_edition(
        village.QUESTIONNAIRE,
        Glossary(terms=terms),
        village.MUNICIPALITY,
        "nl",
        lambda _context, text: text,
    )

    assert made.explained["wishes"] == terms
    assert made.explained["hope"] == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Woon je in {place}?", "Woon je in Dorp?"),
        ("{place} en {place}", "Dorp en Dorp"),
        ("Zonder woorden", "Zonder woorden"),
        ("{unknown}", "{unknown}"),
    ],
)
def test_placeholders_are_filled_in(text, expected):
    assert fill_in(text, {"place": "Dorp"}) == expected


@pytest.mark.parametrize(
    "struct",
    [Condition(question="wishes", any_of=("rest",)), Governance(dpia_on=date(2026, 1, 1))],
)
def test_conditions_and_dates_hold_no_texts(struct):
    assert list(texts(struct)) == []
