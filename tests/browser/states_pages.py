"""Every state of the pages around the questions: start, check, plan, keeping, coming back."""

from tests.browser.stage import Reach, Stage, at, press, put, tick, unfold
from tests.browser.told import ALL, HELPED_ALL, NOTHING, SHORT

PIN, WRONG_PIN = "2468", "1357"
MISTYPED = "1234567890123450"
CODE_BOX = "Je code van 16 cijfers"
INFORMATION = {
    "/nu-hulp": "help now",
    "/hulp": "help with the site",
    "/papier": "ways to get paper",
    "/vragen-op-papier": "questions on paper",
    "/vragen-op-papier/lang": "all questions on paper",
    "/uitkomsten": "outcomes",
    "/zo-werkt-het": "how it works",
    "/zo-kiezen-wij": "rules",
    "/woorden": "words",
    "/privacy": "privacy",
    "/toegankelijkheid": "accessibility",
    "/voor-professionals": "professionals",
}
"""The pages for everyone."""


def write_in(label: str, text: str) -> Reach:
    """Return what types into a box."""
    return lambda stage: stage.write(text, label)


def on_device(stage: Stage) -> None:
    """Let the plan stay on this device."""
    stage.keep_on_device(stage.give(SHORT))


def locked(stage: Stage) -> None:
    """Let the plan stay on this device behind a PIN, and the browser be closed since."""
    stage.keep_on_device(stage.give(SHORT), PIN)
    stage.close_browser()


def has_code(stage: Stage) -> None:
    """Make a code."""
    stage.give(SHORT)
    stage.open("/bewaren/")
    stage.press("Maak een code")


def too_late(stage: Stage) -> None:
    """Press Verder after the session was over."""
    stage.write("Wat ik net typte")
    stage.end_session()
    stage.press("Verder")


def locked_too_late(stage: Stage) -> None:
    """Press Verder after the session was over, on a device that asks for a PIN."""
    stage.keep_on_device(stage.give(SHORT), PIN)
    stage.open("question:hope")
    too_late(stage)


def leave_in_a_hurry(stage: Stage) -> None:
    """Press Snel weg, and stay on the page in between because the way out gives nothing."""
    stage.page.route(
        f"{stage.live.site.settings.exit_url}**", lambda route: route.fulfill(status=204)
    )
    stage.open("/nu-hulp")
    stage.press("Snel weg")


def choose_no_card(stage: Stage) -> None:
    """Choose a next step that the page does not have."""
    stage.unfold("Klopt dit niet? Kies zelf.")
    stage.page.locator("[name=card]").first.check()
    stage.set_value("[name=card]", "none")
    stage.press("Dit wil ik")


def choose_a_card(stage: Stage) -> None:
    """Choose a next step."""
    stage.unfold("Klopt dit niet? Kies zelf.")
    stage.page.locator("[name=card]").first.check()
    stage.press("Dit wil ik")


def after(*steps: Reach) -> Reach:
    """Return what takes these steps one after the other."""

    def reach(stage: Stage) -> None:
        for step in steps:
            step(stage)

    return reach


CHECK: dict[str, Reach] = {
    "check answers, empty": at("/controle/", NOTHING),
    "check answers, filled": at("/controle/", ALL),
    "check answers, with a helper": at("/controle/", HELPED_ALL),
    "check paper, empty": at("/controle/papier", NOTHING),
    "check paper, filled": at("/controle/papier", ALL),
    "check paper, with a helper": at("/controle/papier", HELPED_ALL),
    "check talk, empty": at("/controle/praten", NOTHING),
    "check talk, filled": at("/controle/praten", ALL),
    "check talk, error": at(
        "/controle/praten", ALL, tick("Dit lijkt me leuk"), press("Naar mijn plan")
    ),
}
RESULT: dict[str, Reach] = {
    "plan, blank": at("/plan/", NOTHING),
    "plan, short": at("/plan/", SHORT),
    "plan, everything": at("/plan/", HELPED_ALL),
    "plan, large": at("/plan/groot", HELPED_ALL),
    "plan, easy": at("/plan/makkelijk", HELPED_ALL),
    "plan, easy, blank": at("/plan/makkelijk", NOTHING),
    "plan so far": at("/plan/tot-nu-toe", SHORT),
    "plan so far, nothing told": at("/plan/tot-nu-toe", NOTHING),
    "plan so far, everything": at("/plan/tot-nu-toe", HELPED_ALL),
    "papers": at("/plan/papier", SHORT),
    "papers, with a code": after(has_code, at("/plan/papier")),
    "next step": at("/volgende-stap/", SHORT),
    "next step, everything": at("/volgende-stap/", ALL),
    "next step, all ways open": at("/volgende-stap/", ALL, unfold("Bekijk wat nog meer kan")),
    "next step, choosing": at("/volgende-stap/", ALL, unfold("Klopt dit niet? Kies zelf.")),
    "next step, chosen": at("/volgende-stap/", ALL, choose_a_card),
    "next step, error": at("/volgende-stap/", ALL, choose_no_card),
}
KEEPING: dict[str, Reach] = {
    "keep": at("/bewaren/", SHORT),
    "keep, on this device": after(on_device, at("/bewaren/")),
    "keep, behind a PIN": at(
        "/bewaren/",
        SHORT,
        write_in("Pincode (mag je leeg laten)", PIN),
        press("Bewaar op dit apparaat"),
    ),
    "keep, error": at("/bewaren/", SHORT, put("[name=pin]", "12"), press("Bewaar op dit apparaat")),
    "code": has_code,
    "stop, without a code": at("/stoppen", SHORT),
    "stop, on this device": after(on_device, at("/stoppen")),
    "stopped": at("/stoppen", SHORT, press("Stop, en bewaar niets")),
    "wipe": at("/wissen", SHORT),
    "wiped": at("/wissen", SHORT, press("Ja, wis alles")),
    "left in a hurry": leave_in_a_hurry,
}
BACK: dict[str, Reach] = {
    "resume, empty": at("/verder/"),
    "resume, beside another plan": after(on_device, at("/verder/")),
    "resume, mistyped": at("/verder/", None, write_in(CODE_BOX, MISTYPED), press("Open mijn plan")),
    "resume, after a time-out": at("question:hope", SHORT, too_late),
    "resume, ended": at("/plan/"),
    "resume, wrong code after a time-out": at(
        "question:hope", SHORT, too_late, write_in(CODE_BOX, MISTYPED), press("Open mijn plan")
    ),
    "PIN, empty": after(locked, at("/verder/pin")),
    "PIN, after a time-out": locked_too_late,
    "PIN, error": after(
        locked, at("/verder/pin"), write_in("Pincode", WRONG_PIN), press("Open mijn plan")
    ),
    "welcome back": at("/verder/welkom", SHORT),
}
START: dict[str, Reach] = {
    "start": at("/"),
    "start, with a plan": at("/", SHORT),
    "start, plan behind a PIN": after(locked, at("/")),
    "start, help panel open": at("/", None, unfold("Nu hulp nodig?")),
    "languages": at("/taal"),
    "languages, with an answer waiting": at("question:hope", SHORT, press("Taal: Nederlands")),
    "language unknown": lambda stage: stage.go(f"{stage.live.origin}/arnhem/de/"),
}
FOR_EVERYONE: dict[str, Reach] = {
    **{f"information: {name}": at(path) for path, name in INFORMATION.items()},
    "information: help now, with a plan": at("/nu-hulp", SHORT),
    "information: ways to get paper, with a plan": at("/papier", SHORT),
}

PAGES: dict[str, Reach] = {**START, **CHECK, **RESULT, **KEEPING, **BACK, **FOR_EVERYONE}
