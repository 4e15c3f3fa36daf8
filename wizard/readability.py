"""Measures how hard our Dutch is: sentences, words, Flesch-Douma, and a few known stumbling blocks.

Good for a body of text, poor for one sentence: the percentages and the formula count over all
texts together, and a single text is only flagged for what a person can mend. It needs the word
list and the hyphenation of `startplan[check]`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from wizard.core.decoding import decoded
from wizard.core.municipality import Glossary, Municipality
from wizard.core.problems import Level, Problem
from wizard.core.questionnaire import Questionnaire
from wizard.desk_passages import desk_body
from wizard.passages import Body, Passage, read_bodies
from wizard.resources import PACKAGE
from wizard.spoken_dutch import SpokenDutch, spoken_dutch

LANGUAGE_FILE = "language_nl.toml"
LONG_WORD_LETTERS, LONG_WORD_SYLLABLES = 12, 3
EXPLAINED_WORD_SYLLABLES = 2
FLESCH_WORDS_LEAST = 100

NEGATION = re.compile(
    r"(?<!, )(?<!\ben )(?<!\bof )\b(?:niet|geen|niemand|niets|nooit|nergens|zonder)\b",
    re.IGNORECASE,
)
"""Directly after a comma, "en" or "of" a negation goes on with a list, which is easy to read."""
FORMAL = re.compile(r"(?<!\.)\bu(?:w|zelf)?\b", re.IGNORECASE)
PARTICIPLE = (
    r"\b(?:(?:aan|af|door|in|mee|na|om|op|over|terug|toe|uit|voor|weg)?ge\w{2,}(?:[dt]|en)"
    r"|(?:be|ver|ont|her)\w{2,}[dt]|(?:be|ver|ont)\w*o\w+en)\b"
)
BECOMES, IS = r"\b(?:word|wordt|worden|werd|werden)\b", r"\b(?:is|zijn|was|waren)\b"
PASSIVE = re.compile(
    rf"{BECOMES}.*{PARTICIPLE}|{PARTICIPLE}.*{BECOMES}"
    rf"|{IS}.*\bdoor\b.*{PARTICIPLE}|{IS}.*{PARTICIPLE} door\b",
    re.IGNORECASE,
)
DOTTED = re.compile(
    r"\b(?:(?:[a-z]\.){2,}|(?:bijv|enz|evt|incl|excl|nr|tel|blz|resp)\.)", re.IGNORECASE
)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:-]\d+)*")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
PLACEHOLDER = re.compile(r"\{\w+\}|%\(\w+\)[ds]")


class Profile(Struct, frozen=True):
    """The limits of a language level; percentages are of all words.

    Chosen so that government apps tested with citizens pass B1, and policy texts never do.
    """

    name: str
    longest_sentence: int
    mean_sentence: float
    flesch_least: float
    rare_percent: float
    long_percent: float


A2 = Profile("a2", 12, 8.5, 75, 2.5, 5)
B1 = Profile("b1", 15, 10.5, 65, 4, 8)


class WordLists(Struct, frozen=True, forbid_unknown_fields=True):
    """Our own decisions: a plain word for each word of jargon, a reason for each allowed one.

    `staff` are words that are fine at the desk only.
    """

    jargon: dict[str, str]
    allowed: dict[str, str]
    staff: dict[str, str] = {}


class LanguageReport(Struct, frozen=True):
    """The figures of a body of texts, and what to look at."""

    body: str
    profile: Profile
    words: int
    sentences: int
    flesch: float
    rare: int
    long: int
    problems: tuple[Problem, ...] = ()

    @property
    def mean_sentence(self) -> float:
        """The mean length of a sentence in words."""
        return self.words / max(1, self.sentences)

    def percent(self, count: int) -> float:
        """Return a count of words as a percentage of all words."""
        return 100 * count / max(1, self.words)

    def __str__(self) -> str:
        """Say the figures on one line."""
        return (
            f"{self.body}, {self.profile.name}: {self.words} words, "
            f"{self.mean_sentence:.1f} a sentence, Flesch-Douma {self.flesch:.0f}, "
            f"rare {self.percent(self.rare):.1f} %, long {self.percent(self.long):.1f} %, "
            f"{len(self.problems)} to look at"
        )


def check_language(
    questionnaire: Questionnaire,
    glossary: Glossary,
    municipalities: Sequence[Municipality],
    directory: Path,
) -> tuple[LanguageReport, ...]:
    """Measure all Dutch: residents' way to a plan at A2, what explains and the desk at B1.

    `directory` is the content directory. Raises ContentInvalid when its word lists make no sense
    and LanguageToolsMissing without `startplan[check]`.
    """
    lists = load_word_lists(directory)
    explained = explained_words(glossary, municipalities)
    flow, explanations = read_bodies(questionnaire, glossary, municipalities)
    known_by_staff = explained | frozenset(lists.staff)
    return (
        measure(flow, A2, lists, explained),
        measure(explanations, B1, lists, explained),
        measure(desk_body(municipalities), B1, lists, known_by_staff),
    )


def load_word_lists(directory: Path) -> WordLists:
    """Read our word lists, and what a content directory of somebody's own adds to them.

    Raises ContentInvalid.
    """
    ours = _read_word_lists(PACKAGE / "content" / LANGUAGE_FILE)
    own = directory / LANGUAGE_FILE
    added = _read_word_lists(own) if own.is_file() else ours
    jargon, allowed = ours.jargon | added.jargon, ours.allowed | added.allowed
    return WordLists(jargon, allowed, ours.staff | added.staff)


def _read_word_lists(path: Path) -> WordLists:
    return decoded(path.read_bytes(), WordLists, LANGUAGE_FILE)


def explained_words(glossary: Glossary, municipalities: Iterable[Municipality]) -> frozenset[str]:
    """Return the words that are explained where they stand, and names of municipalities."""
    terms = [*glossary.terms]
    for municipality in municipalities:
        terms += municipality.terms
    forms = [form for term in terms for form in (term.word, *term.forms)]
    forms += [municipality.name for municipality in municipalities]
    return frozenset(word for form in forms for word in words_of(form.lower()))


def measure(
    body: Body, profile: Profile, lists: WordLists, explained: Collection[str] = ()
) -> LanguageReport:
    """Return the figures of a body held against a profile, and the flags of each passage.

    A body over a limit is an error, and so is each flag, except a sentence that only A2 calls
    long. Words in `explained` and in the allowed list are never hard, and count as two syllables.
    Raises LanguageToolsMissing without `startplan[check]`.
    """
    known = frozenset(explained) | frozenset(lists.allowed)
    report = _figures(body, profile, known)
    over = [Problem(body.name, profile.name, text) for text in _over_limits(report)]
    flags = [flag for passage in body.passages for flag in _flags(passage, lists, known)]
    return msgspec.structs.replace(report, problems=(*over, *flags))


def _figures(body: Body, profile: Profile, known: Collection[str]) -> LanguageReport:
    dutch = spoken_dutch()
    sentences = [one for passage in body.passages for one in sentences_of(passage.text)]
    words = [word for sentence in sentences for word in _content_words(sentence, known)]
    total = sum(len(words_of(sentence)) for sentence in sentences)
    syllables = (total - len(words)) * EXPLAINED_WORD_SYLLABLES + sum(map(dutch.syllables, words))
    return LanguageReport(
        body=body.name,
        profile=profile,
        words=total,
        sentences=len(sentences),
        flesch=flesch_douma(total, len(sentences), syllables),
        rare=sum(map(dutch.is_rare, words)),
        long=sum(_is_long(word, dutch) for word in words),
    )


def flesch_douma(words: int, sentences: int, syllables: int) -> float:
    """Return Douma's reading ease for Dutch (1960): 100 is very easy, 30 very hard."""
    if not words:
        return 100.0
    return 206.84 - 0.93 * words / sentences - 77 * syllables / words


def sentences_of(text: str) -> list[str]:
    """Split a text into sentences; what is filled in counts as one plain word."""
    plain = PLACEHOLDER.sub("plek", text)
    return [part for part in SENTENCE_END.split(plain) if words_of(part)]


def words_of(sentence: str) -> list[str]:
    """Return the words and numbers of a sentence."""
    return WORD.findall(sentence)


def _content_words(sentence: str, known: Collection[str]) -> Iterator[str]:
    """Yield the words that may be hard: no names, numbers, explained or allowed words."""
    for place, word in enumerate(words_of(sentence)):
        name = place > 0 and word[0].isupper() and not word.isupper()
        if not name and not word[0].isdigit() and word.lower() not in known:
            yield word.lower()


def _is_long(word: str, dutch: SpokenDutch) -> bool:
    return len(word) > LONG_WORD_LETTERS or dutch.syllables(word) > LONG_WORD_SYLLABLES


def _flags(passage: Passage, lists: WordLists, known: Collection[str]) -> Iterator[Problem]:
    for sentence in sentences_of(passage.text):
        length = len(words_of(sentence))
        if length > A2.longest_sentence:
            level: Level = "error" if length > B1.longest_sentence else "warning"
            advice = f"a sentence of {length} words: make shorter ones, of {A2.longest_sentence}"
            yield Problem(passage.file, passage.place, f"{advice} at most", level)
        for text in (*_word_flags(sentence, lists, known), *_sentence_flags(sentence)):
            yield Problem(passage.file, passage.place, text)


def _word_flags(sentence: str, lists: WordLists, known: Collection[str]) -> Iterator[str]:
    for phrase in _any_of(tuple(lists.jargon)).findall(sentence.lower()):
        if phrase not in known:
            yield f'"{phrase}" is stiff or hard: write "{lists.jargon[phrase]}"'
    for word in _content_words(sentence, known):
        if spoken_dutch().is_rare(word):
            yield f'"{word}" is rare: use another word, or explain it in the glossary'
    capitals = (word for word in words_of(sentence) if word.isupper() and len(word) > 1)
    for word in (*capitals, *DOTTED.findall(sentence)):
        if word.strip(".").lower() not in known:
            yield f'"{word}" is an abbreviation: write it in full, or explain it in the glossary'


@functools.cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


def _sentence_flags(sentence: str) -> Iterator[str]:
    if len(NEGATION.findall(sentence)) > 1:
        yield "two negations in a sentence: say what is so, or make two sentences"
    if FORMAL.search(sentence):
        yield '"u" where the product says "je": write "je"'
    if PASSIVE.search(sentence):
        yield "a passive: say who does it"


def _over_limits(report: LanguageReport) -> Iterator[str]:
    profile = report.profile
    if report.mean_sentence > profile.mean_sentence:
        yield f"sentences have {report.mean_sentence:.1f} words; at most {profile.mean_sentence}"
    if report.words >= FLESCH_WORDS_LEAST and report.flesch < profile.flesch_least:
        yield f"Flesch-Douma is {report.flesch:.0f}; at least {profile.flesch_least:.0f}"
    for name, count, most in (
        ("rare", report.rare, profile.rare_percent),
        ("long", report.long, profile.long_percent),
    ):
        if report.percent(count) > most:
            yield f"{report.percent(count):.1f} % of the words are {name}; at most {most} %"
