"""A list of problems says in few lines what is where, and hides none."""

from wizard.core.problem_list import PLACES_MOST, concerning, listed
from wizard.core.problems import Problem

OSS, EDE = "municipalities/oss.toml", "municipalities/ede.toml"
SLUGS = ("oss", "ede")


def lines(*problems: Problem) -> list[str]:
    return list(listed(problems, SLUGS))


def test_problems_stand_by_file_and_line_and_are_counted_at_the_end():
    told = lines(
        Problem(OSS, "b", "wrong", line=9),
        Problem(EDE, "c", "odd", "warning", line=2),
        Problem(OSS, "a", "wrong", line=3),
        Problem("app.css", "", "wrong"),
    )

    assert told == [
        "error: app.css: wrong",
        "",
        f"warning: {EDE}:2: c: odd",
        "",
        f"error: {OSS}:3: a: wrong",
        f"error: {OSS}:9: b: wrong",
        "",
        "app.css: 1 errors, 0 warnings",
        f"{EDE}: 0 errors, 1 warnings",
        f"{OSS}: 2 errors, 0 warnings",
        "3 errors, 1 warnings",
    ]


def test_warnings_that_say_the_same_stand_together():
    same = [Problem(OSS, f"p{n}", "old", "warning", line=n) for n in range(1, PLACES_MOST + 1)]

    assert lines(*same)[0] == f"warning: {OSS}:1: p1, p2, p3, p4, p5, p6: old"
    assert lines(*same, Problem(OSS, "p7", "old", "warning", line=7))[:2] == [
        f"warning: {OSS}:1: p1, p2, p3, p4, p5, p6 and 1 more: old",
        "",
    ]


def test_what_a_municipality_has_to_have_translated_stands_apart():
    catalogue = "ar/LC_MESSAGES/content.po"
    places = ("oss.a.text", "ede.a.text", "hope.text", "oss.b.text")

    told = lines(*(Problem(catalogue, place, "not translated", "warning") for place in places))

    assert told[:3] == [
        f"warning: {catalogue}: oss.a.text, oss.b.text: not translated",
        f"warning: {catalogue}: ede.a.text: not translated",
        f"warning: {catalogue}: hope.text: not translated",
    ]


def test_one_municipality_s_problems_are_its_own_and_everybody_s():
    own = Problem(OSS, "a", "wrong")
    everybody_s = Problem("questionnaire.toml", "ede", "wrong")
    theirs = Problem("ar/LC_MESSAGES/content.po", "ede.a.text", "not translated")

    found = concerning("oss", (own, everybody_s, theirs, Problem(EDE, "a", "wrong")), SLUGS)

    assert found == (own, everybody_s)
