"""The language check sees what it should, and our own content passes it."""

import importlib.util
from pathlib import Path

import pytest

import wizard
from wizard.core.content import load_glossary, load_municipality, load_questionnaire
from wizard.errors import ContentInvalid, LanguageToolsMissing
from wizard.readability import (
    A2,
    B1,
    Passage,
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


def told(text: str, explained: tuple[str, ...] = ()) -> list[str]:
    report = measure([Passage("a.toml", "here", text)], A2, LISTS, explained)
    return [problem.text for problem in report.problems if problem.place == "here"]


def test_the_shipped_content_reads_at_a2_and_its_explanations_at_b1() -> None:
    short, long = check_language(
        load_questionnaire(CONTENT),
        load_glossary(CONTENT),
        [load_municipality(CONTENT / "municipalities" / "arnhem.toml")],
        CONTENT,
    )

    assert [str(problem) for problem in (*short.problems, *long.problems)] == []
    assert (short.profile, long.profile) == (A2, B1)
    assert short.words > 2000
    assert str(short).startswith("a2: ")


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Ik wil graag elke dag met de bus naar mijn werk in de stad.", "a sentence of 14 words"),
        ("Wij vragen participatie.", '"participatie" is rare'),
        ("Kom tevens langs.", '"tevens" is stiff or hard: write "ook"'),
        ("Je komt in aanmerking.", '"in aanmerking" is stiff or hard'),
        ("Vraag het de SVB.", '"SVB" is an abbreviation'),
        ("Je hoeft niet te komen als je niet wilt.", "two negations"),
        ("Wat vindt u ervan?", '"u" where the product says "je"'),
        ("De brief wordt gestuurd.", "a passive"),
        ("Dat het geregeld wordt.", "a passive"),
    ],
)
def test_a_stumbling_block_is_flagged(text: str, flag: str) -> None:
    assert any(line.startswith(flag) for line in told(text)), told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ik wil graag met mensen werken.",
        "Je woont in Arnhem. Het is 1 of 2 keer per week.",
        "Zoek een slaapplek. Draag je werkkleding.",
        "Woon je in {municipality}?",
        "Kies er %(number)d.",
        "Wat als ik ziek word?",
    ],
)
def test_plain_dutch_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_a_word_that_is_explained_may_be_hard() -> None:
    assert told("Wij vragen participatie van de SVB.", ("participatie", "svb")) == []


def test_policy_language_breaks_every_limit() -> None:
    report = measure([Passage("a.toml", "here", POLICY * 5)], B1, LISTS)

    over = " / ".join(problem.text for problem in report.problems if problem.place == "b1")
    for limit in ("sentences have", "Flesch-Douma is", "are rare", "are long"):
        assert limit in over


def test_everything_found_is_a_warning() -> None:
    report = measure([Passage("a.toml", "here", POLICY)], A2, LISTS)

    assert {problem.level for problem in report.problems} == {"warning"}


def test_a_content_directory_may_have_its_own_word_lists(tmp_path: Path) -> None:
    assert load_word_lists(tmp_path) == LISTS

    (tmp_path / "language_nl.toml").write_text("[jargon]\nmits = 'als'\n[allowed]\n", "utf-8")
    assert load_word_lists(tmp_path).jargon == {"mits": "als"}


def test_word_lists_that_make_no_sense_are_refused(tmp_path: Path) -> None:
    (tmp_path / "language_nl.toml").write_text("[jargon]\nmits = 3\n", "utf-8")

    with pytest.raises(ContentInvalid, match=r"language_nl\.toml"):
        load_word_lists(tmp_path)


def test_nothing_to_read_is_easy() -> None:
    report = measure([], A2, LISTS)

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
