"""A resident who walks through the questions, thinks, types, and sometimes keeps or prints.

What each does is drawn from a seed: the language, how long they think, who makes a code or a PDF.
"""

from __future__ import annotations

import asyncio
import html
import re
from collections import deque
from collections.abc import Callable
from random import Random
from time import perf_counter
from typing import Protocol
from urllib.parse import urlencode

from benchmarks.scale.browser import Answer
from benchmarks.scale.forms import Page, read_form
from benchmarks.scale.tally import Tally

LANGUAGES = {"nl": 70, "ar": 9, "tr": 7, "uk": 6, "en": 4, "pl": 4}
"""In 100 residents; an assumption."""

MEAN_SECONDS, SPREAD = 20.0, 0.6
"""Thinking before a press: log-normal, so most are quicker and a few take minutes."""

PRESSES_MOST = 26
"""About as many as the short version has, with the pages between parts."""

CODES, PDFS, RESUMES = 1 / 4, 1 / 20, 1 / 50
BACK, STOPS, WIPES = 0.03, 0.3, 0.05
REDIRECTS_MOST, BUSY_MOST = 4, 100

OK, SEE_OTHER, INVALID, BUSY = 200, 303, 422, 503
CSRF = re.compile(rb'name="csrf_token" value="([^"]*)"')
DIGITS = re.compile(rb"<span>(\d{4})</span>")
STEP = re.compile(rb'href="(/[^"]*/stap/[0-9a-f]+)"')


class Unexpected(Exception):
    """An answer that a resident should not get."""


class Browser(Protocol):
    """What a resident holds in their hands."""

    async def get(self, path: str) -> Answer:
        """Return what stands at a path."""

    async def post(self, path: str, form: str) -> Answer:
        """Send a form, already encoded."""

    async def load_files(self, page: bytes) -> None:
        """Fetch the files of a page that are not in the cache yet."""

    def remember_files(self, page: bytes) -> None:
        """Have the files of a page in the cache already."""

    def close(self) -> None:
        """Close the connection."""


class Town:
    """What residents share: the site, the tally, and codes that were made before.

    Without `codes` nobody makes or uses one, or asks for a PDF: only pages are left.
    """

    def __init__(
        self, open_browser: Callable[[str], Browser], *, mean: float = MEAN_SECONDS, codes: bool
    ) -> None:
        """Give everyone a browser in their language; `mean` is how long they think."""
        self.open_browser, self.mean, self.with_codes = open_browser, mean, codes
        self.tally = Tally()
        self.codes: deque[str] = deque(maxlen=200)


class Resident:
    """One visit of one person."""

    def __init__(self, town: Town, rng: Random, *, presses: int = PRESSES_MOST) -> None:
        """Draw who this is; fewer `presses` is for somebody who has been here for a while."""
        self._town, self._rng, self._presses = town, rng, presses
        self._lang = rng.choices([*LANGUAGES], [*LANGUAGES.values()])[0]
        self._place = f"/arnhem/{self._lang}/"
        self._browser = town.open_browser(self._lang)
        self._is_new = presses == PRESSES_MOST

    async def visit(self) -> None:
        """Come, answer, and go; whatever goes wrong is counted."""
        rng = self._rng
        try:
            resumes = self._town.with_codes and self._town.codes and rng.random() < RESUMES
            await self.answer(await (self._come_back() if resumes else self.begin()))
            await self._finish()
        except (OSError, AssertionError, Unexpected) as error:
            self._town.tally.fail(f"{type(error).__name__}: {error}")
        finally:
            self.close()

    def close(self) -> None:
        """Close the browser."""
        self._browser.close()

    async def begin(self) -> Answer:
        """Come in at the front door; return the first question."""
        if self._is_new:
            start = await self._page(self._place)
            await self._think(0.5)
            assert b"/begin" in start.body
        return await self._press(self._place + "begin", "", "start")

    async def _come_back(self) -> Answer:
        await self._page(self._place + "verder/")
        await self._think(1)
        sent = urlencode({"code": self._town.codes[0]})
        self._town.codes.rotate(1)
        welcome = await self._patiently(self._place + "verder/", sent, "resume")
        step = STEP.search(welcome.body)
        return await self._page(step[1].decode()) if step else welcome

    async def answer(self, shown: Answer) -> None:
        """Answer question after question."""
        if not self._is_new:
            self._browser.remember_files(shown.body)
            await asyncio.sleep(self._rest_of_a_thought())
        for number in range(self._presses):
            page = read_form(shown.body)
            if page is None:
                return
            fields = page.fill(self._rng, self._lang)
            typed = any(name in page.texts for name, _ in fields)
            thinks = self._is_new or number > 0
            await self._think(0.5 * thinks)
            if typed:
                await self._autosave(page, fields)
            await self._think(0.5 * thinks)
            go = "back" if self._rng.random() < BACK else "next"
            shown = await self._press(page.action, page.encode(fields, go), "answer")
            await self._browser.load_files(shown.body)

    async def _finish(self) -> None:
        rng = self._rng
        for path in ("controle/", "plan/"):
            await self._page(self._place + path)
            await self._think(1)
        if self._town.with_codes and rng.random() < CODES:
            await self.make_code()
        if self._town.with_codes and rng.random() < PDFS:
            await self._make_pdf()
        ending = rng.random()
        if ending < STOPS + WIPES:
            path = self._place + ("wissen" if ending < WIPES else "stoppen")
            await self._press(path, await self._token(path), "leave")

    async def make_code(self) -> None:
        """Ask for a code, again and again while the server is busy."""
        token = await self._token(self._place + "bewaren/")
        await self._think(0.5)
        shown = await self._patiently(self._place + "bewaren/code", token, "code")
        digits = b"".join(DIGITS.findall(shown.body)[:4]).decode()
        assert len(digits) == 16, "no code"  # noqa: PLR2004 - its length
        self._town.codes.append(digits)
        await self._think(1)

    async def _make_pdf(self) -> None:
        for _ in range(BUSY_MOST):
            start = perf_counter()
            answer = await self._browser.get(self._place + "plan/pdf")
            if answer.status != BUSY:
                break
            self._town.tally.refuse("pdf")
            await asyncio.sleep(answer.retry_after)
        self._town.tally.add("pdf", perf_counter() - start)
        assert answer.body.startswith(b"%PDF"), f"no PDF: {answer.status}"

    async def _autosave(self, page: Page, fields: list[tuple[str, str]]) -> None:
        start = perf_counter()
        answer = await self._browser.post(page.action, page.encode(fields, "autosave"))
        self._town.tally.add("autosave", perf_counter() - start)
        if answer.status != OK:
            raise Unexpected(f"autosave {answer.status}")
        held = re.findall(rb'"(\w+)":\s*"?([^",}]*)', answer.body)
        page.hidden.update((name.decode(), value.decode()) for name, value in held)

    async def _patiently(self, path: str, form: str, kind: str) -> Answer:
        """Press again when the server says that it is busy."""
        for _ in range(BUSY_MOST):
            try:
                return await self._press(path, form, kind)
            except BusyNow as busy:
                self._town.tally.refuse(kind)
                await asyncio.sleep(busy.seconds + self._rng.random())
        raise Unexpected(f"{kind} stays busy")

    async def _press(self, path: str, form: str, kind: str) -> Answer:
        """Send a form and get the page it leads to: what somebody waits for after a press."""
        start = perf_counter()
        answer = await self._browser.post(path, form)
        if answer.status == BUSY:
            raise BusyNow(answer.retry_after)
        if answer.status == INVALID and kind == "answer":
            # "Alone" picked beside somebody: the page says so and keeps all, and they pick again.
            self._town.tally.add("mistake", perf_counter() - start)
            return answer
        if answer.status != SEE_OTHER:
            raise Unexpected(f"{kind} {answer.status}")
        for _ in range(REDIRECTS_MOST):
            answer = await self._browser.get(answer.location)
            if answer.status != SEE_OTHER:
                break
        self._town.tally.add(kind, perf_counter() - start)
        return self._checked(answer, kind)

    async def _page(self, path: str) -> Answer:
        start = perf_counter()
        answer = await self._browser.get(path)
        self._town.tally.add("page", perf_counter() - start)
        if self._is_new:
            await self._browser.load_files(answer.body)
        return self._checked(answer, path.rpartition("/")[0].rpartition("/")[2] or path)

    def _checked(self, answer: Answer, what: str) -> Answer:
        if answer.status != OK:
            raise Unexpected(f"page after {what} {answer.status}")
        if not answer.body.rstrip().endswith(b"</html>"):
            raise Unexpected(f"half a page after {what}")
        return answer

    async def _token(self, path: str) -> str:
        found = CSRF.search((await self._page(path)).body)
        assert found, "no form"
        return urlencode({"csrf_token": html.unescape(found[1].decode())})

    def _rest_of_a_thought(self) -> float:
        """Return how long somebody still thinks at any moment: long thoughts are met oftener."""
        drawn = self._rng.lognormvariate(SPREAD**2 / 2, SPREAD)
        return self._town.mean * drawn * self._rng.random()

    async def _think(self, share: float) -> None:
        # The mean of a log-normal draw is exp(mu + spread squared / 2), so this one's is 1.
        drawn = self._rng.lognormvariate(-(SPREAD**2) / 2, SPREAD)
        await asyncio.sleep(self._town.mean * share * drawn)


class BusyNow(Exception):
    """The server asks to come again after some seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__("busy")
        self.seconds = seconds
