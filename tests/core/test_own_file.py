"""The file with everything: complete, in one order, readable, and small enough to come back in."""

import json
from datetime import date

import msgspec
from hypothesis import given

from tests.core import village
from tests.core.arnhem import ARNHEM
from tests.core.valid_drafts import valid_answers, valid_drafts
from wizard.core.answers import Answer
from wizard.core.draft import Draft, HelperWords, PrivateDocument, SharedDocument
from wizard.core.followup import Agreement, Progress, Round, State
from wizard.core.own_file import own_file
from wizard.core.sent import Reach, SentCase
from wizard.core.strict_json import FILE_MOST_BYTES
from wizard.core.wishes import all_wishes

TODAY = date(2026, 11, 22)
LONG, LINE = "😀" * 2000, "😀" * 200
DRAFT = Draft(
    shared=SharedDocument(
        answers={
            "people": Answer(picks=("parent",), items={"parent": "Brieven"}),
            "hope": Answer(text="Rust.", lang="nl", revision=3),
            "shoe_size": Answer(text="43"),
            "wishes": Answer(picks=("rest",), skipped=True),
            "talk_with_me": Answer(fields={"language": "Tigrinya"}),
        },
        mark=("green", "bicycle"),
        talk=("hope",),
        paper={"people": False, "hope": True},
        helper={"want": HelperWords(text="Kookt goed."), "talk": HelperWords()},
        after=Round(
            agreements=(Agreement(who="Sam", what="bellen", when="maandag"),),
            progress={"rest": (Progress(state=State.DONE, on=date(2026, 5, 4), words="Fijn"),)},
        ),
        earlier=(Round(fixed_person="Jo", progress={"gone": ()}), Round()),
    ),
    private=PrivateDocument(answers={"sort_out_first": Answer(picks=("money",))}),
)


def file_of(draft: Draft, edition=village.EDITION) -> dict:
    return json.loads(own_file(edition, draft, TODAY, "Dit is van jou."))


def test_it_says_what_it_is_before_anything_else():
    file = file_of(DRAFT)
    assert [*file.items()][:5] == [
        ("startplan", 1),
        ("made_on", "2026-11-22"),
        ("municipality", "village"),
        ("language", "nl"),
        ("about", "Dit is van jou."),
    ]
    assert [*file][5:] == ["readable", "draft"]


def test_every_answer_reads_with_its_question():
    readable = {entry.get("question"): entry for entry in file_of(DRAFT)["readable"]}
    assert readable["hope"] == {
        "question": "hope",
        "asked": "Waar hoop je op?",
        "said": ["Rust."],
        "skipped": False,
        "on_paper": True,
        "to_talk_about": True,
    }
    assert readable["people"]["said"] == ["Ouder: Brieven"]
    assert readable["talk_with_me"]["said"] == ["Mijn taal: Tigrinya"]
    assert (readable["wishes"]["said"], readable["wishes"]["skipped"]) == (["Eerst rust"], True)
    assert (readable["sort_out_first"]["said"], readable["people"]["on_paper"]) == (["Geld"], False)


def test_the_helper_s_words_and_the_rounds_read_apart():
    *_, helper, earlier, now = file_of(DRAFT)["readable"]
    assert helper == {
        "part": "want",
        "asked": "Ik wil",
        "helper_said": "Kookt goed.",
        "on_paper": False,
    }
    assert (earlier["round"], earlier["fixed_person"], earlier["wishes"]) == (1, "Jo", [])
    assert now["round"] == 3
    assert now["agreed"] == [{"who": "Sam", "what": "bellen", "when": "maandag"}]
    [wish] = now["wishes"]
    assert wish == {"wish": "Eerst rust", "on": "2026-05-04", "state": "done", "said": "Fijn"}


def test_what_was_sent_is_told_without_what_opens_it():
    link = SentCase(
        id="1d", reply_key="6b6579", reference="ABCD4679", desk="dorp/een", sent_on=TODAY
    )
    draft = DRAFT.with_reach(Reach(call_me="Mo", phone="06")).with_sent((link,))
    *_, reach, sent = file_of(draft)["readable"]
    assert reach == {"reach_me": {"call_me": "Mo", "phone": "06"}}
    assert sent == {"sent_to": "dorp/een", "on": "2026-11-22", "reference": "ABCD4679"}
    assert file_of(draft)["draft"] == file_of(DRAFT)["draft"]
    assert "6b6579" not in json.dumps(file_of(draft))


def test_the_draft_in_it_has_all_answers_in_the_order_of_the_questions():
    documents = file_of(DRAFT)["draft"]
    asked = ["wishes", "hope", "people", "talk_with_me", "shoe_size"]
    assert [*documents["shared"]["answers"]] == asked
    assert [*documents["shared"]["paper"]] == ["hope", "people"]
    assert [*documents["private"]] == ["answers"]
    assert "revision" not in json.dumps(documents)


@given(valid_drafts(village.EDITION))
def test_the_same_told_in_another_order_is_the_same_file(draft):
    answers = dict(reversed(draft.shared.answers.items()))
    paper = dict(reversed(draft.shared.paper.items()))
    shared = msgspec.structs.replace(draft.shared, answers=answers, paper=paper)
    turned = Draft(shared=shared, private=draft.private)
    assert own_file(village.EDITION, turned, TODAY, "") == own_file(
        village.EDITION, draft, TODAY, ""
    )


def test_it_is_plain_utf_8_with_its_letters_as_they_are():
    raw = own_file(village.EDITION, DRAFT, TODAY, "Zoë")
    assert '\n  "about": "Zoë",\n' in raw.decode()
    assert raw.endswith(b"}\n")


def longest() -> Draft:
    """Every question of Arnhem answered at full length, and ten rounds of a year's talks."""
    questions = [*ARNHEM.questionnaire.questions()]
    most = {
        q.id: max(valid_answers(q), key=lambda a: len(msgspec.json.encode(a))) for q in questions
    }
    answers = {
        id_: msgspec.structs.replace(
            answer,
            text=LONG if answer.text else "",
            items={item: LINE if len(said) > 20 else said for item, said in answer.items.items()},
            fields={name: LINE if len(said) > 20 else said for name, said in answer.fields.items()},
        )
        for id_, answer in most.items()
    }
    said = Progress(state=State.UNDER_WAY, on=TODAY, words=LINE, lang="nl")
    wishes = [wish.id for wish in all_wishes(ARNHEM)][:3]
    line = Agreement(who=LINE, what=LINE, when=LINE, lang="nl")
    one = Round(
        agreements=(line,) * 6, fixed_person=LINE, progress=dict.fromkeys(wishes, (said,) * 4)
    )
    parts = {part.id: HelperWords(text=LONG) for part in ARNHEM.questionnaire.parts}
    shared = SharedDocument(answers=answers, helper=parts, after=one, earlier=(one,) * 4)
    return Draft(shared=shared)


def test_the_longest_plan_fits_in_the_file_that_may_come_back():
    raw = own_file(ARNHEM, longest(), TODAY, "Dit is van jou.")
    assert raw.count(LONG.encode()) > 2 * 10
    assert FILE_MOST_BYTES / 2 < len(raw) < FILE_MOST_BYTES * 0.9
