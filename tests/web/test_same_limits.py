"""A file and the forms let through the same answers."""

import json

import msgspec
import pytest
from werkzeug.datastructures import MultiDict

from tests.core.arnhem import ARNHEM
from tests.core.strategies import notable_answers
from tests.core.valid_drafts import TODAY, valid_answers
from wizard.core.answers import Answer
from wizard.core.draft import Draft, SharedDocument
from wizard.core.opened_file import open_file
from wizard.core.questionnaire import Question
from wizard.forms import FOLLOW_UP, ITEM, answer_from, form_for

QUESTIONS = [*ARNHEM.questionnaire.questions()]


def by_form(question: Question, answer: Answer) -> Answer | None:
    """What a form keeps of an answer; None when it refuses it."""
    sent = MultiDict([("picks", pick) for pick in answer.picks])
    sent.update({"text": answer.text})
    sent.update({ITEM + id_: said for id_, said in answer.items.items()})
    sent.update({FOLLOW_UP + id_: said for id_, said in answer.fields.items()})
    form = form_for(question, Answer(), sent)
    if not form.validate():
        return None
    return answer_from(form, answer, lang=answer.lang, skipped=answer.skipped, revision=0)


def by_file(question: Question, answer: Answer) -> Answer | None:
    """What a file keeps of an answer; None when some of it is left out."""
    told = json.loads(msgspec.json.encode(answer))
    raw = json.dumps({"startplan": 1, "draft": {"shared": {"answers": {question.id: told}}}})
    new = Draft(shared=SharedDocument(mark=("green", "bicycle")))
    opened = open_file(raw.encode(), ARNHEM, new, TODAY, {"ar"})
    return None if opened.left_out else opened.draft.answers[question.id]


@pytest.mark.parametrize("question", QUESTIONS, ids=[question.id for question in QUESTIONS])
def test_what_a_form_keeps_as_it_is_a_file_keeps_and_nothing_else(app, question):
    kept = 0
    with app.test_request_context():
        for answer in (*valid_answers(question), *notable_answers(question)):
            through_form, through_file = by_form(question, answer), by_file(question, answer)
            same = through_form is not None and through_form.says_the_same_as(answer)
            assert same is (through_file is not None), answer
            kept += same
            assert through_file is None or through_file == answer
    assert kept > 2
