"""The paper as HTML: what stands on it, and what does not."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from tests.handout.samples import (
    HELPER,
    HOPE,
    empty_draft,
    everything_off_paper,
    html_of,
    plan_of,
    usual_draft,
)
from wizard.core.answers import Answer
from wizard.handout.paper_text import clean_for_paper
from wizard.handout.plan import plan_for_paper


def page(draft, **options):
    return BeautifulSoup(html_of(draft, **options), "html.parser")


def texts(soup, selector):
    return [" ".join(found.get_text(" ", strip=True).split()) for found in soup.select(selector)]


def test_the_headings_of_a_usual_plan_come_in_the_order_of_the_talk():
    soup = page(usual_draft())

    assert texts(soup, "h1") == ["Mijn plan (nog niet af)"]
    assert texts(soup, "h2") == [
        "Zo praat je het best met mij",
        "Hier hoop ik op",
        "Ik wil",
        "Ik kan",
        "Ik heb nodig",
        "Hier wil ik over praten",
        "Mijn gesprek",
    ]


def test_own_words_are_literal_quoted_and_in_their_own_language():
    soup = page(empty_draft(hope=Answer(text=HOPE, lang="en")))

    (own,) = soup.select(".own")
    assert own.get_text() == f"„{HOPE}”"
    assert own["lang"] == "en"


def test_own_words_follow_our_words_with_one_sign_between():
    soup = page(usual_draft())

    assert "Mijn begeleider: „post en afspraken”" in texts(soup, ".pair li")


def test_what_looks_like_html_is_only_text():
    soup = page(empty_draft(hope=Answer(text="<img src=x> {{ 7*7 }} &amp; <b>dik</b>")))

    assert texts(soup, ".own") == ["„<img src=x> {{ 7*7 }} &amp; <b>dik</b>”"]
    assert soup.find("img") is None


def test_the_helper_stands_apart_with_a_label_and_without_quotation_marks():
    soup = page(usual_draft())

    assert texts(soup, ".helper") == [f"Dit wil mijn jobcoach erbij zeggen: {HELPER}"]
    assert soup.select(".helper .own") == []


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"mode": Answer(picks=("alone",))}, "Ik heb dit zelf ingevuld."),
        ({"mode": Answer(picks=("together",))}, "Ik heb dit samen met iemand ingevuld."),
        (
            {"mode": Answer(picks=("together",)), "helper_role": Answer(picks=("partner",))},
            "Ik heb dit samen ingevuld met mijn partner.",
        ),
    ],
)
def test_the_paper_says_who_filled_it_in_and_when(answers, sentence):
    assert f"Datum: 22 november 2026. {sentence}" in texts(page(empty_draft(**answers)), "p")


def test_chapters_without_answers_are_left_out():
    soup = page(empty_draft())

    assert texts(soup, "h2") == ["Mijn gesprek"]
    assert texts(soup, "h3") == [
        "Mijn volgende stap",
        "Tips voor het gesprek",
        "Wat spreken we af?",
    ]


def test_a_talk_point_keeps_its_words_when_they_fit_on_one_line():
    long, short = (usual_draft(hope=Answer(text=text)) for text in ("Heel " * 30, "Rust."))

    assert texts(page(with_hope_as_talk_point(short)), ".talk li") == ["Hier hoop ik op : „Rust.”"]
    assert texts(page(with_hope_as_talk_point(long)), ".talk li") == ["Hier hoop ik op"]


def with_hope_as_talk_point(draft):
    return draft.with_talk(("hope",), private=False)


def test_a_long_story_about_the_talk_takes_the_whole_width():
    assert page(usual_draft()).select(".pair")
    assert not page(usual_draft(my_questions=Answer(text="Mag dat? " * 100))).select(".pair")


def test_without_chapters_there_is_room_to_write():
    assert texts(page(empty_draft()), ".free") == ["Hier kun je erbij schrijven"]
    assert texts(page(usual_draft()), ".free") == []


def test_four_empty_rows_wait_for_what_is_agreed():
    soup = page(usual_draft())

    assert [cell["scope"] for cell in soup.select("th")] == ["col"] * 3
    assert texts(soup, "tbody td") == [""] * 12


def test_an_answer_of_invisible_characters_leaves_no_heading_behind():
    soup = page(empty_draft(hope=Answer(text="\u200b\u200b")))

    assert texts(soup, "h2") == ["Mijn gesprek"]


def test_a_trial_says_so_and_a_real_plan_does_not():
    warning = "Proef. Niet van de gemeente. Vul geen echte gegevens in."

    assert texts(page(usual_draft(), demo=True), "#demo") == [warning]
    assert warning not in html_of(usual_draft())


def test_a_sign_that_cannot_be_printed_is_explained_and_only_then():
    explained = "Dit teken kunnen wij niet printen. Schrijf het er zelf bij."

    assert explained in html_of(empty_draft(hope=Answer(text="Blij 😀")))
    assert explained not in html_of(usual_draft())


def test_a_switched_off_answer_changes_no_byte_of_the_paper():
    base = everything_off_paper(usual_draft())

    assert html_of(everything_off_paper(usual_draft(hope=Answer(text="anders")))) == html_of(base)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_everything_typed_reaches_the_plan_cleaned(text):
    draft = usual_draft(hope=Answer(text=text), my_questions=Answer(text=text))
    paper = plan_for_paper(plan_of(draft))

    own = [line.own_words for item in paper.chapters["hope"].items for line in item.lines]
    assert own == [words for words in [clean_for_paper(text)] if words]


def test_the_paper_says_how_often_a_sign_is_missing():
    draft = usual_draft(hope=Answer(text="Blij 😀 met 漢字"), my_questions=Answer(text="😀"))

    assert "Dit komt 3 keer voor." in html_of(draft)


def test_words_in_another_script_are_read_in_their_own_direction():
    soup = page(usual_draft(hope=Answer(text="أريد أن أعمل", lang="ar")))

    own = soup.select_one(".hope .own")
    assert own.get_text() == "«أريد أن أعمل»"
    assert (own["lang"], own["dir"]) == ("ar", "rtl")
    assert soup.select_one(".chapter .own")["dir"] == "ltr"
