"""What stands on a printed test: the questions of one version in their order, and what is right."""

from collections.abc import Sequence
from random import Random
from string import ascii_uppercase

from msgspec import Struct

from learn.interactions import Gaps, Interaction, Line, Match, Order, PickMany, PickOne, Response, Reveal
from learn.kinds.base import Question
from learn.kinds.words import said
from learn.kinds.words import shown as in_words
from learn.language import tr

LETTERS = ascii_uppercase


class Item(Struct, frozen=True):
    """One question on paper.

    `prompt` and the `options` to choose from, lettered from A; `left` sides to give a letter each; `blanks` to write
    in; `task` says what to do; `key` is the right answer as it would be written on the answer sheet.
    """

    number: int
    prompt: str
    task: str
    key: str
    points: float
    options: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    blanks: int = 0
    unit: str = ""

    @property
    def worth(self) -> str:
        """Its points, in few letters."""
        return tr("{points:g} p.", points=self.points)


class Sheet(Struct, frozen=True):
    """One version of a test."""

    title: str
    version: str
    items: tuple[Item, ...]

    @property
    def points(self) -> float:
        """What a faultless test earns."""
        return sum(item.points for item in self.items)

    @property
    def called(self) -> str:
        """Which version it is, in words."""
        return tr("version {letter}", letter=self.version)

    @property
    def worth(self) -> str:
        """Its points, in words."""
        return tr("{points:g} points", points=self.points)


def sheets(title: str, questions: Sequence[Question], versions: int, seed: int) -> list[Sheet]:
    """So many versions, called A, B …: the same questions, each time shuffled, as are their options."""
    return [_sheet(title, questions, LETTERS[n], Random(f"{seed}/{n}"), shuffle=versions > 1) for n in range(versions)]


def _sheet(title: str, questions: Sequence[Question], version: str, rng: Random, shuffle: bool) -> Sheet:
    order = rng.sample(questions, len(questions)) if shuffle else list(questions)
    return Sheet(title, version, tuple(_item(n, one, rng) for n, one in enumerate(order, start=1)))


def _item(number: int, question: Question, rng: Random) -> Item:
    shown = question.present(rng)
    right = question.samples(shown).right
    interaction = in_words(shown.interaction, question.kind)
    prompt = said(question.prompt, question.kind)
    if isinstance(interaction, Gaps):
        prompt = f"{prompt}\n{interaction.text}" if prompt and prompt != interaction.text else interaction.text
    return Item(
        number=number,
        prompt=prompt,
        task=_task(interaction),
        key=_key(interaction, right),
        points=question.points,
        options=_options(interaction),
        left=interaction.left if isinstance(interaction, Match) else (),
        blanks=_blanks(interaction),
        unit=interaction.unit if isinstance(interaction, Line) else "",
    )


def _task(interaction: Interaction) -> str:
    match interaction:
        case PickOne():
            return tr("Choose one.")
        case PickMany(choose=int(count)):
            return tr("Choose {count}.", count=count)
        case PickMany():
            return tr("Choose all that apply.")
        case Order():
            return tr("Write the letters in order, first to last.")
        case Match():
            return tr("Write a letter behind each number.")
        case Gaps(words=words) if words:
            return tr("Fill the gaps with these words: {words}", words=" · ".join(words))
        case Gaps():
            return tr("Fill the gaps.")
        case _:
            return tr("Write your answer.")


def _options(interaction: Interaction) -> tuple[str, ...]:
    match interaction:
        case PickOne(options=options) | PickMany(options=options):
            return options
        case Order(items=items):
            return items
        case Match(right=right):
            return right
        case _:
            return ()


def _blanks(interaction: Interaction) -> int:
    match interaction:
        case Gaps(gaps=gaps):
            return gaps
        case Line():
            return 1
        case Reveal():
            return 3
        case _:
            return 0


def _key(interaction: Interaction, right: Response) -> str:
    match interaction, right:
        case (PickOne(), int(index)):
            return LETTERS[index]
        case (Match(), tuple() as indexes):
            return "  ".join(f"{n} {LETTERS[i]}" for n, i in enumerate(indexes, start=1) if isinstance(i, int))
        case (PickMany() | Order(), tuple() as indexes):
            letters = [LETTERS[i] for i in indexes if isinstance(i, int)]
            return " ".join(letters if isinstance(interaction, Order) else sorted(letters))
        case (Reveal(back=back), _):
            return back
        case (_, tuple() as texts):
            return " · ".join(str(text) for text in texts)
        case _:
            return str(right)
