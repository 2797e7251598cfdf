"""Text between people and terminals: cleaning, widths and wrapping in cells, and the reading of typed answers.

Nothing here knows what a question is. Character classes are those of the Unicode Standard as the running Python's
`unicodedata` has them; East Asian widths are Unicode Standard Annex 11. Regular expressions are texts here, which
`re` compiles at their first use and keeps: most starts of the program need none of them.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

REPLACEMENT = "\ufffd"

_ESCAPES = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor movement
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"  # OSC, DCS, SOS, PM, APC
    r"|\x1b[ -/]*[0-~]"  # all shorter ones (ECMA-48, section 5.3)
)
_LINE_ENDS = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"
_UNSAFE = (
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls but tab and the line ends
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides, isolates
    "\u206a-\u206f\ufff9-\ufffb\ufeff]"  # deprecated format characters, interlinear annotation, byte order mark
)
_UNPAIRED = "[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"


def clean(text: str, keep: str = "\n") -> str:
    r"""The text without anything that could steer a terminal: what is printed goes through here.

    Escape sequences, control characters, bidirectional embeddings, overrides and isolates are dropped; lone
    surrogates and noncharacters become U+FFFD; every kind of line end becomes a newline. Of newlines and
    tabs those named in `keep` stay (`""`, `"\n"`, `"\n\t"`), the others become spaces. Idempotent.
    """
    if text.isprintable():  # which none of the characters below is
        return text
    plain = re.sub(_UNSAFE, "", re.sub(_LINE_ENDS, "\n", re.sub(_ESCAPES, "", text)))
    plain = re.sub(_UNPAIRED, REPLACEMENT, plain)
    for character in "\n\t":
        if character not in keep:
            plain = plain.replace(character, " ")
    return plain


def inert(json: bytes) -> bytes:
    r"""JSON in which what could steer a terminal is written as `\uXXXX`: the same value to every reader."""
    if json.isascii() and b"\x7f" not in json:
        return json
    unsafe = f"{_UNSAFE}|[\x85\u2028\u2029]"
    return re.sub(unsafe, lambda found: f"\\u{ord(found[0]):04x}", json.decode()).encode()


def rounded(value: float, places: int) -> str:
    """A number with at most so many places, and no more than it needs: `8.5`, `10`, `0` and never `-0`.

    The decimal sign is a point, whatever the locale.
    """
    text = f"{value:.{places}f}"
    short = text.rstrip("0").rstrip(".") if places else text
    return "0" if short == "-0" else short


# ---------------------------------------------------------------------------------------------------- terminal cells


@lru_cache(maxsize=4096)
def _cells(character: str) -> int:
    """0 for what joins the character before it, 2 for wide and full-width ones, else 1."""
    if character == "\xad":
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf", "Cc", "Zl", "Zp"):
        return 0
    if "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff" or character == "\u3164":
        return 0  # vowels and finals of decomposed Hangul are drawn into the cell of their initial
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def width(text: str) -> int:
    """How many terminal cells a line of text takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_cells, text))


def padded(text: str, cells: int) -> str:
    """The text with as many spaces behind it as it takes to fill so many cells."""
    return text + " " * (cells - width(text))


def wrap(text: str, cells: int, indent: str = "", first: str | None = None) -> list[str]:
    """The text in lines of at most `cells` cells, `indent` before each (`first` before the first, if given).

    Newlines in the text are kept, runs of other white space are one space. A word that is longer than a line is
    broken between characters (never before a combining mark), which also wraps scripts written without spaces.
    In a space too narrow for one wide character lines hold one character each, whatever their width.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_filled(paragraph.split(), cells, indent if first is None or lines else first, indent))
    return lines


def cut(text: str, cells: int) -> str:
    """The text, or as much of it as fits in so many cells with `…` behind it."""
    if width(text) <= cells:
        return text
    kept = ""
    for cluster in _clusters(text):
        if width(kept + cluster) > cells - 1:
            break
        kept += cluster
    return kept.rstrip() + "…" if cells > 0 else ""


def _filled(words: list[str], cells: int, first: str, indent: str) -> Iterator[str]:
    """The lines of one paragraph."""
    line, used, gap = first, width(first), ""
    for piece, glued in _pieces(words, max(1, cells - width(indent))):
        space = "" if glued else gap
        if gap and used + len(space) + width(piece) > cells:
            yield line
            line, used, space = indent, width(indent), ""
        line += space + piece
        used += len(space) + width(piece)
        gap = " "
    yield line.rstrip() if not words else line


def _pieces(words: list[str], room: int) -> Iterator[tuple[str, bool]]:
    """The words, those longer than `room` cells in single characters; with each, whether it continues a word."""
    for word in words:
        if width(word) <= room:
            yield word, False
        else:
            for place, cluster in enumerate(_clusters(word)):
                yield cluster, place > 0


def _clusters(word: str) -> Iterator[str]:
    """The word's characters, each with the zero-width ones that follow it."""
    cluster = ""
    for character in word:
        if cluster and _cells(character):
            yield cluster
            cluster = ""
        cluster += character
    yield cluster


# ------------------------------------------------------------------------------------------------------ typed answers

_MARKS = (
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"  # accents on Latin, Greek and Cyrillic letters
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"  # Arabic vowel signs
)
_INVISIBLE = "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f]"
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`ʹʻʼʽˈ＇‹›", "'"),
        **dict.fromkeys("“”„‟″«»〝〞〟＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－⁃", "-"),
        **dict(zip("øØłŁđĐħĦŧŦıðÐ", "oOlLdDhHtTidD", strict=True)),
        **dict(zip("æÆœŒßẞþÞ⁄", ("ae", "AE", "oe", "OE", "ss", "SS", "th", "Th", "/"), strict=True)),
    }
)
_AROUND = " .,;:!?…'\"()[]{}<>¿¡。、「」『』《》〈〉【】·"


_GROUPED = "[0-9][ ,'][0-9]"
_THOUSANDS = r"(?<![0-9][ ,'.])\b[1-9][0-9]{0,2}([ ,'])[0-9]{3}(?:\1[0-9]{3})*\b"


def normalise(text: str, case: bool = False, accents: bool = False) -> str:
    """The text as typed answers are compared: what a learner cannot be expected to type alike is made alike.

    Compatibility forms are composed (NFKC: full width, decomposed Hangul, ligatures), capitals folded unless
    `case`, accents dropped unless `accents` (of Latin, Greek, Cyrillic; vowel points of Hebrew and Arabic; never
    what makes another letter, as in kana or Devanagari), quotes and dashes unified, invisible characters dropped,
    spaces squeezed, thousands joined (`10,000`, `10 000`), and punctuation around the whole dropped unless there is
    nothing else. Idempotent.
    """
    folded = _folded(clean(text), case, accents)
    return folded.strip(_AROUND) or folded


def is_blank(text: str) -> bool:
    """Whether nothing of the text is left when it is normalised."""
    if text.isprintable() and (text.isascii() or any("!" <= one <= "~" or "가" <= one <= "힣" for one in text)):
        return not text.strip()  # those normalising only ever makes into others
    return not normalise(text, accents=True)


def _folded(text: str, case: bool, accents: bool = False) -> str:
    text = text.replace("`", "'") if text.isascii() else _plain_letters(text, case, accents)
    squeezed = " ".join((text if case else text.casefold()).split())
    return re.sub(_THOUSANDS, _joined, squeezed) if _grouped().search(squeezed) else squeezed


@cache
def _grouped() -> re.Pattern[str]:
    return re.compile(_GROUPED)  # asked for each text of each question: `re` would look it up every time


def _joined(found: re.Match[str]) -> str:
    return "".join(filter(str.isdigit, found[0]))


def _plain_letters(text: str, case: bool, accents: bool = False) -> str:
    """Composed, folded and stripped until nothing changes: folding and composing can each call for the other."""
    before = ""
    text = text.translate(_TYPOGRAPHY)
    while text != before and not text.isascii():
        before = text
        text = unicodedata.normalize("NFKD", text)
        text = re.sub(_INVISIBLE, "", text if accents else re.sub(_MARKS, "", text)).translate(_TYPOGRAPHY)
        text = unicodedata.normalize("NFKC", text if case else text.casefold()).translate(_TYPOGRAPHY)
    return text


_STAR, _LITERAL_STAR = "\ufdd0", "\ufdd1"  # noncharacters: `clean` leaves none in a text


def matches(pattern: str, text: str, case: bool = False) -> bool:
    r"""Whether the normalised text is what the pattern says: `*` stands for any run of characters, `\*` for a star.

    Linear in both: the pieces between the stars are looked for one behind the other, leftmost first.
    """
    pieces = _pattern_pieces(pattern, case)
    target = normalise(text, case)
    if len(pieces) == 1:
        return pieces[0] == target
    # beside a star spaces and punctuation stay in the pattern (`the * army`, `U.S.*`): nothing may stand for a star
    # with its space, and the text may keep its punctuation as well
    nothing = normalise(literal(pattern), case)
    return target == nothing or _in_order(pieces, target) or _in_order(pieces, _folded(clean(text), case))


def _in_order(pieces: Sequence[str], target: str) -> bool:
    """Whether the target begins with the first piece, ends with the last and has the others between, in order."""
    first, *middle, last = pieces
    place, end = len(first), len(target) - len(last)
    if place > end or not (target.startswith(first) and target.endswith(last)):
        return False
    for piece in middle:
        found = target.find(piece, place, end)
        if found < 0:
            return False
        place = found + len(piece)
    return True


def _pattern_pieces(pattern: str, case: bool) -> list[str]:
    """The normalised pieces of a pattern between its stars."""
    marked = clean(pattern).replace("\\*", _LITERAL_STAR).replace("*", _STAR)
    folded = _folded(marked, case)
    whole = folded.strip(_AROUND) or folded
    return [piece.replace(_LITERAL_STAR, "*") for piece in whole.split(_STAR)]


def is_wildcard(pattern: str) -> bool:
    r"""Whether the pattern has a `*` that is not written `\*`."""
    return "*" in pattern.replace("\\*", "")


def as_pattern(text: str) -> str:
    """The pattern that takes just this text."""
    return text.replace("*", "\\*")


def takes_anything(pattern: str) -> bool:
    """Whether nothing but stars is left of the pattern, so that every text is what it says."""
    return is_wildcard(pattern) and not any(_pattern_pieces(pattern, case=False))


def literal(pattern: str) -> str:
    r"""A text that the pattern stands for, to be shown: its stars left out, `\*` as a star."""
    plain = clean(pattern).replace("\\*", _LITERAL_STAR).replace("*", "").replace(_LITERAL_STAR, "*")
    return " ".join(plain.split())


def distance(one: str, other: str, limit: int) -> int:
    """Damerau–Levenshtein distance (insert, delete, replace, swap neighbours); `limit` + 1 for whatever is more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    from rapidfuzz.distance import DamerauLevenshtein

    return int(DamerauLevenshtein.distance(one, other, score_cutoff=limit))


# ------------------------------------------------------------------------------------------------------------ numbers

_MOST_CHARACTERS = 80
_MOST_DIGITS = 28  # what decimal arithmetic holds exactly
_MOST_EXPONENT = 99
_NUMBER = (
    r"(?P<sign>[+-]?)"
    r"(?:(?P<spaced>[0-9]{1,3}(?:(?P<mark>[ '])[0-9]{3})(?:(?P=mark)[0-9]{3})*)(?:[.,](?P<spaced_part>[0-9]+))?"
    r"|(?P<commas>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3})(?:\.(?P<commas_part>[0-9]+))?"
    r"|(?P<dots>[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}|(?:\.[0-9]{3})+(?=,)))(?:,(?P<dots_part>[0-9]+))?"
    r"|(?P<whole>[0-9]+)[.,]?|(?P<before>[0-9]*)[.,](?P<after>[0-9]+))"
    r"(?P<exponent>e[+-]?[0-9]{1,3})?"
)
_FRACTION = r"([+-]?[0-9]{1,12}) ?/ ?([0-9]{1,12})"


def parse_number(text: str, unit: str = "") -> "Decimal | None":
    """The number that a person wrote, exactly; None if it is none.

    Thousands may be grouped by commas (`10,000`, Indian `3,00,000`), spaces of any kind, apostrophes, or dots where
    that is beyond doubt (`1.234.567`, `1.234,5`). One dot is a decimal point (`10.000` is 10), one comma is one
    unless three digits follow one to three that do not begin with 0 (`1,5` is 1.5, `1,500` is 1500, `0,500` is
    0.5). Signs, digits of any script, `3e5` and fractions `1/2` are read; `%`, the `unit` behind (or before, as
    `$5`) are passed over. Refused: `nan`, `inf`, more than 28 digits, exponents beyond 99.
    """
    if len(text) > _MOST_CHARACTERS:
        return None
    plain = _without_unit(_digits(text), _digits(unit))
    fraction = re.fullmatch(_FRACTION, plain)
    if fraction:
        return _quotient(int(fraction[1]), int(fraction[2]))
    found = re.fullmatch(_NUMBER, plain)
    return _value(found) if found else None


def _quotient(above: int, below: int) -> "Decimal | None":
    from decimal import Decimal

    return Decimal(above) / Decimal(below) if below else None


def _digits(text: str) -> str:
    """Normalised, with all decimal digits as 0 to 9."""
    plain = " ".join(_plain_letters(clean(text), case=False).casefold().split())
    return "".join(str(unicodedata.decimal(character, character)) for character in plain)


def _without_unit(text: str, unit: str) -> str:
    for name in filter(None, (unit, "%")):
        text = text.removesuffix(name).removeprefix(name).strip()
    return text


def _value(found: re.Match[str]) -> "Decimal | None":
    parts = found.groupdict(default="")
    whole = re.sub("[^0-9]", "", parts["spaced"] + parts["commas"] + parts["dots"] + parts["whole"] + parts["before"])
    after = parts["spaced_part"] + parts["commas_part"] + parts["dots_part"] + parts["after"]
    exponent = parts["exponent"]
    if len(whole) + len(after) > _MOST_DIGITS or abs(int(exponent[1:] or 0)) > _MOST_EXPONENT:
        return None
    from decimal import Decimal

    return Decimal(f"{parts['sign']}{whole or '0'}.{after or '0'}{exponent}")


def plain_number(number: "Decimal") -> str:
    """The number in digits: no exponent, no zeros behind the last place that counts."""
    text = f"{number:f}" if number else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text
