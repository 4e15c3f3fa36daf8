"""Pictures of pages at two widths, compared without minding how letters are drawn.

Five of them are taken in other letters too, on a phone.

The current ones stand in `docs/screens/`; `python -m tools.take_screenshots` takes them anew.
"""

import io
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.desk_pictures import YEAR, leave, open_case, sit_at_desk
from tests.browser.live import Live
from tests.browser.ready import Ready, empty_draft, full_draft
from tests.browser.standing import MOMENT
from wizard.core.sent import Reach, Way
from wizard.i18n import SOURCE_LANGUAGE

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screens"
SIZES = {360: 740, 1280: 800}
COLOURS = 128
"""How many a kept picture has: few, to keep the repository small."""
BLUR, BLOCK = 6, 12
"""CSS pixels: what is drawn finer than this does not count."""
SHRINK = 3
"""How much smaller a picture is made before it is blurred, which takes a ninth of the time then."""
REACH = Reach(call_me="Sam", way=Way.PHONE, phone="06 1234 5678", wmo=False, lang="nl")
TOLERANCE = 32
"""How far the mean colour of a block may move, from 0 to 255."""
HEIGHT_TOLERANCE = 0.02
PHONE, DESKTOP = SIZES

SAME_CODE = """() => document.querySelectorAll('.code > *').forEach(
  (part, n) => { part.textContent = String(1357 + 1111 * n); })"""


@dataclass(frozen=True)
class Screen:
    """A page and what somebody does there; `whole` shows it down to its end."""

    place: str
    do: Callable[[Page], None] = lambda page: None
    filled: bool = True
    whole: bool = False
    lang: str = SOURCE_LANGUAGE
    at_desk: bool = False
    only: int = 0
    """The one width that it has a picture of, unless 0."""

    @property
    def widths(self) -> Sequence[int]:
        """How wide its pictures are: in other languages those of phones alone."""
        if self.only:
            return [self.only]
        return list(SIZES) if self.lang == SOURCE_LANGUAGE else [PHONE]


def type_too_much(page: Page) -> None:
    """Type more than fits, and go on."""
    page.locator("textarea").fill("Ik wil graag vaker naar buiten. " * 70)
    with page.expect_navigation():
        page.get_by_role("button", name="Verder", exact=True).click()
    expect(page.locator(".utrecht-alert--error")).to_be_focused()


def make_code(page: Page) -> None:
    """Make a code, and put the same digits in the place of those that chance gave."""
    with page.expect_navigation():
        page.get_by_role("button", name="Maak een code").click()
    page.evaluate(SAME_CODE)


def send(page: Page) -> None:
    """Send the plan, and put another reference in the place of the one that chance gave."""
    with page.expect_navigation():
        page.get_by_role("button", name="Ja, stuur dit naar het CAW").click()
    page.locator(".code").evaluate("code => { code.textContent = 'ABCD 4679' }")


def open_whole_part(page: Page) -> None:
    """Ask for all questions of the part."""
    page.locator(".more-menu summary").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Alle vragen van dit deel").click()


def path_of(name: str, width: int) -> Path:
    """Return where the current picture of a page is kept."""
    return FOLDER / f"{name}-{width}.png"


SCREENS = {
    "start": Screen("/", filled=False, whole=True),
    "one": Screen("question:age", filled=False),
    "several": Screen("question:wishes"),
    "tiles": Screen("question:work_kinds"),
    "scale": Screen("question:work_skills"),
    "week": Screen("question:start_often"),
    "people": Screen("question:people"),
    "text": Screen("question:hope", filled=False),
    "error": Screen("question:hope", type_too_much),
    "helper": Screen("helper:want"),
    "check": Screen("/controle/"),
    "paper": Screen("/controle/papier"),
    "plan": Screen("/plan/", whole=True),
    "next-step": Screen("/volgende-stap/", whole=True),
    "code": Screen("/bewaren/", make_code),
    "part": Screen("question:hope", open_whole_part),
    "after-the-talk": Screen("/na-het-gesprek/", whole=True),
    "how-it-goes": Screen("/hoe-gaat-het/", whole=True),
    "send-what": Screen("/sturen/", only=PHONE),
    "send-reach": Screen("/sturen/bereiken", only=PHONE),
    "send-look": Screen("/sturen/kijken", only=PHONE),
    "sent": Screen("/sturen/kijken", send, whole=True, only=PHONE),
    "desk-list": Screen("/zaken/", whole=True, at_desk=True),
    "desk-case": Screen("/zaken/", open_case, whole=True, at_desk=True, only=DESKTOP),
    "desk-results": Screen(f"/resultaten/{YEAR}", whole=True, at_desk=True, only=DESKTOP),
    "desk-sign-in": Screen("/zaken/", leave, at_desk=True, only=DESKTOP),
}
IN_OTHER_LETTERS = ("start", "tiles", "check", "plan", "next-step")
SCREENS |= {
    f"{name}-{lang}": replace(SCREENS[name], lang=lang)
    for lang in ("ar", "ti")
    for name in IN_OTHER_LETTERS
}
PATHS = {(name, width): path_of(name, width) for name in SCREENS for width in SCREENS[name].widths}
"""Where the pictures are kept, by name and width."""


def take(live: Live, context: BrowserContext, name: str) -> dict[int, Image.Image]:
    """Return the pictures of a page by width; the site's clock has to stand."""
    with closing(context.new_page()) as page:
        context.clear_cookies()
        open_screen(live, page, name)
        screen = SCREENS[name]
        return {width: picture(page, width, whole=screen.whole) for width in screen.widths}


def open_screen(live: Live, page: Page, name: str) -> Page:
    """Open a page the way its picture shows it."""
    page.add_init_script("speechSynthesis.getVoices = () => []")  # machines differ in voices
    screen = SCREENS[name]
    page.goto(_desk(live, page, screen) if screen.at_desk else _own(live, page, screen))
    screen.do(page)
    return page


def _own(live: Live, page: Page, screen: Screen) -> str:
    """Let a plan lie open in the browser, and return where the screen is."""
    draft = full_draft().with_reach(REACH) if screen.filled else empty_draft()
    ready = Ready(live, page.context, draft, screen.lang, moment=MOMENT)
    if screen.place == "/":
        page.context.clear_cookies()
    return ready.find(screen.place)


def _desk(live: Live, page: Page, screen: Screen) -> str:
    """Let a colleague be signed in, and return where the screen is."""
    sit_at_desk(live, page)
    return f"{live.origin}/balie{screen.place}"


def picture(page: Page, width: int, *, whole: bool = False) -> Image.Image:
    """Return what the screen shows at a width."""
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    page.evaluate("document.fonts.ready")
    shot = page.screenshot(full_page=whole, animations="disabled", caret="hide", scale="css")
    return Image.open(io.BytesIO(shot)).convert("RGB")


def keep(shot: Image.Image, path: Path) -> None:
    """Write a picture in few colours, with those that it has little of among them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shot.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(path, optimize=True)


def differences(old: Image.Image, new: Image.Image, tolerance: int = TOLERANCE) -> list[str]:
    """Name the places where two pictures differ by more than the drawing of their letters."""
    if old.width != new.width or abs(old.height - new.height) > HEIGHT_TOLERANCE * old.height:
        return [f"{new.width} x {new.height} instead of {old.width} x {old.height}"]
    size = (new.width, min(old.height, new.height))
    difference = ImageChops.difference(_coarse(old, size), _coarse(new, size))
    red, green, blue = difference.split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    levels = strongest.tobytes()
    return [
        f"at {x * BLOCK}, {y * BLOCK}: {moved}"
        for y in range(strongest.height)
        for x in range(strongest.width)
        if (moved := levels[y * strongest.width + x]) > tolerance
    ]


def _coarse(shot: Image.Image, size: tuple[int, int]) -> Image.Image:
    small = shot.convert("RGB").crop((0, 0, *size)).reduce(SHRINK)
    whole = small.filter(ImageFilter.GaussianBlur(BLUR / SHRINK))
    return whole.resize((size[0] // BLOCK, size[1] // BLOCK), Image.Resampling.BOX)
