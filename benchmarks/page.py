"""docs/performance.md from the figures of a run.

    python -m benchmarks.page benchmarks/figures > docs/performance.md

The folder holds what `--json` wrote: anki.json (benchmarks.anki_peer), growth.json (benchmarks.growth), csv.json
(benchmarks.answers_csv), and by_hand.json, where there is one, with what was measured before and after a mending. What
is not there is left out.
"""

import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

from benchmarks import anki_peer, growth

INTRO = """# Performance

Written by `python -m benchmarks.page` from the figures of one run of each benchmark. The machine: {cores} cores
(x86-64), Python {python}, {system}, with nothing else at work beside Anki, and jobs of low priority beside the rest;
**processor time** is compared, which a busy machine changes least, and the wall is told beside it. Every pair was run
in turn; the least of the runs counts. `make bench` measures again.
"""

PEER = """
## Beside Anki

The same work in `learn` and in Anki's own package ({anki}), each step a process of its own:
`LEARN_ANKI_PYTHON=… python -m benchmarks.anki_peer`. Import is a bank of cards in YAML here and a CSV file there: what
each reads when content has changed. "Import of the same CSV" is `learn bank import --from anki-text` here, which writes
a bank that people can edit, with a report on each question, and then reads and indexes that bank; Anki is done with
the first of these. An answer is on disk for good before `learn` shows what it was worth (one `fsync` each); Anki's is
not. The check here derives everything from the log again and compares; Anki's looks at its tables.

{table}

{verdict}
"""

GROWTH = """
## Growth

`python -m benchmarks.growth`: one answer a fact, then 1,000 facts with more and more answers. Milliseconds of the
processor, of whole processes for the first three; commit and bare insert are of the wall and durable. Megabytes are
the most of the runs, and the first run after content has changed compares earlier answers with the new texts.

{table}

```text
{chart}
```
"""


def behind(rows: list[dict[str, Any]]) -> str:
    """Where we are ahead and where not, in words."""
    ratios = {f"{row['step']} ({row['items']:,})": row["ours"]["cpu"] / row["anki"]["cpu"] for row in rows}
    ahead = [f"{name} {ratio:.2f}" for name, ratio in ratios.items() if ratio <= 1]
    late = [f"{name} {ratio:.1f}" for name, ratio in ratios.items() if ratio > 1]
    less = min(row["anki"]["mb"] / row["ours"]["mb"] for row in rows)
    lines = [f"Memory is {less:.1f} times less or better in every row. Ratios of processor time to Anki's:"]
    lines += [f"ahead in {', '.join(ahead)};"] if ahead else []
    lines += [f"**behind** in {', '.join(late)}."] if late else []
    return "\n".join(lines)


def peer(rows: list[dict[str, Any]], version: str) -> str:
    """The section on Anki."""
    table = "\n".join([anki_peer.HEAD, *map(anki_peer.shown, rows)])
    return PEER.format(table=table, verdict=behind(rows), anki=version)


def grown(found: dict[str, Any]) -> str:
    """The section on growth, with its charts."""
    every = [*found["facts"], *found["answers"]]
    table = "\n".join([growth.HEAD, *map(growth.shown, every)])
    names = ("first", "due", "stats")
    charts = [
        "by facts, one answer each",
        *growth.chart(found["facts"], "facts", names),
        "",
        "by answers, 1,000 facts",
        *growth.chart(found["answers"], "answers", names),
    ]
    return GROWTH.format(table=table, chart="\n".join(charts))


def exported(rows: list[dict[str, Any]]) -> str:
    """The section on exports."""
    lines = [f"| {row['name']} | {row['cpu'] / 1000:.1f} | {row['ratio']:.1f} | {row['mb']:.0f} |" for row in rows]
    head = "| 1,000,000 answers | processor s | ratio | MB |\n|---|---|---|---|"
    return "\n## Export\n\n`python -m benchmarks.answers_csv`:\n\n" + "\n".join([head, *lines]) + "\n"


def mended(rows: list[dict[str, str]]) -> str:
    """The section on what was mended."""
    lines = [f"| {row['what']} | {row['before']} | {row['after']} | {row['how']} |" for row in rows]
    head = "| what | before | after | how |\n|---|---|---|---|"
    return "\n## What the figures showed, and what was mended\n\n" + "\n".join([head, *lines]) + "\n"


def page(folder: Path) -> str:
    """The whole page."""
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    text = INTRO.format(cores=os.cpu_count(), python=platform.python_version(), system=platform.system())
    if "anki" in found:
        text += peer(found["anki"]["anki"], found["anki"].get("version", "`anki` of PyPI"))
    text += grown(found["growth"]) if "growth" in found else ""
    text += exported(found["csv"]) if "csv" in found else ""
    text += mended(found["by_hand"]) if "by_hand" in found else ""
    return text


if __name__ == "__main__":
    sys.stdout.write(page(Path(sys.argv[1])))
