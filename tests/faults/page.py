"""docs/reliability.md: the table that a run of the scenes gives, and the figures of the last full run."""

from collections.abc import Iterator
from inspect import getdoc
from pathlib import Path

from tests.faults import clocks, crashes, crowds, damage, disks, endings, power
from tests.faults.figures import Figures
from tests.faults.ground import ROOT, Ground
from tests.faults.outcome import Outcome, Scenario, Unavailable

PATH = ROOT / "docs" / "reliability.md"

SECTIONS: dict[str, tuple[Scenario, ...]] = {
    "The session ends from outside": endings.SCENES,
    "Disks, permissions, locks": disks.SCENES,
    "Power loss": power.SCENES,
    "A command is killed while it writes": crashes.SCENES,
    "The log is not what it was": damage.SCENES,
    "Several programs at once": crowds.SCENES,
    "Clocks": clocks.SCENES,
}

FIGURES = "## By the thousand"

BEGIN = """\
# What happens when something goes wrong

Every row is a scene that is played for real: `learn` in a pseudo-terminal or a pipe, and the fault. `make faults` plays
them all and writes this page; the tests play them again and compare. In each, no traceback may appear, `learn doctor`
must find nothing afterwards (or what it names must mend it), and every answer whose verdict was seen must be in the
log. HOME stands for the folder of the log; ⏎ for a new line. Exit codes below 0 are signals.

"""


def name_of(scene: Scenario) -> str:
    """What happens in a scene, as the table has it."""
    return (getdoc(scene) or "").replace("\n", " ").replace(" | ", " \\| ")


def rows() -> dict[str, str]:
    """The rows of the page as it is, by what happens."""
    lines = PATH.read_text(encoding="utf-8").splitlines() if PATH.exists() else []
    return {line[2:].split(" | ")[0]: line for line in lines if line.startswith("| ")}


def row(scene: Scenario, outcome: Outcome) -> str:
    """One row."""
    cells = (name_of(scene), outcome.reads, outcome.kept, outcome.code)
    return "| " + " | ".join(cell.replace(" | ", " / ") for cell in cells) + " |"


def table(ground: Ground) -> Iterator[str]:
    """All scenes, played now; a scene that this machine cannot play keeps its row."""
    known = rows()
    for title, scenes in SECTIONS.items():
        yield f"## {title}"
        yield ""
        yield "| what happens | what the user reads | what is kept | exit code |"
        yield "|---|---|---|---|"
        for scene in scenes:
            try:
                yield row(scene, scene(ground))
            except Unavailable:
                if name_of(scene) in known:
                    yield known[name_of(scene)]
        yield ""


def figures_part(figures: Figures) -> str:
    """The figures in words."""
    kills = "".join(
        f"| {way} | {one.kills} | {one.seen} | {one.lost} | {one.unsound} |\n" for way, one in figures.kills.items()
    )
    total = sum(one.kills for one in figures.kills.values())
    return f"""\
{FIGURES}

Measured on {figures.machine}, by one run of `make faults`:
{total:,} sessions killed with SIGKILL at random moments, most of them while an answer was being written, and the log
compared with what had been on the screen, answer by answer.

| session | kills | answers seen graded | of them lost | logs with findings |
|---|---|---|---|---|
{kills}
{figures.merges:,} random meetings of three devices (logs merged in part, shuffled, twice and in any order while all
three go on): in {figures.equal:,} all three had equal digests afterwards, of the events and of the memory derived from
them. {figures.processes} processes that made the log together at the same moment gave {figures.answers_at_once}
answers; all were kept.
"""


def write(ground: Ground, figures: Figures | None) -> None:
    """The page anew; without figures those of the last full run stay."""
    body = "\n".join(table(ground))
    tail = figures_part(figures) if figures else _old_figures(PATH)
    PATH.write_text(f"{BEGIN}{body}\n{tail}", encoding="utf-8")


def _old_figures(path: Path) -> str:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    place = text.find(FIGURES)
    return text[place:] if place >= 0 else ""
