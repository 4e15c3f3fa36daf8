"""Plans as people make them, from the content that is shipped."""

import itertools
from collections.abc import Iterator
from datetime import date

from wizard.core.answers import TEXT_MOST_CHARACTERS, Answer
from wizard.core.draft import Draft, HelperWords, SharedDocument
from wizard.core.followup import Agreement, Round
from wizard.core.municipality import Edition
from wizard.core.plan import Plan, build_plan
from wizard.core.questionnaire import People, Question, TextQuestion, choices_of
from wizard.handout.paper import Paper
from wizard.handout.plan import plan_paper
from wizard.i18n import Editions
from wizard.resources import PACKAGE


def arnhem() -> Edition:
    """Return the shipped content in Dutch."""
    edition = Editions(PACKAGE / "content").find("arnhem", "nl")
    assert edition
    return edition


EDITION = arnhem()
TODAY = date(2026, 11, 22)
HOPE = "Dat ik weer vrienden krijg. En een plek waar ze me niet gek vinden."
QUESTION = "Mag mijn hond mee?"
HELPER = "Sam komt altijd op tijd. Druk praten lukt niet."
ARABIC = (
    "أريد أن أعمل مع الناس في الحديقة وأن أتعلم اللغة الهولندية. أحب الزراعة والحيوانات، ولا أحب "
    "الضجيج. خطتي هي العمل ثلاثة أيام في الأسبوع مع شخص يساعدني دائما. هل هذا ممكن؟"
)
UKRAINIAN = "Я хочу працювати з людьми й п'ять днів вивчати мову. Ґанок, їжак, єдність."
TIGRINYA = "ኣብ ጀርዲን ክሰርሕ እደሊ። ቋንቋ ሆላንድ ክመሃር እደሊ፡ ምስ ሰባት ክዛረብ እፈቱ።"

USUAL = {
    "mode": Answer(picks=("together",)),
    "helper_role": Answer(picks=("job_coach",)),
    "wishes": Answer(picks=("meet_people", "rhythm", "volunteer")),
    "work_kinds": Answer(picks=("green", "animals", "odd_jobs")),
    "hope": Answer(text=HOPE),
    "strengths": Answer(picks=("precise", "finishing", "animals"), text="Fietsen repareren"),
    "support": Answer(picks=("quiet_place", "small_steps", "fixed_person")),
    "talk_with_me": Answer(picks=("calmly", "writing_down")),
    "people": Answer(
        picks=("parent", "support_worker"), items={"support_worker": "post en afspraken"}
    ),
    "exciting": Answer(picks=("less_money", "new_people")),
    "whose_idea": Answer(picks=("mine",)),
    "who_comes": Answer(picks=("support_worker",)),
    "my_questions": Answer(picks=("money", "way_back", "try_a_day"), text=QUESTION),
    "residence": Answer(picks=("yes",)),
    "age": Answer(picks=("27_66",)),
}


def usual_draft(**more: Answer) -> Draft:
    opened = ("want", "need") if "opened" not in more else ()
    shared = SharedDocument(
        answers={**USUAL, **more},
        mark=("green", "bicycle"),
        talk=("wishes", "exciting", "support"),
        opened=opened,
        helper={"can": HelperWords(text=HELPER, on_paper=True)},
    )
    return Draft(shared=shared)


def in_other_scripts() -> Draft:
    """Return a plan in which somebody typed in three scripts, with agreements and a helper."""
    agreed = Agreement(who="سام", what=ARABIC[:40], when=UKRAINIAN[:20], lang="ar")
    draft = usual_draft(
        hope=Answer(text=ARABIC, lang="ar"),
        strengths=Answer(picks=("precise",), text=UKRAINIAN, lang="uk"),
        my_questions=Answer(picks=("money",), text=TIGRINYA, lang="ti"),
        wishes=Answer(picks=("rhythm",), text="Blij 😀", lang="nl"),
    )
    words = HelperWords(text=ARABIC, on_paper=True, lang="ar")
    after = Round(agreements=(agreed,), fixed_person="سام 026")
    return draft.with_helper("can", words).with_after(after)


def empty_draft(**answers: Answer) -> Draft:
    return Draft(shared=SharedDocument(answers=answers, mark=("green", "bicycle")))


def longest_draft(text: str = "") -> Draft:
    """Answer every question with all it allows, and `text` in every text field."""
    text = text or ("Dit is een lang verhaal over mijn week. " * 60)[:TEXT_MOST_CHARACTERS]
    return full_draft(itertools.repeat(text))


def full_draft(texts: Iterator[str]) -> Draft:
    """Answer every question with all it allows, and the next of `texts` in every text field."""
    parts = tuple(part.id for part in EDITION.questionnaire.parts)
    answers = {q.id: everything(q, next(texts)) for q in EDITION.questionnaire.questions()}
    helper = {part: HelperWords(text=next(texts), on_paper=True) for part in parts}
    shared = SharedDocument(
        answers={**answers, "mode": Answer(picks=("together",))},
        paper=dict.fromkeys(answers, True),
        talk=("wishes", "hope", "support"),
        opened=parts,
        helper=helper,
        mark=("green", "bicycle"),
    )
    return Draft(shared=shared)


def everything(question: Question, text: str) -> Answer:
    picks = tuple(choice.id for choice in choices_of(question))
    typed = isinstance(question, TextQuestion) or bool(question.own_words)
    items = dict.fromkeys(picks, text[:200]) if isinstance(question, People) else {}
    fields = {field.id: text[:200] for field in question.fields if field.kind == "text"}
    return Answer(picks=picks, items=items, text=text if typed else "", fields=fields)


def plan_of(draft: Draft) -> Plan:
    return build_plan(EDITION, draft, TODAY)


def paper_of(draft: Draft, *, demo: bool = False) -> Paper:
    return plan_paper(plan_of(draft), demo=demo)


def html_of(draft: Draft, *, demo: bool = False) -> str:
    return paper_of(draft, demo=demo).html


def everything_off_paper(draft: Draft) -> Draft:
    """Switch every answer and the helper's words off."""
    for question in EDITION.questionnaire.questions():
        draft = draft.with_paper(question.id, on_paper=False, private=False)
    return draft
