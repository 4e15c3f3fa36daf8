"""A browser in which a plan lies open from the first page on, and where its steps stand."""

from datetime import UTC, datetime

import msgspec
from playwright.sync_api import BrowserContext

from tests.browser.live import HOME, Live
from wizard.core.answers import Answer
from wizard.core.draft import Draft, HelperWords, PrivateDocument, SharedDocument
from wizard.web.addresses import step_address
from wizard.web.cookies import SESSION
from wizard.web.visit import Visit, encode_new

WHO = {
    "mode": Answer(picks=("together",)),
    "helper_role": Answer(picks=("job_coach",)),
    "device": Answer(picks=("shared",)),
}
TOLD = {
    "wishes": Answer(picks=("meet_people", "paid_work")),
    "paid_work_when": Answer(picks=("practise_first",)),
    "work_kinds": Answer(picks=("green", "making")),
    "work_style": Answer(items={"company": "together", "place": "outside"}),
    "work_skills": Answer(items={"on_time": "well", "calling_in": "with_help"}),
    "start_often": Answer(picks=("mon-am", "tue-pm")),
    "support": Answer(picks=("more_breaks", "travel_help")),
    "talk_with_me": Answer(picks=("calmly", "pictures")),
    "whose_idea": Answer(picks=("shared",)),
    "who_comes": Answer(picks=("support_worker",)),
    "my_questions": Answer(picks=("fixed_person", "way_back")),
    "residence": Answer(picks=("yes",)),
    "age": Answer(picks=("27_66",)),
}
"""All that can be told without typing."""

TYPED = {
    "hope": Answer(text="Dat ik weer zin heb in maandag.", lang="nl"),
    "others_say": Answer(text="Ik blijf rustig bij ruzie.", lang="nl"),
    "people": Answer(picks=("parent", "job_coach"), items={"parent": "Brieven lezen"}, lang="nl"),
}
OPENED = ("want", "can", "need")
"""The parts of which more is told, so that each kind of question is asked."""

MARK = ("green", "bicycle")


def full_draft(*, typed: bool = True) -> Draft:
    """Return the draft of somebody who answered, with a job coach beside them.

    `typed` leaves out what is in nobody's catalogue: the words of people.
    """
    words = HelperWords(text="Sam komt altijd vroeg.", on_paper=True, lang="nl")
    shared = SharedDocument(
        answers={**WHO, **TOLD, **(TYPED if typed else {})},
        mark=MARK,
        opened=OPENED,
        helper={"want": words} if typed else {},
        talk=("wishes",),
    )
    return Draft(shared=shared, private=PrivateDocument())


def empty_draft(*opened: str) -> Draft:
    """Return the draft of somebody alone who only began."""
    who = {"mode": Answer(picks=("alone",)), "device": Answer(picks=("shared",))}
    return Draft(shared=SharedDocument(answers=who, mark=MARK, opened=opened or OPENED))


class Ready:
    """A plan that lies open in a browser, in one language."""

    def __init__(
        self,
        live: Live,
        context: BrowserContext | None,
        draft: Draft,
        lang: str = "nl",
        *,
        moment: datetime | None = None,
        slug: str = HOME,
    ) -> None:
        """Store the draft, as begun at `moment` or else now; a browser, if any, holds it."""
        shared = msgspec.structs.replace(draft.shared, municipality=slug)
        draft = msgspec.structs.replace(draft, shared=shared)
        entry = live.site.drafts.start(*encode_new(draft), moment or datetime.now(UTC))
        self.token = entry.token
        if context:
            context.add_cookies([{"name": SESSION, "value": entry.token, "url": live.origin}])
        edition = live.site.editions.find(slug, lang)
        assert edition
        self._visit = Visit(edition, entry.draft, entry.token)
        self._live, self._lang, self._slug = live, lang, slug

    def let_in(self, context: BrowserContext) -> None:
        """Let another browser hold the plan too, as if it came in with a helper code."""
        drafts, moment = self._live.site.drafts, datetime.now(UTC)
        _, opened = drafts.make_code(self._visit.opened, moment)
        code, _ = drafts.make_helper_code(opened, moment)
        entry = drafts.open_with_code(code, "127.0.0.1", moment)
        context.add_cookies([{"name": SESSION, "value": entry.token, "url": self._live.origin}])

    def at(self, path: str) -> str:
        """Return the address of a page, such as "/plan/"."""
        return self._live.at(path, self._lang, self._slug)

    def step(self, key: str) -> str:
        """Return the address of a step, such as "question:hope"."""
        step = next(step for step in self._visit.path.steps if step.key == key)
        return self.at(f"/stap/{step_address(self._visit, step)}")

    def find(self, place: str) -> str:
        """Return the address of a page or a step, whichever this names."""
        return self.at(place) if place.startswith("/") else self.step(place)
