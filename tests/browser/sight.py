"""What can be told apart on a picture of the page, whatever the style sheet says."""

import io

from PIL import Image, ImageChops
from playwright.sync_api import FloatRect, Locator, Page

OUTSIDE, INSIDE = 3, 4
"""How far from the edge of a control, in CSS px, its edge must show."""
CHANGED = 40
"""How far a pixel's brightness must move (0 to 255) to count."""
TICK = 40
"""How many pixels a tick changes at least."""
CONTROLS = """() => {
  const bar = document.querySelector('.actions');
  const covered = tag => bar && !bar.contains(tag)
    && tag.getBoundingClientRect().bottom > bar.getBoundingClientRect().top - 4
    && tag.getBoundingClientRect().top < bar.getBoundingClientRect().bottom + 4;
  return [...document.querySelectorAll('button, a.nl-button, a.call, .pill, textarea, '
  + 'input:not([type=hidden], [type=radio], [type=checkbox]), .choice')]
  .filter(tag => tag.checkVisibility() && tag.getBoundingClientRect().width > 1)
  .filter(tag => !getComputedStyle(tag).textDecorationLine.includes('underline'))
  .filter(tag => !tag.matches('.default-button') && !covered(tag))
  .map(tag => {
    const box = tag.getBoundingClientRect();
    return {name: tag.innerText || tag.name, box: {
      x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height}};
  });
}"""
"""What the bar that sticks covers when the picture is taken is left out: others are alike."""


def controls_without_edge(page: Page) -> list[str]:
    """Name the controls of which fewer than three sides stand out from what is around them."""
    picture = _picture(page)
    controls = page.evaluate(CONTROLS)
    return [one["name"] for one in controls if _sides_seen(picture, one["box"]) < 3]


def unseen_ticks(page: Page) -> list[str]:
    """Name the answers that look the same, but for their colour, when they are ticked."""
    unseen = []
    for box in page.locator(".choice:visible input, .switch:visible input").all()[:2]:
        card = box.locator("xpath=..")
        before = _card(card)
        box.evaluate("box => { box.checked = !box.checked }")
        changed = ImageChops.difference(before, _card(card)).histogram()
        if sum(changed[CHANGED:]) < TICK:
            unseen.append(card.inner_text())
    return unseen


def _picture(page: Page) -> Image.Image:
    shot = page.screenshot(full_page=True, scale="css")
    return Image.open(io.BytesIO(shot)).convert("L")


def _card(card: Locator) -> Image.Image:
    return Image.open(io.BytesIO(card.screenshot(scale="css"))).convert("L")


def _sides_seen(picture: Image.Image, box: FloatRect) -> int:
    """Count the sides across which, halfway, the brightness changes."""
    across = (-1, 1, -1, 1)
    left, top = box["x"], box["y"]
    edges = (left, left + box["width"], top, top + box["height"])
    middle = (left + box["width"] / 2, top + box["height"] / 2)
    seen = 0
    for side, (edge, sign) in enumerate(zip(edges, across, strict=True)):
        steps = [edge + sign * step for step in range(OUTSIDE, -INSIDE, -1)]
        points = [(at, middle[1]) if side < 2 else (middle[0], at) for at in steps]
        tones = [picture.getpixel(_within(picture, point)) for point in points]
        seen += max(abs(tone - tones[0]) for tone in tones) >= CHANGED
    return seen


def _within(picture: Image.Image, point: tuple[float, float]) -> tuple[int, int]:
    x, y = (round(value) for value in point)
    return min(max(x, 0), picture.width - 1), min(max(y, 0), picture.height - 1)
