"""Reading what was typed at a plain prompt: numbers that count from 1, texts, and commands behind a slash."""

from msgspec import Struct

from learn.interactions import Interaction, Match, Order, PickMany, PickOne, Response, fault
from learn.language import tr
from learn.session.asker import Command
from learn.terminal.dubeolsik import struck
from learn.terminal.yes_no import of_word

SLASH_COMMANDS = ("hint", "skip", "undo", "guess", "wasright", "flag", "quit", "?")


class Slash(Struct, frozen=True):
    """A line that began with a slash: the command's name and what stands behind it."""

    name: str
    rest: str = ""


class Refused(Exception):
    """What was typed is no answer; the message says what would be."""


def slash(line: str) -> Slash | None:
    """The command that the line is; None where it is none (`//` begins a text with a slash)."""
    text = line.strip()
    if not text.startswith("/") or text.startswith("//"):
        return None
    name, _, rest = text[1:].partition(" ")
    return Slash(_full_name(struck(name).lower()), rest.strip())


def text_of(line: str) -> str:
    """The typed text: `//` at its beginning is one slash."""
    text = line.strip()
    return text[1:] if text.startswith("//") else text


def command_of(said: Slash) -> Command | None:
    """The session's command; None for what the prompt settles itself (`guess`, `?`) and for unknown names."""
    match said.name:
        case "hint" | "skip" | "undo" | "quit" as name:
            return Command(name)
        case "wasright":
            return Command("override")
        case "flag":
            return Command("flag", remark=said.rest)
        case _:
            return None


def choice_of(line: str, interaction: Interaction) -> Response:
    """The answer that numbers from 1 stand for: pick-one, pick-many, order, match. Raises Refused."""
    numbers = _numbers(line, _size(interaction))
    answer: object = tuple(number - 1 for number in numbers)
    if isinstance(interaction, PickOne):
        answer = numbers[0] - 1 if len(numbers) == 1 else None
    if fault(interaction, answer) is not None:
        raise Refused(_wanted(interaction))
    return answer  # type: ignore[return-value]  # `fault` has looked at it


def yes_or_no(line: str) -> bool:
    """`y` or `n`, their keys on a Korean keyboard, or the words in either language. Raises Refused."""
    said = of_word(line)
    if said is None:
        raise Refused(tr("Type y or n."))
    return said


def word_of(line: str, words: tuple[str, ...]) -> str:
    """A gap's text; with a word bank a number stands for its word, unless it is one of the words itself."""
    text = text_of(line)
    if words and text not in words and text.isdecimal() and 1 <= int(text[:9]) <= len(words):
        return words[int(text) - 1]
    return text


def _full_name(name: str) -> str:
    """The command that begins like this, if only one does."""
    found = [full for full in SLASH_COMMANDS if name and full.startswith(name)]
    return found[0] if len(found) == 1 or name in found else {"help": "?", "h": "?"}.get(name, name)


def _numbers(line: str, size: int) -> list[int]:
    """The numbers in a line; with at most 9 to choose from, digits may stand without spaces between them."""
    pieces = line.replace(",", " ").split()
    if len(pieces) == 1 and size <= 9:
        pieces = list(pieces[0])
    return [int(piece) if piece.isdecimal() and len(piece) < 9 else 0 for piece in pieces]


def _size(interaction: Interaction) -> int:
    match interaction:
        case PickOne(options=shown) | PickMany(options=shown) | Order(items=shown) | Match(right=shown):
            return len(shown)
        case _:
            return 0


def _wanted(interaction: Interaction) -> str:
    """What would be an answer, in words."""
    size = _size(interaction)
    match interaction:
        case PickMany(choose=choose):
            if choose is None:
                return tr("Type one or more numbers from 1 to {size}, with spaces between, each once.", size=size)
            return tr("Type exactly {n} numbers from 1 to {size}, with spaces between, each once.", n=choose, size=size)
        case Order():
            return tr("Type all the numbers from 1 to {size}, each once, with spaces between.", size=size)
        case Match(left=left):
            return tr(
                "Type {n} numbers from 1 to {size} with spaces between, one for each on the left.",
                n=len(left),
                size=size,
            )
        case _:
            return tr("Type one number from 1 to {size}.", size=size)
