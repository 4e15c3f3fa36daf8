"""Plans for the states of pages: with nothing, with little and with everything in them."""

import msgspec

from tests.browser.ready import MARK, TOLD, TYPED, WHO, empty_draft
from wizard.core.answers import Answer
from wizard.core.draft import Draft, HelperWords, PrivateDocument, SharedDocument

WORDS = "Kirmizi balik kuyrugu"
"""What somebody typed in Turkish: no word of ours, so that it is found wherever it stands."""

TURKISH = "tr"
TYPED_IN_TURKISH = {
    "hope": Answer(text=WORDS, lang=TURKISH),
    "others_say": Answer(text=WORDS, lang=TURKISH),
    "not_wanted": Answer(text=WORDS, lang=TURKISH),
    "wishes": Answer(picks=("meet_people", "paid_work"), text=WORDS, lang=TURKISH),
    "week_now": Answer(picks=("other",), fields={"which": WORDS}, lang=TURKISH),
    "talk_with_me": Answer(picks=("interpreter",), fields={"language": WORDS}, lang=TURKISH),
    "help_wanted": Answer(text=WORDS, lang=TURKISH),
    "people": Answer(picks=("parent", "other"), items={"parent": WORDS}, lang=TURKISH),
}
CHOSEN = {
    "work_kinds": Answer(picks=("green", "making", "office")),
    "exciting": Answer(picks=("new_people", "less_money")),
    "strengths": Answer(picks=("precise", "talking")),
    "done_before": Answer(picks=("internship",)),
    "travel": Answer(picks=("bicycle", "transit_together")),
    "where_how": Answer(picks=("nearby", "morning", "break")),
    "age": Answer(picks=("18_26",)),
    "school": Answer(picks=("pro",)),
    "school_contact": Answer(text=WORDS, lang=TURKISH, fields={"leaving": "this_year"}),
}
PRIVATE = {
    "sort_out_first": Answer(picks=("money", "stress")),
    "help_order": Answer(picks=("help_first",)),
    "stopped": Answer(picks=("stopped",)),
    "how_it_went": Answer(text=WORDS, lang=TURKISH),
    "helper_load": Answer(picks=("sometimes",), fields={"needs": WORDS}, lang=TURKISH),
    "take_into_account": Answer(text=WORDS, lang=TURKISH),
}
OPENED = ("want", "can", "need", "people", "talk", "about", "private")
"""All parts: more is told about each of them."""

ALONE = empty_draft().shared.answers
HELPED = HelperWords(text=WORDS, on_paper=True, lang=TURKISH)

NOTHING = empty_draft(*OPENED)
SHORT = Draft(
    shared=SharedDocument(
        answers={**ALONE, "wishes": Answer(picks=("rest",)), "hope": TYPED["hope"]}, mark=MARK
    )
)
ALL = Draft(
    shared=SharedDocument(
        answers={**TOLD, **CHOSEN, **TYPED_IN_TURKISH, **ALONE},
        mark=MARK,
        opened=OPENED,
        talk=("wishes", "hope", "people"),
        paper={"others_say": False},
    ),
    private=PrivateDocument(answers=PRIVATE, paper={"how_it_went": True}),
)
HELPED_ALL = msgspec.structs.replace(
    ALL,
    shared=msgspec.structs.replace(
        ALL.shared,
        answers={**ALL.shared.answers, **WHO},
        helper={"want": HELPED, "can": HELPED},
    ),
)
HELPED_NOTHING = Draft(shared=SharedDocument(answers=WHO, mark=MARK))
FOR_SOMEBODY_ELSE = Draft(
    shared=SharedDocument(
        answers={"mode": Answer(picks=("helping",)), "beside": Answer(picks=("no",))}, mark=MARK
    )
)
