"""`learn log import`: the history of an Anki collection."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from learn.app import App
from learn.cli.options import json_option, make_command, say, with_app
from learn.cli.output import print_json, print_lines
from learn.language import tr, trn
from learn.problems import OK

if TYPE_CHECKING:
    from learn.app.lab_history import Imported

_FILE = click.Path(dir_okay=False, path_type=Path)
_SHOWN = 5


@make_command(
    "import",
    epilog="""\b
Examples:
  learn log import collection.anki2 --cards map.csv    the cards, to be filled in
  learn log import collection.anki2 --map map.csv      their reviews, taken in""",
)
@click.argument("file", type=_FILE)
@click.option("--map", "card_map", type=_FILE, help="CSV with card_id and fact.")
@click.option("--cards", type=_FILE, help="Only write the cards to this CSV, to be filled in as a map.")
@click.option("--force", is_flag=True, help="Replace the file of --cards if it is there.")
@json_option
@with_app
def command(app: App, file: Path, card_map: Path | None, cards: Path | None, force: bool, as_json: bool) -> int:
    """Take in the reviews of an Anki collection, package or CSV as answers of yours.

    Each card counts for the fact that the map gives it; cards of packages that learn wrote are known by themselves.
    Again is a wrong answer, everything else a right one. Doing it again adds only what is new. FILE is only read.
    """
    from learn.app.lab_history import facts_of, history_in, import_history, write_cards

    history = history_in(file)
    if cards is not None:
        count = write_cards(app, history, cards, force)
        say(
            trn(
                "{n} card written to {file}: fill in the column fact, then use it as --map",
                "{n} cards written to {file}: fill in the column fact, then use it as --map",
                count,
                file=cards,
            )
        )
        return OK
    done = import_history(app, history, facts_of(app, history, card_map))
    for notice in done.notices:
        say(f"learn: {notice}")
    if as_json:
        print_json(done)
        return OK
    print_lines(_lines(done))
    return OK


def _lines(done: "Imported") -> list[str]:
    """What was taken in, and what was not."""
    lines = [
        tr(
            "{reviews} added to {facts}, {known} known already",
            reviews=trn("{n} review", "{n} reviews", done.added),
            facts=trn("{n} fact", "{n} facts", done.facts),
            known=done.known,
        )
    ]
    if done.left_out:
        lines.append(
            tr(
                "{reviews} of {cards} left out: the map gives them no fact",
                reviews=trn("{n} review", "{n} reviews", done.left_out),
                cards=trn("{n} card", "{n} cards", done.cards_left_out),
            )
        )
    if done.graded:
        lines.append(
            trn(
                "{n} was Hard or Easy: a right answer here, like Good",
                "{n} were Hard or Easy: right answers here, like Good",
                done.graded,
            )
        )
    if done.unknown:
        named = ", ".join(done.unknown[:_SHOWN]) + (" …" if len(done.unknown) > _SHOWN else "")
        lines.append(
            trn(
                "{n} fact is in no lesson here, so nothing will ask for it: {names}",
                "{n} facts are in no lesson here, so nothing will ask for them: {names}",
                len(done.unknown),
                names=named,
            )
        )
    return lines
