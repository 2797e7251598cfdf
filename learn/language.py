"""The language of the interface: English in the source, other languages from GNU gettext's catalogues.

Texts are looked up when they are shown, never when a module is imported, so that the language can be chosen first
(`use`). `learn/translations/CODE/*.po` are what translators write; `CODE/LC_MESSAGES/learn.mo` is compiled from them
by `make translations`. What a bank or a lesson says is content and has its own `lang:`; it is not translated.
"""

import gettext
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

FOLDER = Path(__file__).with_name("translations")
DOMAIN = "learn"
ENGLISH = "en"
LANGUAGES = {"en": "English", "ko": "한국어"}
"""The codes of the languages there are (ISO 639-1), each with its own name."""


class _Spoken:
    """The language that holds; None stands for the source's own."""

    code = ENGLISH
    catalogue: gettext.GNUTranslations | None = None


def use(code: str) -> None:
    """Speak this language from now on; ValueError where there is no such translation."""
    if code not in LANGUAGES:
        raise ValueError(code)
    _Spoken.catalogue = None if code == ENGLISH else _catalogue(code)
    _Spoken.code = code


def current() -> str:
    """The code of the language that holds."""
    return _Spoken.code


def _catalogue(code: str) -> gettext.GNUTranslations:
    with (FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def preferred(wishes: Iterable[str]) -> str:
    """The first of the wishes that there is, as `ko`, `ko_KR.UTF-8` or `ko-KR` say it; English where none is."""
    for wish in wishes:
        code = wish.replace("-", "_").split("_")[0].split(".")[0].lower()
        if code in LANGUAGES:
            return code
        if code in ("c", "posix"):
            return ENGLISH
    return ENGLISH


def wishes(env: Mapping[str, str]) -> list[str]:
    """What POSIX's variables say, the one that holds first: LANGUAGE's list, else LC_ALL, LC_MESSAGES or LANG."""
    one = next((env[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if env.get(name)), "")
    if one.split(".")[0] in ("", "C", "POSIX"):
        return [one]  # LANGUAGE does not count in the C locale, as gettext's manual says
    return [*filter(None, env.get("LANGUAGE", "").split(":")), one]


def tr(text: str, /, **values: object) -> str:
    """The text in the language that holds, its `{names}` filled in."""
    said = text if _Spoken.catalogue is None or not text else _Spoken.catalogue.gettext(text)
    return said.format(**values) if values else said


def trc(context: str, text: str, /, **values: object) -> str:
    """The same for a text that means two things: the context, never shown, says which."""
    said = text if _Spoken.catalogue is None else _Spoken.catalogue.pgettext(context, text)
    return said.format(**values) if values else said


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """The form that fits the number `n`, which is filled in as `{n}`."""
    if _Spoken.catalogue is None:
        return (one if n == 1 else many).format(n=n, **values)
    return _Spoken.catalogue.ngettext(one, many, n).format(n=n, **values)


def translatable(text: str, /) -> str:
    """The text itself: for one that stands in a table and goes through `tr` when it is shown."""
    return text


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak this language for a while, if there is a translation: of what goes with content, such as a printed test."""
    before = current()
    use(preferred([code, before]) if code else before)
    try:
        yield
    finally:
        use(before)
