"""Cleaning, widths, wrapping, and the reading of typed answers."""

import json
import sys
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learn.text import (
    clean,
    cut,
    distance,
    inert,
    is_blank,
    is_wildcard,
    literal,
    matches,
    normalise,
    padded,
    parse_number,
    plain_number,
    rounded,
    width,
    wrap,
)

ANY = st.text(st.characters()) | st.text(st.characters(categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Mn"]))
HOSTILE = st.lists(
    ANY | st.sampled_from(["\x1b[", "\x1b]0;t\x07", "\x9b31m", "\u202e", "\r\n", "\t", "1,000", "'"])
).map("".join)
quick = settings(deadline=None)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (8.5, 2, "8.5"),
        (10.0, 2, "10"),
        (10.0, 0, "10"),
        (2 / 3, 6, "0.666667"),
        (-0.004, 2, "0"),
        (-0.3, 0, "0"),
        (-0.5, 1, "-0.5"),
        (1e15, 2, "1000000000000000"),
    ],
)
def test_numbers_have_no_more_places_than_they_need(value: float, places: int, text: str) -> None:
    assert rounded(value, places) == text


def test_a_column_of_hangul_is_as_wide_as_one_of_latin() -> None:
    assert [width(padded(text, 8)) for text in ("", "기억함", "recalled", "목표 ok")] == [8, 8, 8, 8]
    assert padded("기억함", 4) == "기억함"


@given(HOSTILE | st.text(" `\t\n\x00.,'\u200b\u3000", max_size=4))
@quick
def test_a_text_is_blank_when_nothing_is_left_of_it(text: str) -> None:
    assert is_blank(text) == (normalise(text, accents=True) == "")


class TestInert:
    @pytest.mark.parametrize("text", ["plain", "서울", "\x7f", "\x1b[31mred", "\u202eright", "a\u2028b", '"quoted"'])
    def test_the_value_is_the_same_and_nothing_steers(self, text: str) -> None:
        written = inert(json.dumps(text, ensure_ascii=False).encode())
        assert json.loads(written) == text
        assert clean(written.decode()) == written.decode()


class TestCut:
    @pytest.mark.parametrize(
        ("text", "cells", "kept"),
        [
            ("short", 5, "short"),
            ("longer", 5, "long…"),
            ("two words", 5, "two…"),
            ("서울역", 5, "서울…"),
            ("서울역", 4, "서…"),
            ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
            ("any", 1, "…"),
            ("any", 0, ""),
        ],
    )
    def test_what_fits_is_kept(self, text: str, cells: int, kept: str) -> None:
        assert cut(text, cells) == kept

    @given(ANY, st.integers(0, 30))
    def test_it_is_never_wider(self, text: str, cells: int) -> None:
        assert width(cut(clean(text, keep=""), cells)) <= cells


class TestClean:
    def test_every_printable_character_stays(self) -> None:
        printable = "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))
        assert len(printable) > 100_000
        assert clean(f"{printable}\x00") == printable, "the look at each character, which a printable text is spared"

    @pytest.mark.parametrize(
        ("dirty", "plain"),
        [
            ("plain text", "plain text"),
            ("서울 \u2014 plain", "서울 \u2014 plain"),
            ("\x1b[31mred\x1b[0m", "red"),
            ("\x1b[2J\x1b[1;1Hgone", "gone"),
            ("\x9b31mred", "red"),
            ("\x1b]0;title\x07text", "text"),
            ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
            ("\x1bP payload \x1b\\text", "text"),
            ("\x1b(B\x1b=\x1bcreset", "reset"),
            ("\x1b]never closed", "never closed"),
            ("\x1b", ""),
            ("a\x00b\x07c\x08d\x7fe\x9cf", "abcdef"),
            ("\u202eright\u202c \u2066to\u2069", "right to"),
            ("\ufeffmark", "mark"),
            ("lone \ud800 half", "lone \ufffd half"),
            ("none \uffff", "none \ufffd"),
            ("a\r\nb\rc\u2028d\x85e\x0cf", "a\nb\nc\nd\ne\nf"),
            ("a\tb", "a b"),
            ("e\u0301 \u200d \u200f", "e\u0301 \u200d \u200f"),
        ],
    )
    def test_what_steers_a_terminal_goes(self, dirty: str, plain: str) -> None:
        assert clean(dirty) == plain

    def test_newlines_and_tabs_stay_on_demand(self) -> None:
        assert [clean("a\n\tb", keep) for keep in ("", "\n", "\n\t")] == ["a  b", "a\n b", "a\n\tb"]

    @quick
    @given(HOSTILE)
    def test_nothing_dangerous_is_left_and_twice_is_once(self, text: str) -> None:
        cleaned = clean(text, "")
        assert clean(cleaned, "") == cleaned
        assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in cleaned)
        assert not any(
            unicodedata.bidirectional(one) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
            for one in cleaned
        )
        assert cleaned.encode("utf-8").decode("utf-8") == cleaned


class TestWidth:
    @pytest.mark.parametrize(
        ("text", "cells"),
        [
            ("", 0),
            ("plain", 5),
            ("é", 1),
            ("e\u0301", 1),
            ("서울", 4),
            ("\u1109\u1165\u110b\u116e\u11af", 4),
            ("平壌", 4),
            ("ＡＢ", 4),
            ("ｱ", 1),
            ("a\u200bb", 2),
            ("co\xadop", 5),
            ("👍", 2),
            ("\ufe0f", 0),
            ("—", 1),
        ],
    )
    def test_in_cells(self, text: str, cells: int) -> None:
        assert width(text) == cells

    def test_as_prompt_toolkit_counts(self) -> None:
        """Where the applications of the terminal lay out a line, both must agree."""
        wcwidth = pytest.importorskip("wcwidth").wcwidth
        for block in ("Aé—…·“”", "가힣한글", "日本語カナ、。", "ΑЯאب", "①★→█▒", "ｶﾀ", "😀🎉"):
            assert [width(character) for character in block] == [wcwidth(character) for character in block]


class TestWrap:
    def test_by_words(self) -> None:
        assert wrap("one two three", 7) == ["one two", "three"]

    def test_with_an_indent_and_a_mark_before_the_first_line(self) -> None:
        assert wrap("one two three", 10, "   ", first="1. ") == ["1. one two", "   three"]

    def test_hangul_counts_double(self) -> None:
        assert wrap("북한은 러시아에 파병했다", 10) == ["북한은", "러시아에", "파병했다"]
        assert wrap("북한은 러시아에 파병했다", 15) == ["북한은 러시아에", "파병했다"]

    def test_a_word_longer_than_the_line_is_broken(self) -> None:
        assert wrap("see https://example.org/very/long now", 10) == [
            "see https:",
            "//example.",
            "org/very/l",
            "ong now",
        ]

    def test_writing_without_spaces_is_broken_between_characters(self) -> None:
        assert wrap("中文没有空格", 5) == ["中文", "没有", "空格"]

    def test_a_combining_mark_stays_with_its_letter(self) -> None:
        assert wrap("e\u0301" * 4, 2) == ["e\u0301e\u0301"] * 2

    def test_newlines_and_empty_lines_are_kept(self) -> None:
        assert wrap("a\n\nb  c", 10, "  ", first="- ") == ["- a", "", "  b c"]
        assert wrap("", 10) == [""]

    @pytest.mark.parametrize("cells", [-3, 0, 1, 2])
    def test_in_no_room_at_all_each_character_has_its_line(self, cells: int) -> None:
        assert wrap("한글", cells) == ["한", "글"]
        assert wrap("한글", cells, "    ") == ["    한", "    글"]

    @quick
    @given(ANY, st.integers(6, 40), st.sampled_from(["", "  ", "한"]))
    def test_no_line_is_too_wide_and_no_character_is_lost(self, text: str, cells: int, indent: str) -> None:
        plain = clean(text)
        lines = wrap(plain, cells, indent)
        assert all(width(line) <= cells for line in lines)
        assert all(line.startswith(indent) or not line for line in lines)
        inner = "".join(line.removeprefix(indent) for line in lines)
        assert "".join(inner.split()) == "".join(plain.split())


class TestNormalise:
    @pytest.mark.parametrize(
        ("text", "same"),
        [
            ("  Kim\tJong\u2011un ", "kim jong-un"),
            ("“Séoul”.", "seoul"),
            ("ＳＥＯＵＬ", "seoul"),
            ("\u1109\u1165\u110b\u116e\u11af", "서울"),
            ("Hawaiʻi", "hawai'i"),
            ("Hawai`i", "hawai'i"),
            ("(Straße)", "strasse"),
            ("ﬁn", "fin"),
            ("İ", "i"),
            ("a\u200bb\xadc", "abc"),
            ("10,000", "10000"),
            ("10 000 men", "10000 men"),
            ("1'000'000", "1000000"),
            ("1,00", "1,00"),
            ("0,123,456", "0,123,456"),
            ("1950 1953", "1950 1953"),
            ("...", "..."),
            ("¿Qué?", "que"),
            ("\x1b[31mred", "red"),
            ("", ""),
            ("\u3164", ""),
            ("ガ", "ガ"),
            ("ｶﾞ", "ガ"),
            ("שָׁלוֹם", "שלום"),
            ("مُحَمَّد", "محمد"),
        ],
    )
    def test_what_is_typed_in_many_ways_is_one(self, text: str, same: str) -> None:
        assert normalise(text) == same

    def test_capitals_and_accents_stay_on_demand(self) -> None:
        assert normalise(" Où ", case=True) == "Ou"
        assert normalise(" Où ", accents=True) == "où"
        assert normalise(" Où ", case=True, accents=True) == "Où"

    @quick
    @given(HOSTILE, st.booleans(), st.booleans())
    def test_twice_is_once(self, text: str, case: bool, accents: bool) -> None:
        once = normalise(text, case, accents)
        assert normalise(once, case, accents) == once

    @quick
    @given(HOSTILE)
    def test_composed_and_decomposed_are_one(self, text: str) -> None:
        plain = clean(text)
        assert normalise(unicodedata.normalize("NFD", plain)) == normalise(unicodedata.normalize("NFC", plain))


class TestMatches:
    def test_stars(self) -> None:
        assert matches("*", "anything")
        assert matches("a*b*c", "a bee, b bee, c")
        assert not matches("a*b*c", "a c b")
        assert not matches("ab*ba", "aba")
        assert not matches("*x*y*", "yx")

    def test_a_pattern_of_many_stars_takes_no_time(self) -> None:
        """A regular expression would take longer than the sun will last."""
        assert not matches("*a" * 5000 + "b", "a" * 100_000)

    def test_a_star_in_the_typed_text_is_only_a_star(self) -> None:
        assert not matches("abc", "a*")
        assert matches("a\\*", "a*")

    def test_a_noncharacter_in_the_pattern_is_no_star(self) -> None:
        assert not matches("a\ufdd0", "abc")

    def test_what_is_shown_of_a_pattern(self) -> None:
        assert [literal(one) for one in ("the *  US*", "\\*x", "plain")] == ["the US", "*x", "plain"]
        assert [is_wildcard(one) for one in ("a*", "a\\*", "a")] == [True, False, False]

    @quick
    @given(HOSTILE)
    def test_every_text_matches_itself(self, text: str) -> None:
        assert matches(clean(text).replace("*", "\\*"), text)


class TestDistance:
    @pytest.mark.parametrize(
        ("one", "other", "errors"),
        [("seoul", "seoul", 0), ("seoul", "soeul", 1), ("seoul", "soul", 1), ("ca", "abc", 2), ("north", "south", 2)],
    )
    def test_errors_are_counted(self, one: str, other: str, errors: int) -> None:
        assert distance(one, other, 2) == errors

    def test_up_to_a_limit(self) -> None:
        assert distance("kitten", "sitting", 2) == 3
        assert distance("a", "abcdef", 2) == 3


class TestNumbers:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("10000", "10000"),
            ("10,000", "10000"),
            ("10 000", "10000"),
            ("10\xa0000", "10000"),
            ("10\u202f000", "10000"),
            ("10'000", "10000"),
            ("10’000", "10000"),
            ("1,234,567.89", "1234567.89"),
            ("1 234 567,89", "1234567.89"),
            ("1.234.567", "1234567"),
            ("1.234.567,8", "1234567.8"),
            ("1.234,56", "1234.56"),
            ("3,00,000", "300000"),
            ("10.000", "10"),
            ("1.5", "1.5"),
            ("1,5", "1.5"),
            ("1,500", "1500"),
            ("0,500", "0.5"),
            ("1,5000", "1.5"),
            ("12,34", "12.34"),
            (".5", "0.5"),
            (",5", "0.5"),
            ("5.", "5"),
            ("010", "10"),
            ("+7", "7"),
            ("-7", "-7"),
            ("−7", "-7"),
            ("–7", "-7"),
            ("-0", "0"),
            ("3e5", "300000"),
            ("3E-2", "0.03"),
            ("１０，０００", "10000"),
            ("٣٠٠", "300"),
            ("५", "5"),
            ("50 %", "50"),
            ("1/2", "0.5"),
            ("-3/4", "-0.75"),
            ("½", "0.5"),
            (" 12 km ", "12"),
            ("12KM", "12"),
            ("\u200e12", "12"),
        ],
    )
    def test_as_people_write_them(self, text: str, number: str) -> None:
        read = parse_number(text, "km")
        assert read == Decimal(number)
        assert read is not None
        assert plain_number(read) == number

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "-",
            ".",
            ",",
            "nan",
            "NaN",
            "inf",
            "-Infinity",
            "1e999",
            "1e100",
            "9" * 29,
            "1" * 5000,
            "1/0",
            "1 2",
            "1,2,3",
            "1,000,00",
            "1..2",
            "--1",
            "+-1",
            "0x10",
            "10k",
            "ten",
            "12 miles",
            "1e",
            "e5",
            "1_000",
            "1,000 000",
            "5 5%",
            "1 000 00",
        ],
    )
    def test_what_is_none_is_refused(self, text: str) -> None:
        assert parse_number(text, "km") is None

    @quick
    @given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4))
    def test_what_is_written_out_is_read_back(self, number: Decimal) -> None:
        assert parse_number(plain_number(number)) == number
        whole = int(number)
        assert parse_number(f"{whole:,}") == whole
        assert parse_number(f"{whole:,}".replace(",", "\u202f")) == whole

    @quick
    @given(HOSTILE, HOSTILE)
    def test_anything_is_read_or_refused(self, text: str, unit: str) -> None:
        number = parse_number(text, unit)
        assert number is None or number.is_finite()
