"""Own words keep the language that they were typed in, whatever page they pass through."""

import pytest

from tests.web.plans import alone, ask, draft_in, give, together, url_of
from tests.web.test_after_the_talk import AFTER, NOW
from wizard.core.answers import Answer
from wizard.core.draft import HelperWords
from wizard.core.followup import Agreement, Round

ARABIC, TURKISH = "أريد أن أعمل في الحديقة", "Arkadaş bulmak istiyorum"
OVERRIDE = "\u202e"


def test_words_in_arabic_letters_are_arabic_on_a_dutch_page_too(client):
    give(client, alone())
    ask(client, "hope")
    client.write(ARABIC)
    client.press("Verder")

    assert draft_in(client).answers["hope"].lang == "ar"
    ask(client, "hope")
    (box,) = client.page.soup.select("textarea")
    assert (box["lang"], box["dir"]) == ("ar", "auto")


@pytest.mark.parametrize(("question", "more"), [("hope", ()), ("wishes", ("Iets leren",))])
def test_words_that_nobody_touched_keep_their_language(client, question, more):
    picks = ("rhythm",) if more else ()
    give(client, alone(**{question: Answer(picks=picks, text=TURKISH, lang="tr")}))
    ask(client, question)
    client.tick(*more)
    client.press("Verder")

    stored = draft_in(client).answers[question]
    assert (stored.text, stored.lang) == (TURKISH, "tr")
    assert len(stored.picks) == 2 * len(picks)


def test_so_do_the_helper_s_when_only_the_permission_changes(client):
    words = HelperWords(text=TURKISH, on_paper=True, lang="tr")
    give(client, together().with_helper("want", words))
    client.visit(url_of(client, "helper:want"))
    client.tick("Nee")
    client.press("Verder")

    stored = draft_in(client).shared.helper["want"]
    assert (stored.text, stored.on_paper, stored.lang) == (TURKISH, False, "tr")


def test_so_do_agreements_of_which_one_word_changes(client):
    agreed = (Agreement(who="Sam", what=TURKISH, lang="tr"), Agreement(what="Bellen", lang="nl"))
    give(client, alone().with_after(Round(agreements=agreed, revision=1)))
    client.visit(AFTER)
    client.write("Ayşe", "Wie?")
    client.press("Bewaar")

    assert [(line.who, line.lang) for line in draft_in(client).shared.after.agreements] == [
        ("Ayşe", "tr"),
        ("", "nl"),
    ]


def test_how_it_goes_is_told_in_the_language_of_its_letters(client):
    give(client, alone(wishes=Answer(picks=("rhythm",))))
    client.visit(NOW)
    client.tick("Bezig")
    client.write(ARABIC, "Wil je er iets bij zeggen?")
    client.press("Bewaar")
    client.tick("Klaar")
    client.press("Bewaar")

    (said,) = draft_in(client).shared.after.progress["rhythm"]
    assert (said.state, said.words, said.lang) == ("done", ARABIC, "ar")


def test_nothing_typed_turns_the_words_beside_it_around(client):
    give(client, alone())
    ask(client, "hope")
    client.write(f"{OVERRIDE}{ARABIC}\u2067 Ja")
    client.press("Verder")

    assert draft_in(client).answers["hope"].text == f"{ARABIC} Ja"
    assert OVERRIDE not in client.visit(url_of(client, "question:hope")).html
