"""What lessons, banks and sources say, as values. The names of the fields are those of the files unless noted."""

from typing import Literal, TypeAlias

from msgspec import Struct, field

from learn.content.pool import Pool
from learn.kinds.base import Question

Claim: TypeAlias = Literal["reported", "official", "expert", "argument", "forecast"]
"""What sort of statement a fact is, by who answers for it."""

SourceType: TypeAlias = Literal["report", "interview", "commentary", "document"]

Citation: TypeAlias = tuple[str, int]
"""A source's id and the number of a paragraph, from 1."""


class Source(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A publication that facts come from. `date` is text: what is known of it, and no more."""

    id: str
    title: str
    type: SourceType = "document"
    date: str = ""
    paragraphs: int | None = None
    note: str = ""
    url: str = ""


class Speaker(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Someone who says things in the sources; `also` lists other spellings of the name."""

    id: str
    name: str
    role: str = ""
    also: tuple[str, ...] = ()


class Sources(Struct, frozen=True, omit_defaults=True):
    """A file of sources and speakers."""

    sources: tuple[Source, ...] = ()
    speakers: tuple[Speaker, ...] = ()


class Fact(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One atomic statement worth remembering.

    `by` is a speaker's id ("": the source's own voice), `sources` are the citations written as `from`, `disputed`
    the id of the fact that says otherwise.
    """

    id: str
    statement: str
    claim: Claim = "reported"
    by: str = ""
    sources: tuple[Citation, ...] = field(default=(), name="from")
    disputed: str = ""
    formerly: tuple[str, ...] = ()


class Section(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of a lesson: its text in Markdown, and the ids of the facts it teaches."""

    heading: str
    text: str
    facts: tuple[str, ...] = ()


class Lesson(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Ordered sections of reading with the facts they teach; `id` is written as `lesson`."""

    id: str = field(name="lesson")
    title: str
    summary: str = ""
    requires: tuple[str, ...] = ()
    minutes: float | None = None
    objectives: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    facts: tuple[Fact, ...] = ()
    formerly: tuple[str, ...] = ()


class TestSpec(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a bank's test is like; `require` is the pass mark in percent, written as `pass`."""

    __test__ = False  # not a test of pytest's

    questions: int | None = None
    minutes: float | None = None
    require: float | None = field(default=None, name="pass")
    draw: tuple[Pool, ...] = ()


class Bank(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file of questions; `id` is written as `bank`, `lang` is a language tag (BCP 47)."""

    id: str = field(name="bank")
    title: str = ""
    lesson: str = ""
    lang: str = ""
    test: TestSpec | None = None
    questions: tuple[Question, ...] = ()
    formerly: tuple[str, ...] = ()


def facts_of(bank: str, question: Question) -> tuple[str, ...]:
    """The facts a question tests, each once: those it names, those its parts name, else itself as `bank/question`."""
    named = tuple(dict.fromkeys((*question.facts, *question.part_facts())))
    return named or (f"{bank}/{question.id}",)
