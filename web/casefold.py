"""Writes src/casefold.ts: where Unicode's full case folding differs from lower case, as the running Python has it."""

import json
import sys
from pathlib import Path


def exceptions() -> dict[str, str]:
    """The characters that `str.casefold` makes something else of than `str.lower`."""
    every = map(chr, range(sys.maxunicode + 1))
    return {one: one.casefold() for one in every if one.casefold() != one.lower()}


if __name__ == "__main__":
    table = json.dumps(exceptions(), ensure_ascii=True, separators=(",", ":"))
    Path(__file__).with_name("src").joinpath("casefold.ts").write_text(
        "// Made by casefold.py: where full case folding differs from lower case.\n"
        f"export const FOLDS: Readonly<Record<string, string>> = {table};\n",
        encoding="utf-8",
    )
