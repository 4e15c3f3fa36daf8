"""The routing rules, as a table of Arnhem's cards, and the resident's own choice among them."""

import functools

import pytest
from msgspec.structs import replace

from tests.core import routes, village
from tests.core.arnhem import ARNHEM
from tests.core.routes import ids
from tests.core.village import picked
from wizard.core.routing import Route, route_for

routed = functools.partial(routes.routed, ARNHEM)

FOR_ALL = "Dit is voor iedereen in Arnhem."
NAMED_HELP = "Je noemde iets waar je hulp bij wilt."

ROUTES = [
    # rule, answers, main card, cards below it, why the main card, why the first below it
    ("F", {"residence": "no", "stopped": "stopped", "age": "under_16"},
     "elsewhere", "", "Je zei: ik woon niet in Arnhem.", ""),
    ("J", {"age": "under_16", "school": "pro"},
     "under_16", "orientation school", "Je bent jonger dan 16.", FOR_ALL),
    ("B", {"sort_out_first": "housing", "help_order": "help_first", "stopped": "stopped"},
     "coach_first", "orientation start_again", "Je wilt eerst hulp bij iets anders.", FOR_ALL),
    ("E, it stopped", {"stopped": "stopped", "age": "18_26", "school": "mbo"},
     "start_again", "orientation school", "Je werk of plek is gestopt.", FOR_ALL),
    ("E, it goes badly", {"stopped": "struggling"},
     "start_again", "orientation", "Het gaat niet goed op je werk of plek.", FOR_ALL),
    ("D", {"age": "16_17", "school": "vso"},
     "school", "orientation", "Je zit op school of bent net van school.", FOR_ALL),
    ("D, at any age", {"age": "67_up", "week_now": "school", "school": "other"},
     "school", "orientation", "Je zit op school of bent net van school.", FOR_ALL),
    ("A, nothing answered", {}, "orientation", "", FOR_ALL, ""),
    ("A, nothing special", {"residence": "yes", "age": "27_66", "stopped": "no", "wishes": "rest"},
     "orientation", "", FOR_ALL, ""),
    ("B+, help beside it", {"sort_out_first": "money", "help_order": "both"},
     "orientation", "coach_first", FOR_ALL, NAMED_HELP),
    ("B+, order skipped", {"sort_out_first": "rather_in_talk"},
     "orientation", "coach_first", FOR_ALL, NAMED_HELP),
    ("B+, no fixed address", {"residence": "no_fixed_address"},
     "orientation", "coach_first", FOR_ALL, "Je hebt nu geen vast adres."),
    ("C+", {"wishes": "paid_work", "paid_work_when": "soon"},
     "orientation", "paid_work", FOR_ALL, "Je wilt snel betaald werk."),
    ("C never replaces the orientation",
     {"wishes": "paid_work", "paid_work_when": "soon", "stopped": "stopped"},
     "start_again", "orientation paid_work", "Je werk of plek is gestopt.", FOR_ALL),
    ("all at once: one more is shown, the rest is behind a button",
     {"age": "under_16", "sort_out_first": "home", "help_order": "help_first", "stopped": "stopped",
      "school": "mbo", "wishes": "paid_work", "paid_work_when": "soon"},
     "under_16", "orientation start_again | school coach_first paid_work",
     "Je bent jonger dan 16.", FOR_ALL),
    ("stale: `help_order` is hidden", {"sort_out_first": "no", "help_order": "help_first"},
     "orientation", "", FOR_ALL, ""),
    ("stale: `school` is hidden", {"age": "27_66", "school": "vso"},
     "orientation", "", FOR_ALL, ""),
    ("stale: `paid_work_when` is hidden", {"wishes": "rest", "paid_work_when": "soon"},
     "orientation", "", FOR_ALL, ""),
]  # fmt: skip


def below(route: Route) -> str:
    return " | ".join(filter(None, (ids(route.extra), ids(route.more))))


@pytest.mark.parametrize(
    ("replies", "main", "extras", "why", "why_below"),
    [pytest.param(*row, id=rule) for rule, *row in ROUTES],
)
def test_the_rules(replies, main, extras, why, why_below):
    route = routed(picked(**replies))

    assert (route.main.card.id, below(route)) == (main, extras)
    assert route.main.why == (why,)
    assert [shown.why for shown in route.extra[:1]] == ([(why_below,)] if why_below else [])


@pytest.mark.parametrize(
    ("replies", "chosen", "main", "extras"),
    [
        ({}, "school", "school", "orientation"),
        ({"stopped": "stopped"}, "paid_work", "paid_work", "orientation start_again"),
        ({"stopped": "stopped"}, "orientation", "orientation", "start_again"),
        ({"stopped": "stopped"}, "start_again", "start_again", "orientation"),
        ({"residence": "no"}, "orientation", "orientation", "elsewhere"),
    ],
)
def test_the_resident_s_choice_overrules_and_is_kept(replies, chosen, main, extras):
    route = routed(picked(**replies), chosen)

    assert (route.main.card.id, below(route)) == (main, extras)
    assert route.main.chosen


def test_a_chosen_card_gives_no_reason_that_is_not_true():
    assert routed({}, "paid_work").main.why == ()


def test_a_card_that_no_longer_exists_is_not_chosen():
    assert routed({}, "card_of_long_ago") == routed({})
    assert not routed({}).main.chosen


def test_a_card_that_stands_alone_is_never_an_extra_by_its_own_rule():
    coach, orientation, _ = village.MUNICIPALITY.cards
    elsewhere = replace(coach, id="elsewhere", when=village.said("mode", "alone"), alone=True)
    municipality = replace(village.MUNICIPALITY, cards=(coach, elsewhere, orientation))

    route = route_for(municipality, picked(mode="alone", help_order="help_first"))

    assert (route.main.card.id, below(route)) == ("coach_first", "orientation")
