"""What does not fit a draft is left out of it, and named."""

import json
from datetime import timedelta

import msgspec
import pytest

from tests.core import village
from tests.core.files import MARK, exported, opened
from tests.core.valid_drafts import TODAY
from wizard.core.answers import Answer
from wizard.core.draft import Draft, HelperWords, SharedDocument
from wizard.core.followup import Agreement, Progress, Round, State
from wizard.core.left_out import LeftOut, Rest
from wizard.core.opened_file import OpenedFile, municipality_in
from wizard.errors import FileTooNew, FileUnreadable

HOPE = "Een vaste plek"


def with_draft(**documents: object) -> OpenedFile:
    return opened(json.dumps({"startplan": 1, "draft": documents}).encode())


def answered(**answers: object) -> OpenedFile:
    return with_draft(shared={"answers": answers})


def test_revisions_start_anew():
    stored = Draft(
        shared=SharedDocument(
            answers={"hope": Answer(text=HOPE, revision=7)},
            helper={"want": HelperWords(text="Ja.", revision=8)},
            after=Round(fixed_person="Jo", revision=9),
            earlier=(Round(fixed_person="Al", revision=3),),
        )
    )
    raw = exported(stored)
    shared = opened(raw).draft.shared
    assert b"revision" not in raw
    assert shared.answers["hope"] == Answer(text=HOPE)
    assert shared.helper["want"].revision == shared.after.revision == 0
    assert shared.earlier == (Round(fixed_person="Al"),)


def test_a_byte_order_mark_and_another_layout_make_no_difference():
    draft = Draft(shared=SharedDocument(answers={"hope": Answer(text=HOPE)}, mark=MARK))
    raw = json.dumps(json.loads(exported(draft)), sort_keys=True).encode("utf-8-sig")
    assert opened(raw).draft.answers == draft.answers


@pytest.mark.parametrize(
    ("file", "error"),
    {
        "a list": ("[1]", FileUnreadable),
        "a text": ('"startplan"', FileUnreadable),
        "another program's": ('{"draft": {}}', FileUnreadable),
        "an earlier format": ('{"startplan": 0, "draft": {}}', FileUnreadable),
        "a format in words": ('{"startplan": "1", "draft": {}}', FileUnreadable),
        "a format that is no number": ('{"startplan": true, "draft": {}}', FileUnreadable),
        "no draft": ('{"startplan": 1}', FileUnreadable),
        "a draft that is a text": ('{"startplan": 1, "draft": "x"}', FileUnreadable),
        "a newer format": ('{"startplan": 2}', FileTooNew),
    }.values(),
)
def test_a_file_that_is_no_plan_of_ours_is_refused(file, error):
    with pytest.raises(error):
        opened(file.encode())


@pytest.mark.parametrize(
    ("question", "told", "kept"),
    {
        "no such choice": ("mode", {"picks": ["moon"]}, Answer()),
        "one among others": ("work_kinds", {"picks": ["green", "moon"]}, Answer(picks=("green",))),
        "two of one": ("mode", {"picks": ["alone", "together"]}, Answer()),
        "more than allowed": ("wishes", {"picks": ["not_known"]}, Answer()),
        "picks that are no list": ("mode", {"picks": "alone"}, Answer()),
        "picks that are no texts": ("mode", {"picks": [1, ["alone"]]}, Answer()),
        "text where none is asked": ("mode", {"text": "Hoi"}, Answer()),
        "2,001 characters": ("hope", {"text": "x" * 2001}, Answer()),
        "61 lines": ("hope", {"text": "\n".join("x" * 61)}, Answer()),
        "a forced direction": ("hope", {"text": "\u202eHoi\x00"}, Answer(text="Hoi")),
        "half a character": ("hope", {"text": "Hoi\ud800"}, Answer(text="Hoi")),
        "a number for a text": ("hope", {"text": 3}, Answer()),
        "a language of nowhere": ("hope", {"text": "Ja", "lang": "xx"}, Answer(text="Ja")),
        "a language in a list": ("hope", {"text": "Ja", "lang": ["nl"]}, Answer(text="Ja")),
        "a line of 201": ("people", {"items": {"parent": "x" * 201}}, Answer()),
        "two lines in one": ("people", {"items": {"parent": "a\nb"}}, Answer()),
        "an item of long ago": ("work_skills", {"items": {"old": "well"}}, Answer()),
        "a scale it has not": ("work_skills", {"items": {"on_time": "never"}}, Answer()),
        "a scale as a list": ("work_skills", {"items": {"on_time": ["well"]}}, Answer()),
        "items that are no table": ("work_skills", {"items": ["well"]}, Answer()),
        "a half day of no week": ("start_often", {"picks": ["monday-night"]}, Answer()),
        "a follow-up it has not": ("talk_with_me", {"fields": {"where": "moon"}}, Answer()),
        "a name it has not": ("hope", {"text": "Ja", "colour": "red"}, Answer(text="Ja")),
        "skipped, in words": ("hope", {"text": "Ja", "skipped": "yes"}, Answer(text="Ja")),
    }.values(),
)
def test_what_no_form_lets_through_is_left_out_and_told(question, told, kept):
    file = answered(**{question: told})
    assert file.draft.answers == {question: kept}
    assert file.left_out == LeftOut(questions=(question,))


def test_an_answer_that_is_none_is_left_out_and_told():
    file = answered(hope="Een vaste plek")
    assert (file.draft.answers, file.left_out) == ({}, LeftOut(questions=("hope",)))


def test_answers_to_questions_of_long_ago_are_counted():
    file = answered(shoe_size={"text": "43"}, hat_size={"text": "58"})
    assert (file.draft.answers, file.left_out) == ({}, LeftOut(gone=2))
    assert file.left_out


def test_another_order_of_picks_is_the_order_of_the_content():
    file = answered(work_kinds={"picks": ["animals", "green"]})
    assert file.draft.answers["work_kinds"].picks == ("green", "animals")
    assert not file.left_out


def test_the_questionnaire_decides_what_is_private():
    money, hope = {"picks": ["money"]}, {"text": HOPE}
    file = with_draft(
        shared={"answers": {"sort_out_first": money}, "paper": {"sort_out_first": True}},
        private={"answers": {"hope": hope}, "talk": ["hope"], "paper": {"hope": False}},
    )
    assert [*file.draft.private.answers] == [*file.draft.private.paper] == ["sort_out_first"]
    assert [*file.draft.shared.answers] == [*file.draft.shared.paper] == ["hope"]
    assert (file.draft.shared.talk, file.draft.private.talk) == (("hope",), ())
    assert not file.left_out


def test_said_twice_the_document_where_it_belongs_goes_first():
    here, there = {"picks": ["money"]}, {"picks": ["nothing"]}
    file = with_draft(
        shared={"answers": {"sort_out_first": there}},
        private={"answers": {"sort_out_first": here}},
    )
    assert file.draft.answers["sort_out_first"].picks == ("money",)
    assert file.left_out == LeftOut(rest=(Rest.OTHER,))


SHARED_LEFT_OUT = {
    "paper of long ago": ({"paper": {"shoe_size": True}}, Rest.PAPER),
    "paper that is no switch": ({"paper": {"hope": 1}}, Rest.PAPER),
    "talk of what was not answered": ({"talk": ["hope"]}, Rest.TALK),
    "helper's words where there is no box": ({"helper": {"can": {"text": "Ja"}}}, Rest.HELPER),
    "helper's words in a text": ({"helper": {"want": "Ja"}}, Rest.HELPER),
    "a card of long ago": ({"chosen_card": "moon"}, Rest.CARD),
    "a mark of long ago": ({"mark": ["quiet", "moon"]}, Rest.MARK),
    "a term of one's own": ({"term": 3650}, Rest.AFTER),
    "a term that is no number": ({"term": "90"}, Rest.AFTER),
    "another municipality": ({"municipality": "tiel"}, Rest.PLACE),
    "a role of nobody": ({"helped": "king"}, Rest.OTHER),
    "a part of long ago": ({"opened": ["moon"]}, Rest.OTHER),
    "a name it has not": ({"admin": True}, Rest.OTHER),
    "answers in a list": ({"answers": [{"hope": {}}]}, Rest.OTHER),
    "a round that is a text": ({"after": "Sam"}, Rest.AFTER),
    "a day to come": (
        {"after": {"progress": {"rest": [{"state": "done", "on": "2031-01-01"}]}}},
        Rest.AFTER,
    ),
    "no day": ({"after": {"progress": {"rest": [{"state": "done", "on": "ooit"}]}}}, Rest.AFTER),
    "a day as a number": ({"after": {"progress": {"rest": [{"on": 20260101}]}}}, Rest.AFTER),
    "no state": (
        {"after": {"progress": {"rest": [{"state": ["done"], "on": "2026-05-04"}]}}},
        Rest.AFTER,
    ),
    "a wish of nobody": (
        {"after": {"progress": {"moon": [{"state": "done", "on": "2026-05-04"}]}}},
        Rest.AFTER,
    ),
}


@pytest.mark.parametrize(("shared", "rest"), SHARED_LEFT_OUT.values(), ids=SHARED_LEFT_OUT)
def test_other_things_that_do_not_fit_are_left_out_and_told_by_kind(shared, rest):
    file = with_draft(shared=shared)
    assert file.left_out.rest in {(rest,), (rest, Rest.OTHER)}
    assert file.draft == opened(b'{"startplan": 1, "draft": {}}').draft


def test_words_of_the_helper_that_are_too_long_are_left_out():
    file = with_draft(shared={"helper": {"want": {"text": "x" * 2001, "on_paper": True}}})
    assert file.draft.shared.helper == {"want": HelperWords(on_paper=True)}
    assert file.left_out.rest == (Rest.HELPER,)


def test_a_private_document_has_no_more_than_its_own_names():
    file = with_draft(private={"term": 90})
    assert (file.draft.shared.term, file.left_out.rest) == (0, (Rest.OTHER,))
    assert with_draft(private=[], more={}).left_out.rest == (Rest.OTHER,)


def test_only_so_many_talk_points_agreements_and_rounds_come_along():
    answers = {id_: {"text": "Ja"} for id_ in ("hope", "wishes", "people", "work_kinds", "mode")}
    line = {"who": "Sam"}
    early = {"state": "done", "on": "2026-05-04"}
    shared = {
        "answers": answers,
        "talk": ["mode", *answers],
        "after": {"agreements": [{}, line] * 9, "progress": {"rest": [early] * 300}},
        "earlier": [{"fixed_person": "Jo"}] * 99,
    }
    draft = with_draft(shared=shared).draft
    assert draft.talk == ("hope", "wishes", "people")
    assert draft.shared.after.agreements == (Agreement(who="Sam"),) * 3
    assert len(draft.shared.after.progress["rest"]) == 200
    assert len(draft.shared.earlier) == 50


def test_what_was_said_about_a_wish_is_put_in_order_of_time():
    said = [{"state": "done", "on": "2026-05-04"}, {"state": "stopped", "on": "2026-03-01"}]
    after = with_draft(shared={"after": {"progress": {"rest": said}}}).draft.shared.after
    assert [one.state for one in after.progress["rest"]] == [State.STOPPED, State.DONE]


def test_a_questionnaire_that_asks_for_no_role_knows_none():
    start, *others = village.QUESTIONNAIRE.parts
    parts = (msgspec.structs.replace(start, questions=start.questions[:2]), *others)
    questionnaire = msgspec.structs.replace(village.QUESTIONNAIRE, parts=parts)
    edition = msgspec.structs.replace(village.EDITION, questionnaire=questionnaire)
    raw = b'{"startplan": 1, "draft": {"shared": {"helped": "coach"}}}'
    assert opened(raw, edition).draft.shared.helped == ""


def test_a_clock_that_is_a_day_ahead_does_no_harm():
    said = Progress(state=State.DONE, on=TODAY + timedelta(days=1))
    after = Round().with_progress("rest", said)
    assert opened(exported(Draft(shared=SharedDocument(after=after)))).draft.shared.after == after


@pytest.mark.parametrize("document", ["shared", "private"])
def test_a_link_to_a_case_never_comes_in(document):
    link = {"id": "1d", "reply_key": "6b", "reference": "A", "desk": "b", "sent_on": "2026-11-22"}
    file = with_draft(**{document: {"sent": [link], "reach": {"phone": "06"}}})
    assert not file.draft.private.sent
    assert not file.draft.private.reach
    assert file.left_out.rest == (Rest.OTHER,)


@pytest.mark.parametrize(
    ("shared", "slug"), [({"municipality": "ede"}, "ede"), ({"municipality": 7}, ""), ({}, "")]
)
def test_a_file_tells_of_which_municipality_it_is(shared, slug):
    raw = msgspec.json.encode({"startplan": 1, "draft": {"shared": shared}})
    assert municipality_in(raw) == slug
