"""Choosing the language of the interface, and saying texts in it."""

from collections.abc import Iterator

import pytest

from learn.language import current, preferred, speaking, tr, translatable, trc, trn, use, wishes


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """English before and after."""
    use("en")
    yield
    use("en")


@pytest.mark.parametrize(
    ("env", "code"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko-KR"}, "ko"),
        ({"LANG": "KO"}, "ko"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:ko:en"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "LANGUAGE": "C"}, "en"),
        ({"LANG": "C", "LANGUAGE": "ko"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "ko_KR.UTF-8"}, "ko"),
        ({"LC_ALL": "POSIX", "LANG": "ko_KR.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "ko_KR.UTF-8"}, "ko"),
    ],
)
def test_the_locale_says_which(env: dict[str, str], code: str) -> None:
    assert preferred(wishes(env)) == code


def test_texts_are_in_the_language_that_holds() -> None:
    assert tr("Right") == "Right"
    use("ko")
    assert current() == "ko"
    assert tr("there is no file {name}", name="x") == "파일 x이(가) 없습니다"
    assert trc("verdict", "right") == "맞음"
    assert trn("{n} question", "{n} questions", 1) == trn("{n} question", "{n} questions", 2).replace("2", "1")
    assert tr("no translator has seen {this}", this=1) == "no translator has seen 1"
    assert tr("") == ""


def test_english_has_two_numbers() -> None:
    assert [trn("{n} {what}", "{n} {what}s", n, what="fact") for n in (0, 1, 2)] == ["0 facts", "1 fact", "2 facts"]
    assert trc("verdict", "right") == "right"


def test_a_text_without_values_is_left_as_it_is() -> None:
    assert tr("a gap is {{answer}}") == translatable("a gap is {{answer}}") == "a gap is {{answer}}"


def test_a_language_is_spoken_for_a_while() -> None:
    with speaking("ko-KR"):
        assert current() == "ko"
    assert current() == "en"
    with pytest.raises(ZeroDivisionError), speaking("ko"):
        1 / 0  # noqa: B018
    assert current() == "en"
    use("ko")
    for code, spoken in (("en", "en"), ("fr", "ko"), ("", "ko")):
        with speaking(code):
            assert current() == spoken
        assert current() == "ko"


def test_there_is_no_such_language() -> None:
    with pytest.raises(ValueError, match="xx"):
        use("xx")
    assert current() == "en"
