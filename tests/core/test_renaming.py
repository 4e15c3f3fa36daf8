"""Answers under former ids come under the present ones, and no word of anybody goes."""

from datetime import date

import pytest
from hypothesis import given
from msgspec.structs import replace

from tests.core import village
from tests.core.strategies import drafts
from wizard.core.answers import Answer
from wizard.core.content_check import check_content
from wizard.core.draft import Draft, HelperWords, PrivateDocument, SharedDocument
from wizard.core.followup import Progress, Round, State
from wizard.core.municipality import Glossary
from wizard.core.overlay import Overlay, overlaid
from wizard.core.questionnaire import Questionnaire, Rename
from wizard.core.renaming import carried, carried_told, ids_in, rename_problems

SAID = (Progress(state=State.DONE, on=date(2026, 5, 4), words="Fijn"),)


def renamed(*pairs: tuple[str, str]) -> Questionnaire:
    """The village's questions after these renames."""
    renames = tuple(Rename(from_=old, to=new) for old, new in pairs)
    return replace(village.QUESTIONNAIRE, renamed=renames)


def shared(**told: object) -> Draft:
    return Draft(shared=SharedDocument(**told))


@pytest.mark.parametrize(
    ("renames", "before", "after"),
    [
        pytest.param(
            [("dream", "hope")],
            {
                "answers": {"dream": Answer(text="Rust", revision=3, lang="nl")},
                "paper": {"dream": False},
                "talk": ("dream",),
                "after": Round(talked=("dream",)),
                "earlier": (Round(talked=("dream", "hope")), Round(fixed_person="Jo")),
            },
            {
                "answers": {"hope": Answer(text="Rust", revision=3, lang="nl")},
                "paper": {"hope": False},
                "talk": ("hope",),
                "after": Round(talked=("hope",)),
                "earlier": (Round(talked=("hope",)), Round(fixed_person="Jo")),
            },
            id="a question",
        ),
        pytest.param(
            [("wanting", "want")],
            {"helper": {"wanting": HelperWords(text="Komt vroeg")}, "opened": ("wanting",)},
            {"helper": {"want": HelperWords(text="Komt vroeg")}, "opened": ("want",)},
            id="a part",
        ),
        pytest.param(
            [("wishes.calm", "wishes.rest")],
            {
                "answers": {"wishes": Answer(picks=("paid_work", "calm"), text="calm")},
                "after": Round(progress={"calm": SAID, "own": ()}),
                "earlier": (Round(progress={"calm": SAID, "rest": SAID}), Round()),
            },
            {
                "answers": {"wishes": Answer(picks=("paid_work", "rest"), text="calm")},
                "after": Round(progress={"own": (), "rest": SAID}),
                "earlier": (Round(progress={"rest": SAID * 2}), Round()),
            },
            id="a wish, of which somebody spoke later",
        ),
        pytest.param(
            [("helper_role.father", "helper_role.parent")],
            {"helped": "father"},
            {"helped": "parent"},
            id="who helps from another screen",
        ),
        pytest.param(
            [
                ("work_skills.in_time", "work_skills.on_time"),
                ("work_skills.fine", "work_skills.well"),
            ],
            {"answers": {"work_skills": Answer(items={"in_time": "fine"})}},
            {"answers": {"work_skills": Answer(items={"on_time": "well"})}},
            id="a thing on a scale, and its word",
        ),
        pytest.param(
            [("people.pal", "people.friend")],
            {"answers": {"people": Answer(picks=("pal",), items={"pal": "pal"})}},
            {"answers": {"people": Answer(picks=("friend",), items={"friend": "pal"})}},
            id="somebody, but not the word that was typed",
        ),
        pytest.param(
            [("talk_with_me.house", "talk_with_me.home")],
            {"answers": {"talk_with_me": Answer(fields={"where": "house", "language": "house"})}},
            {"answers": {"talk_with_me": Answer(fields={"where": "home", "language": "house"})}},
            id="a choice in a follow-up, but not what was typed",
        ),
        pytest.param(
            [("aims.calm", "aims.rest"), ("aims", "wishes")],
            {"answers": {"aims": Answer(picks=("calm",))}},
            {"answers": {"wishes": Answer(picks=("rest",))}},
            id="a choice, and later its question",
        ),
        pytest.param(
            [("a", "b"), ("b", "hope")],
            {"answers": {"a": Answer(text="Rust")}},
            {"answers": {"hope": Answer(text="Rust")}},
            id="twice",
        ),
        pytest.param(
            [("gone.a", "gone.b")],
            {"answers": {"gone": Answer(picks=("a",))}},
            {"answers": {"gone": Answer(picks=("b",))}},
            id="in a question of another municipality",
        ),
    ],
)
def test_everything_that_names_a_former_id_names_the_present_one(renames, before, after):
    questionnaire = renamed(*renames)

    once = carried(shared(**before), questionnaire)

    assert once == shared(**after)
    assert carried(once, questionnaire) == once


def test_private_answers_are_carried_too():
    private = PrivateDocument(answers={"debts": Answer(picks=("money",))}, paper={"debts": True})
    draft = Draft(shared=SharedDocument(), private=private)

    found = carried(draft, renamed(("debts", "sort_out_first"))).private

    assert ([*found.answers], [*found.paper]) == (["sort_out_first"], ["sort_out_first"])


@pytest.mark.parametrize(
    ("old", "new", "on_paper"),
    [
        pytest.param(2, 5, True, id="the present id is newer"),
        pytest.param(5, 2, False, id="an older version of the site saved last"),
    ],
)
def test_the_newer_of_two_answers_holds_and_the_other_stays(old, new, on_paper):
    answers = {"dream": Answer(text="A", revision=old), "hope": Answer(text="B", revision=new)}
    draft = shared(answers=answers, paper={"dream": False, "hope": True})

    found = carried(draft, renamed(("dream", "hope")))

    assert found.answers["hope"].revision == 5
    assert {answer.text for answer in found.answers.values()} == {"A", "B"}
    assert found.shared.paper["hope"] is on_paper
    assert carried(found, renamed(("dream", "hope"))) == found


def test_an_older_version_of_the_site_loses_nothing_of_a_newer_one():
    newer = renamed(("dream", "hope"))
    answers = {"hope": Answer(text="Rust", revision=1), "wishes": Answer(picks=("calm",))}

    older = carried(shared(answers=answers), village.QUESTIONNAIRE)
    saved = older.with_answer("dream", Answer(text="Werk", revision=2), private=False)

    assert older.answers == answers
    assert carried(saved, newer).answers["hope"].text == "Werk"
    assert carried(saved, newer).answers["dream"].text == "Rust"


@pytest.mark.parametrize(
    "odd",
    [
        {"answers": []},
        {"answers": {"dream": 3, "hope": {"revision": "x"}}},
        {"answers": {"wishes": 3}, "talk": 3, "opened": [1, "dream"]},
        {"answers": {"wishes": {"picks": 3, "items": 3}}, "after": 3, "earlier": [3]},
    ],
)
def test_a_file_that_anybody_wrote_is_no_reason_to_stop(odd):
    carried_told(odd, renamed(("dream", "hope"), ("wishes.calm", "wishes.rest")))


def test_a_round_gets_nothing_that_was_not_said():
    told = {"after": {"fixed_person": "Jo"}, "earlier": [{"fixed_person": "Jo"}], "paper": {}}
    assert carried_told(told, renamed(("dream", "hope"))) == told


@given(drafts(village.EDITION))
def test_without_a_former_id_nothing_changes(draft):
    assert carried(draft, renamed(("dream", "hope"), ("wishes.calm", "wishes.rest"))) == draft


@pytest.mark.parametrize(
    ("renames", "problems"),
    [
        pytest.param([("dream", "hope"), ("wanting", "want")], [], id="right"),
        pytest.param([("aims.a", "aims.rest"), ("aims", "wishes")], [], id="right, in two steps"),
        pytest.param([("a", "b"), ("b", "hope")], [], id="right, twice"),
        pytest.param([("hope", "wishes")], ["may not be used again"], id="still there"),
        pytest.param([("dream", "dreams")], ["does not exist"], id="leads nowhere"),
        pytest.param([("wishes.a", "people.friend")], ["stays in its question"], id="moves"),
    ],
)
def test_a_rename_that_cannot_be_right_is_told(renames, problems):
    found = [text for _, text in rename_problems(renamed(*renames))]

    assert len(found) == len(problems)
    assert all(part in text for part, text in zip(problems, found, strict=True))


def test_the_check_tells_of_renames():
    found = check_content(renamed(("hope", "wishes")), Glossary(terms=()), [], date(2026, 11, 22))

    assert any("may not be used again" in p.text for p in found if p.place == "hope")


def test_a_municipality_renames_what_it_added():
    rename = Rename(from_="goals", to="hope")

    own = overlaid(renamed(("dream", "hope")), Overlay(renamed=(rename,)))

    assert [one.from_ for one in own.renamed] == ["dream", "goals"]


def test_an_answer_names_half_days_and_answers_instead_too():
    assert [*ids_in(village.START_OFTEN)][-2:] == ["tuesday-afternoon", "not_known"]
    assert [*ids_in(village.TALK_WITH_ME)] == [
        "slowly", "interpreter", "language", "where", "home", "office",
    ]  # fmt: skip
