"""A device with voices: Debian's Chromium has none, so pages get these in their place."""

import json
from typing import Any

from playwright.sync_api import Page

Voice = dict[str, Any]

DUTCH: Voice = {"name": "Anna", "lang": "nl-NL", "localService": True, "default": False}
FLEMISH: Voice = {"name": "Bart", "lang": "nl_BE", "localService": True, "default": True}
ENGLISH: Voice = {"name": "Carol", "lang": "en-GB", "localService": True, "default": True}
REMOTE: Voice = {"name": "Cloud", "lang": "nl-NL", "localService": False, "default": True}

DEVICE = """(voices => {
  const heard = [], ears = [];
  let now = null, has = voices;
  const end = (kind, more = {}) => { const was = now; now = null; was?.['on' + kind]?.(more); };
  const device = {
    heard,
    appear: later => { has = later; ears.forEach(ear => ear()); },
    finish: () => end('end'),
    fail: () => end('error', {error: 'audio-busy'}),
    word: (charIndex, charLength) => now.onboundary({name: 'word', charIndex, charLength}),
    isSpeaking: () => now !== null,
  };
  const speech = {
    getVoices: () => has,
    addEventListener: (_, ear) => ears.push(ear),
    speak: said => {
      heard.push({text: said.text, lang: said.lang, voice: said.voice.name, rate: said.rate});
      now = said;
    },
    cancel: () => {
      if (now) localStorage.setItem('cancelled', '1');
      end('error', {error: 'interrupted'});
    },
  };
  class Said { constructor(text) { this.text = text; } }
  Object.defineProperties(window, {
    speechSynthesis: {value: speech},
    SpeechSynthesisUtterance: {value: Said},
    device: {value: device},
  });
})"""
"""Says nothing, but notes what it is told to say; the test decides when a sentence ends."""

SENTENCES_MOST = 400


class Device:
    """What a page lets the device's voices say."""

    def __init__(self, page: Page, *voices: Voice) -> None:
        """Give these voices to every page that opens from now on."""
        self.page = page
        page.add_init_script(f"{DEVICE}({json.dumps(voices)})")

    @property
    def button(self) -> Any:
        """The button that starts and stops."""
        return self.page.locator(".read-aloud button")

    @property
    def heard(self) -> list[Voice]:
        """What was said on this page: text, language, voice and speed of each sentence."""
        heard: list[Voice] = self.page.evaluate("device.heard")
        return heard

    @property
    def is_speaking(self) -> bool:
        """Whether a sentence is being said."""
        return bool(self.page.evaluate("device.isSpeaking()"))

    @property
    def marked(self) -> list[str]:
        """The texts that are marked as being read."""
        return self.page.locator(".is-read").all_inner_texts()

    def appear(self, *voices: Voice) -> None:
        """Let the device have these voices from now on, and say so, as browsers do late."""
        self.page.evaluate("voices => device.appear(voices)", voices)

    def finish(self) -> None:
        """Let the sentence end, as when it has been said."""
        self.page.evaluate("device.finish()")

    def read_all(self) -> str:
        """Press the button, listen to the end, and return everything that was said."""
        self.button.click()
        self.page.evaluate(
            "most => { while (device.isSpeaking() && most--) device.finish(); }", SENTENCES_MOST
        )
        assert not self.is_speaking
        return " ".join(" ".join(sentence["text"] for sentence in self.heard).split())
