"""The language check sees what it should; our content and the product's own texts pass it."""

import importlib.util
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import wizard
from wizard import passages, readability
from wizard.cli import main
from wizard.core.content import load_glossary, load_municipality, load_questionnaire
from wizard.errors import ContentInvalid, LanguageToolsMissing
from wizard.passages import Body, Passage, product_passages, read_bodies
from wizard.readability import (
    A2,
    B1,
    check_language,
    flesch_douma,
    load_word_lists,
    measure,
    sentences_of,
)
from wizard.spoken_dutch import spoken_dutch

CONTENT = Path(wizard.__file__).parent / "content"
LISTS = load_word_lists(CONTENT)

POLICY = (
    "Indien betrokkene naar verwachting onvoldoende zelfredzaam is, wordt door het college van "
    "burgemeester en wethouders een maatwerkvoorziening verstrekt. De tegemoetkoming dient ten "
    "behoeve van de participatie te worden aangewend en wordt jaarlijks geëvalueerd."
)


def body(text: str) -> Body:
    return Body("texts", (Passage("a.toml", "here", text),))


def told(text: str, explained: tuple[str, ...] = ()) -> list[str]:
    report = measure(body(text), A2, LISTS, explained)
    return [str(problem) for problem in report.problems if problem.place == "here"]


def our_content():
    municipality = load_municipality(CONTENT / "municipalities" / "arnhem.toml")
    return load_questionnaire(CONTENT), load_glossary(CONTENT), [municipality]


def test_all_dutch_texts_read_well_and_those_on_the_way_to_a_plan_at_a2() -> None:
    flow, explanations, desk = check_language(*our_content(), CONTENT)

    problems = (*flow.problems, *explanations.problems, *desk.problems)
    assert [str(problem) for problem in problems] == []
    assert (flow.profile, explanations.profile, desk.profile) == (A2, B1, B1)
    assert str(flow).startswith("resident flow, a2: ")
    assert flow.words > 7000
    assert explanations.words > 3000


def test_content_templates_and_messages_are_all_read() -> None:
    flow, explanations = (
        {passage.file for passage in body.passages} for body in read_bodies(*our_content())
    )

    arnhem = "municipalities/arnhem.toml"
    assert {"questionnaire.toml", arnhem, "templates/start.html", "wizard/fields.py"} <= flow
    assert {"glossary.toml", arnhem, "templates/guides/coaches.html"} <= explanations
    assert not {"glossary.toml", "templates/information/privacy.html"} & flow


def seeded(folder: Path, *entries: str) -> Path:
    path = folder / "messages.pot"
    path.write_text("\n\n".join(("", *(f'{entry}\nmsgstr ""' for entry in entries))), "utf-8")
    return path


def test_a_product_text_is_found_by_its_first_words_in_each_form(tmp_path: Path) -> None:
    plural = '#: wizard/a.py\nmsgid "Haal er 1 weg"\nmsgid_plural "Haal er nu %(n)d van weg"'

    assert list(product_passages(seeded(tmp_path, plural))) == [
        Passage("wizard/a.py", '"Haal er 1 weg"', "Haal er 1 weg"),
        Passage("wizard/a.py", '"Haal er nu %(n)d van"', "Haal er nu %(n)d van weg"),
    ]


def test_a_text_that_stands_on_the_way_too_has_to_be_as_easy_as_that(tmp_path: Path) -> None:
    shared = '#: templates/information/paper.html templates/plan/plan.html\nmsgid "Ik wil"'
    apart = '#: templates/information/paper.html\nmsgid "Ik kan"'

    files = [passage.file for passage in product_passages(seeded(tmp_path, shared, apart))]

    assert files == ["templates/plan/plan.html", "templates/information/paper.html"]


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        (
            "Ik wil graag elke dag met de bus naar mijn werk in de stad.",
            "a sentence of 14 words: make shorter ones",
        ),
        ("Wij vragen participatie.", '"participatie" is rare'),
        ("Kom tevens langs.", '"tevens" is stiff or hard: write "ook"'),
        ("Je komt in aanmerking.", '"in aanmerking" is stiff or hard'),
        ("Vraag het de SVB.", '"SVB" is an abbreviation'),
        ("Je hoeft niet te komen als je niet wilt.", "two negations"),
        ("Wat vindt u ervan?", '"u" where the product says "je"'),
        ("De brief wordt gestuurd.", "a passive: say who does it"),
        ("Dat het geregeld wordt.", "a passive"),
        ("Je plan wordt opgeschreven.", "a passive"),
        ("Dat werd besproken.", "a passive"),
        ("Het is door een ander gekozen.", "a passive"),
        ("Neem bijv. een vriend mee.", '"bijv." is an abbreviation: write it in full'),
    ],
)
def test_a_stumbling_block_is_flagged(text: str, flag: str) -> None:
    assert any(f": here: {flag}" in line for line in told(text)), told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ik wil graag met mensen werken.",
        "Je woont in Arnhem. Het is 1 of 2 keer per week.",
        "Zoek een slaapplek. Draag je werkkleding.",
        "Woon je in {municipality}?",
        "Kies er %(number)d.",
        "Wat als ik ziek word?",
        "Geen test, geen cijfer, geen vraag.",
        "Wie helpt, kan je plan niet wissen en geen codes maken.",
        "Dit kon niet mee, of niet helemaal",
        "Het wordt een lang gesprek.",
    ],
)
def test_plain_dutch_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_a_word_that_is_explained_may_be_hard() -> None:
    assert told("Wij vragen participatie van de SVB.", ("participatie", "svb")) == []


def test_policy_language_breaks_every_limit() -> None:
    report = measure(body(POLICY * 5), B1, LISTS)

    over = " / ".join(str(problem) for problem in report.problems if problem.place == "b1")
    assert over.count("error: texts: b1: ") == 4
    for limit in ("sentences have", "Flesch-Douma is", "are rare", "are long"):
        assert limit in over


@pytest.mark.parametrize(
    ("words", "levels"), [(12, set()), (13, {"warning"}), (15, {"warning"}), (16, {"error"})]
)
def test_a_sentence_too_long_for_a2_is_a_warning_and_for_b1_an_error(words, levels) -> None:
    text = ". ".join((*["Ja"] * 20, " ".join(["huis"] * words)))

    assert {problem.level for problem in measure(body(text), A2, LISTS).problems} == levels


def test_every_other_flag_is_an_error() -> None:
    assert {line.split(":")[0] for line in told("Vraag tevens de SVB. Wat wilt u?")} == {"error"}


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What `wizard check` says and ends with, when this text stood on our start page."""

    def check(text: str) -> Result:
        seeded(tmp_path, f'#: templates/start.html\nmsgid "{text}"')
        monkeypatch.setattr(passages, "resource_directory", lambda _name: tmp_path)
        return CliRunner().invoke(main, ["check"])

    return check


def test_a_hard_text_on_a_page_fails_the_check_at_its_place(checked) -> None:
    result = checked("Wij vragen je tevens naar later.")

    place = 'error: templates/start.html: "Wij vragen je tevens naar": '
    assert place + '"tevens" is stiff or hard: write "ook"' in result.output
    assert result.exit_code == 1


def test_a_text_that_is_only_too_long_for_a2_fails_nothing(checked) -> None:
    result = checked("Ik wil graag elke dag met de bus naar mijn werk in de stad.")

    assert 'warning: templates/start.html: "Ik wil graag elke dag": a sentence' in result.output
    assert result.exit_code == 0


def test_the_check_says_when_it_could_not_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(readability, "spoken_dutch", spoken_dutch.__wrapped__)

    result = CliRunner().invoke(main, ["check"])

    assert "language level not checked: install startplan[check]" in result.output
    assert result.exit_code == 0


def test_a_content_directory_adds_its_own_words_to_ours(tmp_path: Path) -> None:
    assert load_word_lists(tmp_path) == LISTS

    own = "[jargon]\nmits = 'of als'\n[allowed]\nloket = 'staat op het raam'\n"
    (tmp_path / "language_nl.toml").write_text(own, "utf-8")
    both = load_word_lists(tmp_path)

    assert both.jargon == {**LISTS.jargon, "mits": "of als"}
    assert both.allowed == {**LISTS.allowed, "loket": "staat op het raam"}


def test_word_lists_that_make_no_sense_are_refused(tmp_path: Path) -> None:
    (tmp_path / "language_nl.toml").write_text("[jargon]\nmits = 3\n", "utf-8")

    with pytest.raises(ContentInvalid, match=r"language_nl\.toml"):
        load_word_lists(tmp_path)


def test_nothing_to_read_is_easy() -> None:
    report = measure(Body("texts", ()), A2, LISTS)

    assert report.problems == ()
    assert report.mean_sentence == 0


def test_the_formula_is_doumas() -> None:
    assert flesch_douma(words=100, sentences=10, syllables=150) == pytest.approx(82.04)


def test_sentences_end_at_a_mark_or_a_line() -> None:
    assert sentences_of("Kies zelf. Bel 0800-2000!\nKom maar… Ja?") == [
        "Kies zelf.",
        "Bel 0800-2000!",
        "Kom maar… Ja?",
    ]


def test_syllables_are_counted() -> None:
    words = ("ik", "werken", "oriëntatie", "begeleider")

    assert [spoken_dutch().syllables(word) for word in words] == [1, 2, 4, 4]


def test_a_missing_word_list_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)

    with pytest.raises(LanguageToolsMissing, match=r"startplan\[check\]"):
        spoken_dutch.__wrapped__()
