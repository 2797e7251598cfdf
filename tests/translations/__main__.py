"""Bring the catalogues up to date and compile them: python -m tests.translations [CATALOGUE …]

New texts come in without a translation and are listed; texts that are gone go out; what is translated stays.
"""

import sys

from learn.language import ENGLISH, LANGUAGES
from tests.translations.catalogues import binary, compiled, missing, path_of, renewed, texts, written


def main(chosen: list[str]) -> int:
    wanted = texts()
    left = 0
    for language in LANGUAGES:
        if language == ENGLISH:
            continue
        for name in chosen or sorted(wanted):
            catalogue = renewed(language, name, wanted)
            path_of(language, name).parent.mkdir(parents=True, exist_ok=True)
            path_of(language, name).write_bytes(written(catalogue))
            without = missing(catalogue)
            left += len(without)
            print(f"{language} {name}: {len(catalogue)} texts, {len(without)} without a translation")
        binary(language).parent.mkdir(exist_ok=True)
        binary(language).write_bytes(compiled(language))
    return 1 if left else 0


sys.exit(main(sys.argv[1:]))
