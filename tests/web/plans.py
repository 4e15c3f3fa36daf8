"""Plans put straight into a browser, and read back from the store: the quick way round pages."""

from tests.web.browser import PLACE, Browser
from wizard.core.answers import Answer
from wizard.core.draft import Draft, HelperWords, PrivateDocument, SharedDocument
from wizard.vault import OpenDraft
from wizard.web.addresses import part_address, step_address
from wizard.web.site import EXTENSION, Site, now
from wizard.web.visit import Visit, decode, encode_new

HOPE = "Ik hoop op een hond die Bikkel heet"
HELPER = "Sam komt altijd vroeg zegt de coach"
SECRET = "De vorige baas schreeuwde vaak"

ALONE = {
    "mode": Answer(picks=("alone",), revision=1),
    "device": Answer(picks=("shared",), revision=1),
}
TOGETHER = {
    "mode": Answer(picks=("together",), revision=1),
    "helper_role": Answer(picks=("job_coach",), revision=1),
    "device": Answer(picks=("shared",), revision=1),
}
WORDS = {
    "wishes": Answer(picks=("rhythm", "paid_work"), revision=1),
    "paid_work_when": Answer(picks=("practise_first",), revision=1),
    "hope": Answer(text=HOPE, lang="nl", revision=1),
}
PRIVATE = {
    "sort_out_first": Answer(picks=("money",), revision=1),
    "help_order": Answer(picks=("help_first",), revision=1),
    "stopped": Answer(picks=("stopped",), revision=1),
    "how_it_went": Answer(text=SECRET, lang="nl", revision=1),
}

PRIVATE_WORDS = {
    "stopped": Answer(picks=("stopped",), revision=1),
    "how_it_went": Answer(text=SECRET, lang="nl", revision=1),
}


def alone(**answers: Answer) -> Draft:
    """A draft of somebody alone, on a shared device."""
    return make_draft({**ALONE, **WORDS, **answers})


def together(**private: Answer) -> Draft:
    """A draft with a job coach beside, whose words are on paper, and with private answers."""
    helper = {"want": HelperWords(text=HELPER, on_paper=True, lang="nl", revision=1)}
    return make_draft({**TOGETHER, **WORDS}, private or PRIVATE, helper=helper)


def make_draft(
    answers: dict[str, Answer], private: dict[str, Answer] | None = None, **more: object
) -> Draft:
    shared = SharedDocument(answers=answers, mark=("green", "bicycle"), **more)  # type: ignore[arg-type]  # more is what a document holds
    return Draft(shared=shared, private=PrivateDocument(answers=private or {}))


def site_of(browser: Browser) -> Site:
    site: Site = browser.application.extensions[EXTENSION]
    return site


def give(browser: Browser, draft: Draft) -> None:
    """Let this browser have a draft open, as after Start."""
    entry = site_of(browser).drafts.start(*encode_new(draft), now())
    browser.set_cookie("plan", entry.token)


def open_too(browser: Browser, other: Browser) -> None:
    """Let a second browser open the first one's draft in a session of its own."""
    entry = site_of(browser).drafts.open_session(opened_in(browser), now())
    other.set_cookie("plan", entry.token)


def opened_in(browser: Browser) -> OpenDraft:
    """Open what this browser's cookies open."""
    for name in ("plan", "apparaat"):
        token = browser.cookie(name)
        opened = site_of(browser).drafts.find(token, now()) if token else None
        if isinstance(opened, OpenDraft):
            return opened
    raise AssertionError("this browser opens no draft")


def draft_in(browser: Browser) -> Draft:
    """Read what is stored."""
    return decode(opened_in(browser))


def url_of(browser: Browser, key: str) -> str:
    """Return the address of a step such as "question:hope"."""
    visit = Visit(site_of(browser).default_edition(), opened_in(browser), "")
    step = next(step for step in visit.path.steps if step.key == key)
    return f"{PLACE}/stap/{step_address(visit, step)}"


def part_url_of(browser: Browser, part: str) -> str:
    """Return the address of the page with all questions of a part."""
    visit = Visit(site_of(browser).default_edition(), opened_in(browser), "")
    found = next(one for one in visit.questionnaire.parts if one.id == part)
    return f"{PLACE}/deel/{part_address(visit, found)}"


def ask(browser: Browser, question: str) -> None:
    """Open the page of a question."""
    browser.visit(url_of(browser, f"question:{question}"))


def hand_over(browser: Browser) -> None:
    """Give the screen to the resident, as a helper does before the private part."""
    browser.visit(url_of(browser, "hand-over:private"))
    browser.press("Ja, ik ben alleen. Verder")
