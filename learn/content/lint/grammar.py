"""Cues of grammar: an article or a number in the stem that only the key agrees with."""

import re
from collections.abc import Iterator

from learn.content.codes import fault
from learn.content.lint.view import Option, View
from learn.content.lint.words import word_set
from learn.kinds.base import Fault
from learn.kinds.choice import Choice
from learn.language import tr

_PLURAL_VERBS = word_set("are were have")
_VERBS = word_set("is was has") | _PLURAL_VERBS
_NUMBERS = word_set("two three four five")
_ARTICLE = re.compile(r"\ban?[\s:…._]*$")
_COMPLETED = re.compile(r"[a-z][\s:…._]*$")
_COUNTED = re.compile(r"\b(?:which|what|whose)\b(?:\s+\w+){0,1}?\s+(?:two|three|four|five)\s+[a-z]+s\b", re.IGNORECASE)
_LISTED = re.compile(r"\w,? and \w|\w & \w", re.IGNORECASE)
_SPOKEN_VOWEL = re.compile(
    r"(?:hour|heir|hono|honest)|(?!uni(?!n|m)|us[aeu]|eu|one\b|once\b|ur[aeio])[aeiou]", re.IGNORECASE
)
_LETTERS = re.compile(r"[A-Z]{2,}s?\b")
_VOWEL_LETTERS = frozenset("AEFHILMNORSX8")


def cue(view: View) -> Iterator[Fault]:
    """W111: the stem ends in `a` or `an` and not all options go with it; or its number fits the key alone."""
    if not isinstance(view.question, Choice) or not view.stem_words:
        return
    last = view.stem_words[-1]
    if last in ("a", "an") and _ARTICLE.search(view.stem):
        yield from _articles(view, last)
    elif last in _VERBS and _COMPLETED.search(view.stem):
        yield from _numbers(view, plural=last in _PLURAL_VERBS)
    elif not _NUMBERS.isdisjoint(view.stem_words) and _COUNTED.search(view.stem):
        yield from _numbers(view, plural=True)


def _articles(view: View, article: str) -> Iterator[Fault]:
    misfit = next((one for one in view.options if _spoken_vowel(one.text) != (article == "an")), None)
    if misfit:
        message = tr("the stem ends in “{article}”, which “{text}” does not go with", article=article, text=misfit.text)
        yield fault("W111", misfit.where, message, tr("move the article into the options, or write a(n)"))


def _numbers(view: View, plural: bool) -> Iterator[Fault]:
    if any(_is_list(one) != plural for one in view.keys):
        return
    misfits = [one for one in view.distractors if _is_list(one) != plural and not _plural_word(one, plural)]
    if len(misfits) == len(view.distractors):
        wanted = tr("several things") if plural else tr("one thing")
        message = tr("the stem asks for {wanted}, and only the right answer gives it", wanted=wanted)
        yield fault("W111", misfits[0].where, message, tr("let all options agree with the stem"))


def _is_list(option: Option) -> bool:
    return bool(_LISTED.search(option.text))


def _plural_word(option: Option, plural: bool) -> bool:
    """Whether a single word or phrase stands in the plural, where that is what is asked."""
    last = option.words[-1] if option.words else ""
    return plural and last.endswith("s") and not last.endswith(("ss", "us", "is"))


def _spoken_vowel(text: str) -> bool:
    """Whether the text begins with the sound of a vowel, as far as its spelling tells."""
    plain = text.lstrip("\"'“‘(")
    if _LETTERS.match(plain):
        return plain[0] in _VOWEL_LETTERS
    return bool(_SPOKEN_VOWEL.match(plain)) or plain.startswith(("8", "11", "18"))
