"""The plan as plain text: as the paper says it, in short lines, own words as they were typed."""

from datetime import date

import msgspec
import pytest

from tests.handout.samples import (
    HELPER,
    HOPE,
    empty_draft,
    everything_off_paper,
    longest_draft,
    plan_of,
    usual_draft,
)
from wizard.core.answers import Answer
from wizard.core.draft import Draft
from wizard.core.followup import Agreement, Round
from wizard.handout.plan_text import WIDTH, plan_text, text_file

ORDER = [
    "MIJN PLAN (NOG NIET AF)",
    "ZO PRAAT JE HET BEST MET MIJ",
    "HIER HOOP IK OP",
    "IK WIL",
    "IK KAN",
    "IK HEB NODIG",
    "HIER WIL IK OVER PRATEN",
    "MIJN MENSEN",
    "DIT VIND IK SPANNEND",
    "PRAKTISCH",
    "MIJN VRAGEN",
    "MIJN VOLGENDE STAP",
    "JE MAG GRATIS IEMAND MEENEMEN",
    "TIPS VOOR HET GESPREK",
    "WAT SPREKEN WE AF?",
]
TYPED = "Een hond.\n\n  Bikkel  heet hij & <b>zo</b>\nhttps://example.nl/" + "a" * 80


def text_of(draft: Draft, *, demo: bool = False, kept_until: date | None = None) -> str:
    return plan_text(plan_of(draft), demo=demo, kept_until=kept_until)


def test_chapters_stand_in_the_order_of_a_talk_with_titles_that_stand_out():
    lines = text_of(usual_draft()).split("\n")
    titles = [line for line in lines if line.isupper()]
    assert titles == ORDER
    assert all(lines[lines.index(title) + 1] == "" for title in titles)


def test_own_words_stand_between_marks_with_their_own_line_ends():
    lines = text_of(usual_draft(hope=Answer(text=TYPED))).split("\n")
    first = lines.index("- „Een hond.")
    assert lines[first + 1 : first + 3] == ["", "    Bikkel  heet hij & <b>zo</b>"]
    assert lines[first + 3] == f"  https://example.nl/{'a' * 80}”"


def test_fixed_words_go_before_own_words():
    assert "- Mijn begeleider: „post en afspraken”\n" in text_of(usual_draft())


def test_the_helper_s_words_stand_apart_with_their_label():
    label = "\n\nDit wil mijn jobcoach erbij zeggen:\n    "
    assert label + HELPER + "\n" in text_of(usual_draft())


def test_lines_are_short_and_nothing_is_lost():
    text = text_of(longest_draft())
    assert max(map(len, text.split("\n"))) <= WIDTH
    words = "Dit is een lang verhaal over mijn week. "
    assert " ".join(text.split()).count(words) > 300


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"mode": Answer(picks=("alone",))}, "Ik heb dit zelf ingevuld."),
        ({"mode": Answer(picks=("together",))}, "Ik heb dit samen met iemand ingevuld."),
    ],
)
def test_it_says_by_whom_it_was_filled_in(answers, says):
    assert says in text_of(empty_draft(**answers))
    assert "Ik heb dit samen ingevuld met mijn jobcoach." in text_of(usual_draft())


def test_what_was_agreed_stands_in_lines_and_without_it_there_is_room():
    after = Round(agreements=(Agreement(who="Sam", what="bellen"),), fixed_person="Jo, 026")
    text = text_of(usual_draft().with_after(after), kept_until=date(2027, 1, 2))
    assert (
        "- Wie: Sam\n  Wat: bellen\n  Wanneer:\n\nMijn vaste persoon en telefoon: Jo, 026" in text
    )
    assert "Dit plan blijft op de website tot 2 januari 2027." in text
    assert "- Wie:\n  Wat:\n  Wanneer:\n\nMijn vaste persoon en telefoon:\n" in text_of(
        empty_draft()
    )


def test_a_translation_that_nobody_read_says_so_and_dutch_does_not():
    plan = plan_of(usual_draft())
    english = msgspec.structs.replace(plan, lang="en")
    assert "Een computer" not in plan_text(plan, demo=False)
    assert "A computer translated this text." in plan_text(english, demo=False)


def test_a_trial_says_so_and_only_a_trial():
    assert "Proef. Niet van de gemeente." in text_of(usual_draft(), demo=True)
    assert "Proef" not in text_of(usual_draft())


def test_what_is_off_paper_changes_no_letter():
    off = everything_off_paper(usual_draft())
    other = everything_off_paper(usual_draft(hope=Answer(text="Anders"), wishes=Answer()))
    assert text_of(off) == text_of(other)
    assert HOPE not in text_of(off)


def test_a_helper_s_words_alone_need_no_title():
    plan = plan_of(usual_draft())
    hope = msgspec.structs.replace(
        plan.chapters["hope"], items=(), helper=plan.chapters["can"].helper
    )
    plan = msgspec.structs.replace(plan, chapters={**plan.chapters, "hope": hope}, tips=())
    text = plan_text(plan, demo=False)
    assert text.count(HELPER) == 2
    assert "TIPS" not in text


def test_the_file_begins_with_its_mark_and_ends_each_line_as_windows_does():
    assert text_file("één\n\ntwee\n") == b"\xef\xbb\xbf\xc3\xa9\xc3\xa9n\r\n\r\ntwee\r\n"
