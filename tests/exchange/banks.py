"""Banks to be carried out and in again: of every kind, with texts that hurt formats."""

from typing import Any

import msgspec
from hypothesis import strategies as st

from learn.content.values import Bank
from learn.kinds import kind_class
from learn.kinds.base import Item, LintOptions, Option, Question
from learn.kinds.match import Pair
from learn.kinds.sort import Category
from learn.text import clean
from tests.kinds.examples import every_example

_BITS = (
    *("abc", "XYZ", "019", "é", "ß", "ñ", "전쟁", "통일", "한", "שלום", "مرحبا", "日本", "😀"),
    *"{}~=#:\\%|<>&\"';,.!?*_-+@()[]/$^`",
    "{{",
    "}}",
    "]]>",
    "<!--",
    "&amp;",
    "&lt;b&gt;",
    "<b>",
    "<br>",
    "<p>",
    "</div>",
    "::",
    "=>",
    "->",
    "//",
    "\\n",
    "\\\\",
    "\\=",
    "%50%",
    "{1:SA:=x}",
    "[gap1]",
    "{{c1::x}}",
    "____",
    "$$x$$",
    "\\(x\\)",
    "\u00a0",
    "\u3000",
    "\u200b",
    "\u0301",
    "\n",
    "\n\n",
    "\t",
    " ",
    "  ",
    "=1+1",
    "+1",
    "-2",
    "@x",
    "'=",
    "#tag",
    "TRUE",
    "true",
    "False",
    "1",
    "0",
)


def texts(most: int = 6) -> st.SearchStrategy[str]:
    """Texts as they stand in a bank: cleaned, and not without anything to read."""
    joined = st.lists(st.sampled_from(_BITS), min_size=1, max_size=most).map("".join)
    plain = st.text(max_size=8)
    return (joined | plain).map(lambda text: clean(text, "\n\t")).filter(str.strip)


def maybe(most: int = 4) -> st.SearchStrategy[str]:
    """A text, or none."""
    return st.just("") | texts(most)


slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
options = st.builds(Option, texts(4), maybe())
items = st.builds(Item, texts(4), st.just("") | slugs)


def _tuple(of: st.SearchStrategy[Any], least: int, most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, min_size=least, max_size=most).map(tuple)


numbers = st.integers(-10_000, 10_000).map(str) | st.decimals(-100, 100, places=2).map(str)
gaps = st.lists(
    st.sampled_from(["a", "bc", "d*", "é", "전쟁", "x y", "'q'", "1", "\\*", "<b>", "&amp;"]), min_size=1, max_size=3
)
_between = st.lists(st.sampled_from([one for one in _BITS if "{" not in one and "}" not in one]), max_size=4).map(
    "".join
)


@st.composite
def _cloze_text(draw: st.DrawFn) -> str:
    made = clean(draw(_between), "\n\t")
    for _ in range(draw(st.integers(1, 3))):
        inner, fact = "|".join(draw(gaps)), draw(st.just("") | slugs)
        made += "{{" + (f"text: {inner}, fact: {fact}" if fact else inner) + "}}" + clean(draw(_between), "\n\t")
    return made


_typing = {"case": st.booleans(), "typos": st.sampled_from(["auto", 0, 1])}
FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "choice": {"answer": texts(4), "distractors": _tuple(options, 1, 4)},
    "multiple": {
        "answers": _tuple(texts(4), 1, 3),
        "distractors": _tuple(options, 1, 3),
        "scoring": st.sampled_from(["all", "partial"]),
        "tell": st.booleans(),
    },
    "true_false": {"answer": st.sampled_from(["true", "false"]), "correction": maybe()},
    "short": {"accept": _tuple(texts(3), 1, 3), "reject": _tuple(options, 0, 2), **_typing},
    "number": {
        "value": numbers | st.just(""),
        "tolerance": st.just("") | st.sampled_from(["1", "0.5", "5%", "0"]),
        "range": st.none() | st.tuples(numbers, numbers),
        "unit": st.just("") | st.sampled_from(["km", "km/h", "%", "명", "<b>"]),
    },
    "order": {"items": _tuple(items, 2, 4)},
    "match": {
        "pairs": _tuple(st.builds(Pair, texts(3), texts(3), st.just("") | slugs), 2, 4),
        "extra": _tuple(texts(3), 0, 2),
    },
    "sort": {"categories": _tuple(st.builds(Category, texts(3), _tuple(items, 0, 3)), 2, 3)},
    "cloze": {"text": _cloze_text(), "bank": st.none() | _tuple(texts(2), 0, 3), **_typing},
    "card": {"front": texts(), "back": texts()},
}
_COMMON: dict[str, st.SearchStrategy[Any]] = {
    "facts": _tuple(slugs, 0, 2).map(lambda some: tuple(dict.fromkeys(some))),
    "points": st.sampled_from([1.0, 1.0, 2.0, 0.5, 1 / 3, 100.0]),
    "tags": _tuple(texts(3) | st.sampled_from(["dates", "fact:x", "tag:y", "points:3", "a b"]), 0, 2).map(
        lambda some: tuple(dict.fromkeys(some))
    ),
    "difficulty": st.sampled_from(["core", "core", "intro", "stretch"]),
    "hint": maybe(),
    "explain": maybe(),
    "shuffle": st.sampled_from([True, True, False]),
    "lint": st.sampled_from([LintOptions(), LintOptions(), LintOptions(("W104",))]),
    "formerly": _tuple(slugs, 0, 1),
}


@st.composite
def questions(draw: st.DrawFn, *kinds: str) -> Question:
    """A question without faults, of one of the kinds (of any, if none is named)."""
    kind = draw(st.sampled_from(kinds or tuple(FIELDS)))
    ask = draw(maybe(6) if kind in ("card", "cloze") else texts())
    bare = draw(st.booleans())  # about half of them say nothing but what they ask
    common = {} if bare else {name: draw(strategy) for name, strategy in _COMMON.items()}
    own = {name: draw(strategy) for name, strategy in FIELDS[kind].items()}
    if kind == "sort" and len({one.name for one in own["categories"]}) < len(own["categories"]):
        own["categories"] = tuple({one.name: one for one in own["categories"]}.values())
    return kind_class(kind)(id=draw(slugs), ask=ask, **common, **own)


def banks(*kinds: str, most: int = 3) -> st.SearchStrategy[Bank]:
    """Banks of up to so many questions without faults."""
    several = st.lists(questions(*kinds).filter(lambda one: not one.faults()), min_size=1, max_size=most)
    return st.builds(bank_of, several)


def bank_of(questions: list[Question]) -> Bank:
    """A bank of the questions, each under an id of its own."""
    unique = {one.id: one for one in questions}
    return Bank(id="some-bank", title="Some bank", questions=tuple(unique.values()))


def every_kind() -> Bank:
    """One bank with all the examples of all the kinds."""
    named = [msgspec.structs.replace(one, id=f"q-{at}") for at, one in enumerate(every_example(), 1)]
    return Bank(id="every-kind", title="Every kind", questions=tuple(named))
