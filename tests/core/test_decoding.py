"""A file that does not fit is refused in words that an editor can do something with."""

import pytest

from tests.core.municipalities import CONTENT
from wizard.core.decoding import decoded
from wizard.core.municipality import Municipality
from wizard.core.questionnaire import Questionnaire
from wizard.errors import ContentInvalid

ARNHEM = (CONTENT / "municipalities" / "arnhem.toml").read_text("utf-8")
QUESTIONS = (CONTENT / "questionnaire.toml").read_text("utf-8")


def refused(source: str | bytes, kind: type = Municipality) -> str:
    raw = source.encode() if isinstance(source, str) else source
    with pytest.raises(ContentInvalid) as caught:
        decoded(raw, kind, "x.toml")
    return str(caught.value)


def line_of(source: str, text: str) -> int:
    return source[: source.index(text)].count("\n") + 1


NO_TOML = {
    'a = 1\nb = "x\nc = 1': '2: column 7: a text is not closed: put a " at its end',
    "a = 'x": "1: at the end: a text is not closed: put a ' at its end",
    'a = """x\n': "1: at the end: a text is not closed",
    "a = [1,\nb = 2": "2: column 1: a text stands in quotes; or a [ or { above here is not closed",
    'a = ["x" "y"]': "1: column 10: a [ without its ], or no comma",
    "a = { b = 1": "1: at the end: a { without its }, or no comma",
    "a = x": "1: column 5: a text stands in quotes",
    "a": "1: at the end: write: name = value",
    "a = 1\na = 2\n": "2: column 6: this name is used twice",
    "[a]\n[a]": "2: column 3: this header is used twice",
    "[a\nb = 1": "1: column 3: a header is not closed",
    'a = "b"c"': "1: column 8: one thing a line; a quote inside a text",
    'a = "\\q"': "1: column 8: write \\\\ for one \\",
    "= 3": "1: column 1: Invalid statement",
}


@pytest.mark.parametrize("source", NO_TOML)
def test_a_file_that_is_no_toml_is_refused_in_plain_words(source):
    assert refused(source).startswith(f"error: x.toml:{NO_TOML[source]}")


def test_a_file_that_is_not_utf_8_is_refused_on_its_line():
    assert refused(b'a = "b"\nc = "\xff"') == (
        "error: x.toml:2: this is not text in UTF-8: save it as UTF-8"
    )


def test_a_file_from_windows_is_read_like_any_other_and_keeps_its_lines():
    theirs = ARNHEM.replace("\n", "\r\n").encode("utf-8-sig")
    assert decoded(theirs, Municipality, "x.toml") == decoded(
        ARNHEM.encode(), Municipality, "x.toml"
    )
    broken = ARNHEM.replace('slug = "arnhem"\n', 'slug = "arnhem"\nslog = 1\n')
    said = refused(broken.replace("\n", "\r\n").encode("utf-8-sig"))
    assert said.startswith(f"error: x.toml:{line_of(broken, 'slog')}: ")


MISFITS = {
    ("retention_days = 30", "retention_day = 30"): (
        "there is no field retention_day here; did you mean retention_days?"
    ),
    ('slug = "arnhem"\n', ""): "the field slug is missing: add it",
    ('title = "Praat met een wijkcoach"', 'titel = "Praat"'): (
        "coach_first: there is no field titel here; did you mean title?"
    ),
    ('title = "Praat met een wijkcoach"\n', ""): (
        "coach_first: the field title is missing: add it"
    ),
    ('short = ["Een wijkcoach kan ook meedenken."]', 'short = "Een wijkcoach."'): (
        "coach_first.short: this is a text in quotes; it must be a list in [ ]"
    ),
    ('keep_term = "30 dagen"', "keep_term = 30"): (
        "words: this is a whole number without quotes; it must be a text in quotes"
    ),
    ("checked_on = 2026-11-22", 'checked_on = "gisteren"'): (
        "caw.checked_on: this is a text in quotes; it must be a date such as 2026-11-22"
    ),
    ("checked_on = 2026-11-22", "checked_on = 2026"): (
        "caw.checked_on: this is a whole number without quotes; it must be a date such as"
    ),
    ('id = "coach_first"', 'id = "Coach First"'): (
        "Coach First.id: this may have small letters and digits, with _ between"
    ),
    ("alone = true", "alone = 1"): (
        "elsewhere.alone: this is a whole number without quotes; it must be true or false"
    ),
    ('when = { question = "age", any_of = ["under_16"] }\nextra', "when = {}\nextra"): (
        "under_16.when: a condition is one of: question with any_of, all, any, not"
    ),
    ('when = { question = "age", any_of = ["under_16"] }\nextra', "when = 3\nextra"): (
        "under_16.when: this is a whole number without quotes; it must be a table"
    ),
}


@pytest.mark.parametrize("change", MISFITS)
def test_what_does_not_fit_is_told_with_its_line_and_ids(change):
    old, new = change
    assert old in ARNHEM

    told = refused(ARNHEM.replace(old, new, 1))

    assert f": {MISFITS[change]}" in told
    if new and not MISFITS[change].startswith("words"):
        near = line_of(ARNHEM, old)
        assert told.startswith((f"error: x.toml:{near}: ", f"error: x.toml:{near - 1}: "))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('kind = "several"', 'kind = "severel"', "cannot be severel; did you mean several?"),
        ('chapter = "want"', 'chapter = "wants"', "cannot be wants; did you mean want?"),
        ('kind = "one"', 'kind = "keuze"', "mode.kind: this cannot be keuze"),
        ('heading = "Dit wil ik graag"', 'hading = ""', "wishes: there is no field hading here; d"),
    ],
)
def test_one_of_a_few_words_is_told_with_the_nearest(old, new, says):
    assert says in refused(QUESTIONS.replace(old, new, 1), Questionnaire)
