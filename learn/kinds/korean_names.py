"""Korean personal names: what an author wrote, and every customary way to write it, as a pattern.

A name is a family name and a given name of one to three syllables. It is written in Hangul (조태용, 조 태용) or in
Latin letters: family name first (`Cho Tae-yong`, `Cho, Tae-yong`) or last (`Tae-yong Cho`), the given name with a
hyphen, a space or nothing between its syllables. A boundary that is written must be one; where none is, any reading
will do.

Written in Hangul a name is one name. In Latin letters alone it stands for every name that is so spelled: `Kim Yong-nam`
for 김영남 and for 김용남.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, product

from msgspec import Struct, structs

from learn.kinds.korean_syllables import FOLDS, any_syllable, by_spelling, folded, is_hangul, sounded, spellings
from learn.kinds.named import Person
from learn.text import literal

__all__ = ["FOLDS", "any_name", "people", "usual"]

_FAMILIES = (
    *"김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소",
    *"석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감음빈동온호범좌팽승간상갈단견당",
    *"시화창옹류리림로량려렴련룡륙",
    *("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방"),
)
_CUSTOM = {
    "김": "kim", "이": "lee yi rhee", "박": "park", "최": "choi", "정": "jung jeong chung", "강": "kang",
    "조": "cho jo", "윤": "yoon yun youn", "장": "jang chang", "임": "lim im leem yim", "오": "oh", "서": "seo suh",
    "신": "shin", "권": "kwon", "황": "hwang whang", "안": "ahn", "유": "yoo yu", "고": "ko koh", "문": "moon",
    "손": "son sohn", "백": "baek paik back", "허": "heo hur huh", "심": "shim", "노": "noh roh rho", "곽": "kwak",
    "주": "joo", "우": "woo", "구": "koo", "엄": "eom um uhm", "림": "rim rhim", "리": "ri li", "두": "du doo",
    "인": "in ihn",
}  # fmt: skip
"""Spellings of family names that come before those of their syllables, or beside them.

Most frequent in passports (Ministry of Foreign Affairs, 31 October 2024): Kim 99.6 %, Lee 98.8 %, Park 96.6 %, Choi
94.5 %, Jung 46.1 and Jeong 42.5 %. The others are those of newspapers and catalogues; no list of them is complete,
since everybody chooses for herself.
"""
_INITIAL_SOUND = ("이리", "임림", "유류", "노로", "나라", "양량", "여려", "염렴", "연련", "용룡", "육륙")
"""The same family name as the South and as the North writes it (한글 맞춤법, articles 10 to 12)."""

_INNER = "[ '-]*"
_OUTER = "[ -]*"
_COMMA = "[ ,-]*"
_MOST_SYLLABLES = 3
_USUAL_FAMILIES = 3
_USUAL_GIVEN = 4


class Name(Struct, frozen=True):
    """Family names that are meant, and for each syllable of the given name the syllables of Hangul that are meant.

    Without a given name it is a family name alone, without families a given name. `pieces` are the syllables of the
    given name as they stood in Latin letters.
    """

    families: tuple[str, ...]
    given: tuple[tuple[str, ...], ...] = ()
    pieces: tuple[str, ...] = ()


def read(text: str) -> tuple[Name, ...]:
    """The names that an author's text can be read as, each a whole name; none where it is no Korean name.

    The family name stands first, or last behind a given name with a hyphen. A single word in Latin letters is a family
    name, or with a hyphen a given name.
    """
    plain = folded(literal(text))
    if is_hangul(plain.replace(" ", "")):
        return tuple(_in_hangul(plain))
    first, *others = re.split(", ?| ", plain)
    if "-" in first:
        family, given = "".join(others), first
    else:
        family, given = first, " ".join(others)
    families = _by_family().get(family, ())
    if not plain or (family and not families):
        return ()
    if not given:
        return (Name(families),)
    known = by_spelling()
    return tuple(Name(families, tuple(known[piece] for piece in way), way) for way in _given(re.split("[ -]", given)))


def _in_hangul(plain: str) -> Iterator[Name]:
    """A space says where the family name ends; without one a family name of two syllables may be met."""
    family, space, given = plain.partition(" ")
    long = plain[:2] in _FAMILIES
    cuts = [(family, given.replace(" ", ""))] if space else []
    if not space and long:
        cuts.append((plain[:2], plain[2:]))
    if not space and (not long or len(plain) == 3):
        cuts.append((plain[:1], plain[1:]))
    for family, given in cuts:
        if len(family) <= 2 and len(given) <= _MOST_SYLLABLES:
            yield Name(_families(family), tuple((one,) for one in given))


def _families(family: str) -> tuple[str, ...]:
    """The family name, and the same one of the other Korea."""
    return next((tuple(pair) for pair in _INITIAL_SOUND if family in pair), (family,))


def _given(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The ways to cut the words of a given name into syllables, each word into as few as it can be."""
    for way in product(*map(_fewest, words)):
        pieces = tuple(piece for word in way for piece in word)
        if 0 < len(pieces) <= _MOST_SYLLABLES:
            yield pieces


def _fewest(word: str) -> list[tuple[str, ...]]:
    found = (list(_cuts(word, size)) for size in range(1, _MOST_SYLLABLES + 1))
    return next(filter(None, found), [])


def _cuts(word: str, size: int) -> Iterator[tuple[str, ...]]:
    """The ways to cut a word into so many syllables."""
    known = by_spelling()
    if size == 1 and word in known:
        yield (word,)
    for end in range(1, len(word) if size > 1 else 0):
        if word[:end] in known:
            yield from ((word[:end], *rest) for rest in _cuts(word[end:].removeprefix("'"), size - 1))


@lru_cache(maxsize=1)
def _by_family() -> dict[str, tuple[str, ...]]:
    """Spelling → the family names that it may stand for."""
    found: dict[str, dict[str, None]] = {}
    for family in _FAMILIES:
        for spelling in _family_spellings(family):
            found.setdefault(spelling, {}).update(dict.fromkeys(_families(family)))
    return {spelling: tuple(families) for spelling, families in found.items()}


@lru_cache(maxsize=512)
def _family_spellings(family: str) -> tuple[str, ...]:
    """All spellings of a family name, custom first."""
    made = map("".join, product(*map(spellings, family)))
    return tuple(dict.fromkeys((*_CUSTOM.get(family, "").split(), *made)))


# --------------------------------------------------------------------------------------------------------------- people


def people(texts: Iterable[str]) -> tuple[Person, ...]:
    """The people whom an author's texts name, each with all customary spellings as a pattern."""
    return tuple(Person(tuple(same), _pattern(names), _is_one(names)) for names, same in _people(texts).items())


def usual(texts: Iterable[str]) -> tuple[str, ...]:
    """The most usual spellings of those people, for where they have to be listed: a few of all that are taken."""
    listed = (text for names in _people(texts) for text in _usual(names[0]))
    return tuple(dict.fromkeys(listed))


def any_name(texts: Iterable[str]) -> str:
    """A pattern of whatever reads as a Korean name of two or three syllables, or of as many as the longest of these."""
    sizes = (len(name.given) + max(map(len, name.families), default=0) for text in texts for name in read(text))
    more = max((3, *sizes)) - 1
    return f"{any_syllable()}(?:[ ,'-]*{any_syllable()}){{1,{more}}}"


def _is_one(names: Sequence[Name]) -> bool:
    return len(names) == 1 and all(len(syllables) == 1 for syllables in names[0].given)


def _people(texts: Iterable[str]) -> dict[tuple[Name, ...], list[str]]:
    """What the texts can be read as → the texts. One that stands in Hangul says which of them is meant."""
    read_as = [(text, names) for text in texts if (names := read(text))]
    exact = [name for _, names in read_as for name in names if name.given and not name.pieces]
    found: dict[tuple[Name, ...], list[str]] = {}
    for text, names in read_as:
        others = [name for other, some in read_as if other != text for name in some]
        found.setdefault(_in_words(names, others) if not exact else _in_exact(names, exact), []).append(text)
    return found


def _in_exact(names: tuple[Name, ...], exact: Sequence[Name]) -> tuple[Name, ...]:
    """The name in Hangul that is meant, if one of them can be."""
    for one, name in product(exact, names):
        if name == one:
            return names
        if name.given and _can_be(name, one):
            return (structs.replace(one, families=one.families if name.families else ()),)
        if not name.given and set(name.families) & set(one.families):
            return (Name(one.families),)
    return names


def _in_words(names: tuple[Name, ...], others: Sequence[Name]) -> tuple[Name, ...]:
    """Of several ways to cut a given name those that another text has as well, if any."""
    shared = tuple(name for name in names if any(_can_be(name, other) for other in others))
    return shared if len(names) > 1 and shared else names


def _can_be(name: Name, other: Name) -> bool:
    return (
        len(name.given) == len(other.given)
        and (not name.families or bool(set(name.families) & set(other.families)))
        and all(set(one) & set(two) for one, two in zip(name.given, other.given, strict=True))
    )


def _pattern(names: Iterable[Name]) -> str:
    """A regular expression that takes whole every customary way to write one of the names, as `folded` has it.

    It has alternatives, optional characters and classes of characters alone, which Python and JavaScript read alike.
    """
    return "|".join(way for name in names for way in _ways(name))


def _ways(name: Name) -> Iterator[str]:
    family = _either(way for one in name.families for way in _family_ways(one))
    if not name.given:
        yield from (family, _either(name.families))
        return
    given, hangul = _given_pattern(name.given), " ?".join(map(_either, name.given))
    if not name.families:
        yield from (given, hangul)
        return
    yield family + _COMMA + given
    yield given + _OUTER + family
    yield f"{_either(name.families)} ?{hangul}"


def _family_ways(family: str) -> Iterator[str]:
    yield from _family_spellings(family)
    if len(family) > 1:
        yield _INNER.join(_spelled((one,)) for one in family)


def _given_pattern(given: Sequence[tuple[str, ...]]) -> str:
    """The given name as written, syllable by syllable, or as McCune-Reischauer hears two neighbours."""
    heard = [
        (*given[:at], (pair[0],), (pair[1],), *given[at + 2 :])
        for at in range(len(given) - 1)
        for pair in filter(None, (sounded(*both) for both in product(given[at], given[at + 1])))
    ]
    return _either(_INNER.join(map(_spelled, way)) for way in (given, *heard))


def _spelled(syllables: Sequence[str]) -> str:
    return _either(spelling for syllable in syllables for spelling in spellings(syllable))


def _either(ways: Iterable[str]) -> str:
    known = list(dict.fromkeys(ways))
    return known[0] if len(known) == 1 else f"(?:{'|'.join(known)})"


def _usual(name: Name) -> Iterator[str]:
    families = [_titled(one) for family in name.families for one in _family_spellings(family) if one.isascii()]
    if not name.pieces:
        yield "".join((*name.families[:1], *(one[0] for one in name.given)))
    for way, family in product(_usual_given(name), families[:_USUAL_FAMILIES] or [""]):
        yield from _arranged(family, way)


def _arranged(family: str, given: Sequence[str]) -> Iterator[str]:
    """With a hyphen, joined, as words of their own, and with the family name last."""
    for text in ("-".join(given), "".join(given), " ".join(map(_titled, given))):
        yield " ".join(filter(None, (family, _titled(text))))
    if family and given:
        yield f"{_titled('-'.join(given))} {family}"


def _usual_given(name: Name) -> Iterator[tuple[str, ...]]:
    """As the author spelled it; or as the Revised Romanisation does, then changed in as few places as may be."""
    revised = [[one for one in spellings(syllable[0]) if one.isascii()] for syllable in name.given]
    ways = [[piece] for piece in name.pieces] or revised
    places = sorted(product(*(range(len(one)) for one in ways)), key=lambda at: (sum(at), at))
    return (tuple(one[at] for one, at in zip(ways, place, strict=True)) for place in islice(places, _USUAL_GIVEN))


def _titled(text: str) -> str:
    return text[:1].upper() + text[1:]
