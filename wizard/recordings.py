"""Recorded questions: sound files that a person spoke in, kept beside the content.

`audio/<language>/<question id>.mp3` in the content directory, and beside it a `.txt` with what is
said, one text of the page on each line. A recording is offered only where every line still stands
on the page, so that nobody hears another question than the one they see.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from wizard.core.content import texts
from wizard.core.municipality import Edition
from wizard.core.problems import Problem
from wizard.core.questionnaire import Question, choices_of
from wizard.i18n import Editions

AUDIO = "audio"
SPOKEN = ".txt"
SOUND_TYPES = {
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
}
"""The kinds of file that are played; of several, a browser takes the first that it can."""

DIGEST_LETTERS = 20


class Sound(Struct, frozen=True):
    """One sound file: where it is, under which name it is served, and as what."""

    path: Path
    name: str
    media_type: str


class Recording(Struct, frozen=True):
    """The sound files of one question in one language, and the lines that are said in them."""

    sounds: tuple[Sound, ...]
    lines: tuple[str, ...]

    def faults(self, question: Question) -> Iterator[str]:
        """Say in what this differs from the question as it reads now; nothing means it fits."""
        shown = {_plain(text) for _, text in texts(question)}
        said = [_plain(line) for line in self.lines]
        if said[:1] != [_plain(question.text)]:
            yield "the first line said is not the question"
        for line, plain in zip(self.lines, said, strict=True):
            if plain not in shown:
                yield f"this is said, but does not stand on the page: {line}"
        answers = [choice.text for choice in choices_of(question)]
        unsaid = [answer for answer in answers if _plain(answer) not in said]
        if 0 < len(unsaid) < len(answers):
            yield f"other answers are said, but not this one: {unsaid[0]}"


class Recordings:
    """All recordings of a content directory, read once."""

    def __init__(self, content_dir: Path) -> None:
        """Read the directory; one without recordings is fine."""
        self._found = {folder.name: _recordings(folder) for folder in language_folders(content_dir)}
        self._offered: dict[tuple[str, str], dict[str, tuple[Sound, ...]]] = {}

    def sounds(self) -> Iterator[Sound]:
        """Return every sound file that may be played."""
        for recordings in self._found.values():
            for recording in recordings.values():
                yield from recording.sounds

    def of(self, edition: Edition) -> Mapping[str, tuple[Sound, ...]]:
        """Return what can be played in an edition, by the id of the question."""
        key = edition.municipality.slug, edition.lang
        if key not in self._offered:
            self._offered[key] = dict(self._fitting(edition))
        return self._offered[key]

    def _fitting(self, edition: Edition) -> Iterator[tuple[str, tuple[Sound, ...]]]:
        for name, recording in self._found.get(edition.lang, {}).items():
            question = edition.questionnaire.find_question(name)
            if question and not any(recording.faults(question)):
                yield name, recording.sounds


def check_recordings(content_dir: Path) -> Iterator[Problem]:
    """Warn of every recording that no page plays, or that some municipality's page does not."""
    editions = Editions(content_dir)
    for folder in language_folders(content_dir):
        found = [editions.find(slug, folder.name) for slug in editions.municipalities]
        offered = [edition for edition in found if edition]
        if not offered:
            text = "no municipality offers this language"
            yield Problem(AUDIO, folder.name, text, "warning")
        for place, text in _problems(folder, offered):
            yield Problem(AUDIO, f"{folder.name}/{place}", text, "warning")


def language_folders(content_dir: Path) -> list[Path]:
    """Return the folder of each language that has recordings."""
    return sorted(path for path in (content_dir / AUDIO).glob("*") if path.is_dir())


def _problems(folder: Path, editions: list[Edition]) -> Iterator[tuple[str, str]]:
    recordings = _recordings(folder)
    for path in sorted(folder.iterdir()):
        if path.suffix not in {SPOKEN, *SOUND_TYPES}:
            yield path.name, f"this is not played; a recording is one of {' '.join(SOUND_TYPES)}"
        elif path.stem not in recordings:
            yield path.name, "there is no recording with these words"
    for name, recording in recordings.items():
        for edition in editions:
            question = edition.questionnaire.find_question(name)
            faults = recording.faults(question) if question else ("no question has this id",)
            yield from ((name, f"{edition.municipality.slug}: {fault}") for fault in faults)


def _recordings(folder: Path) -> dict[str, Recording]:
    names = sorted({path.stem for path in folder.iterdir() if path.suffix in SOUND_TYPES})
    return {name: Recording(tuple(_sounds(folder, name)), _lines(folder, name)) for name in names}


def _sounds(folder: Path, name: str) -> Iterator[Sound]:
    for suffix, media_type in SOUND_TYPES.items():
        path = folder / f"{name}{suffix}"
        if path.is_file():
            # The name tells nobody who reads a log or a history which question was listened to.
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:DIGEST_LETTERS]
            yield Sound(path, f"{AUDIO}/question.{digest}{suffix}", media_type)


def _lines(folder: Path, name: str) -> tuple[str, ...]:
    path = folder / f"{name}{SPOKEN}"
    text = path.read_text("utf-8") if path.is_file() else ""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _plain(text: str) -> str:
    """Return a text as one hears it: letters and digits, no capitals, marks or line ends."""
    heard = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    return " ".join(heard.split())
