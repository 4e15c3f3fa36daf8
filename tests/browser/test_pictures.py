"""Pages look as they did when somebody last looked at them."""

from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import pictures
from tests.browser.chromium import SETUP
from tests.browser.live import Live, serve_site
from tests.browser.pictures import PATHS, SCREENS, SIZES, differences, keep, path_of, picture, take
from tests.browser.standing import standing_clock

MOST_BYTES = 3_000_000
OTHER_LETTERS = """main { translate: 0.4px 0.4px }
* { -webkit-text-stroke: 0.15px !important; text-rendering: geometricPrecision !important }"""
"""Letters that are bolder, spaced otherwise and between pixels, as another machine draws them."""
ALL = [
    name if screen.lang == "nl" else pytest.param(name, marks=pytest.mark.matrix)
    for name, screen in SCREENS.items()
]
FAULTS = {
    "a button is gone": ".actions .nl-button--primary { visibility: hidden }",
    "a quiet button is gone": ".actions .nl-button--subtle { visibility: hidden }",
    "a button has another colour": ".nl-button--primary { background: #0a6b3f !important }",
    "answers have another colour": ".choice__label::before { background: #bbb !important }",
    "a column has moved": "main { translate: 8px }",
    "pictures are gone": "main img { visibility: hidden }",
    "icons are gone": ".icon { visibility: hidden }",
    "a line of help is gone": ".hint { visibility: hidden }",
    "a border is gone": ".choice__label::before { border-color: transparent !important }",
}


@pytest.fixture
def standing() -> Iterator[None]:
    with standing_clock():
        yield


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A site of their own: at its desk is what the pictures show, and nothing else."""
    with serve_site(tmp_path_factory.mktemp("pictures")) as site:
        yield site


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(**SETUP)
    yield context
    context.close()


@pytest.fixture(scope="module")
def tiles(live: Live, chromium: Browser) -> Iterator[Page]:
    """A page with pictures, answers and buttons."""
    context = chromium.new_context(**SETUP)
    with standing_clock():
        yield pictures.open_screen(live, context.new_page(), "tiles")
    context.close()


@pytest.fixture(scope="module")
def plain(tiles: Page) -> dict[int, Image.Image]:
    """Pictures of that page as it is."""
    return {width: styled(tiles, "", width) for width in SIZES}


@pytest.mark.usefixtures("standing")
@pytest.mark.parametrize("name", ALL)
def test_a_page_looks_as_it_did(live: Live, context: BrowserContext, name: str):
    again = "look at the page, then run python -m tools.take_screenshots"
    for width, shot in take(live, context, name).items():
        with Image.open(path_of(name, width)) as kept:
            assert differences(kept, shot) == [], again


def test_the_kept_pictures_are_those_of_the_named_pages_and_small():
    named = set(PATHS.values())
    assert set(pictures.FOLDER.glob("*.*")) == named
    assert len(SCREENS) >= 15
    assert sum(path.stat().st_size for path in named) < MOST_BYTES


def styled(page: Page, css: str, width: int) -> Image.Image:
    """Take a picture of a page with more style, and leave the page as it was."""
    page.evaluate(
        """css => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [sheet];
        }""",
        css,
    )
    return picture(page, width)


@pytest.mark.parametrize("width", SIZES)
def test_letters_drawn_otherwise_are_no_difference(
    tiles: Page, plain: dict[int, Image.Image], tmp_path, width: int
):
    keep(plain[width], tmp_path / "kept.png")
    with Image.open(tmp_path / "kept.png") as kept:
        shot = styled(tiles, OTHER_LETTERS, width)
        assert shot.tobytes() != kept.convert("RGB").tobytes()
        assert differences(kept, shot) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_what_changes_on_a_page_is_seen(tiles: Page, plain: dict[int, Image.Image], fault: str):
    for width in SIZES:
        assert differences(plain[width], styled(tiles, FAULTS[fault], width)), width


def test_a_page_of_another_length_is_seen():
    short, long = Image.new("RGB", (360, 740)), Image.new("RGB", (360, 800))
    assert differences(short, long) == ["360 x 800 instead of 360 x 740"]
    assert differences(short, short) == []
