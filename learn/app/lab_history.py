"""A learner's history coming from Anki and going to it: reviews as evidence for facts, and answers as reviews."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from learn.app import NOBODY, App
from learn.app.files import new_file
from learn.app.lab_logs import OURS, SQLITE, ZIP, anki_history, head_of
from learn.lab.card_map import read_map, write_map
from learn.lab.foreign_answers import answers_of
from learn.lab.review_csv import Dated, read_csv, write_csv
from learn.lab.reviews import rating
from learn.language import tr
from learn.memory.fsrs import AGAIN, GOOD
from learn.problems import BrokenContent, LearnError, NotFound, UsageError

if TYPE_CHECKING:
    from learn.store.anki import AnkiCard

SOURCE = "anki"
_AHEAD_MS = 24 * 3600 * 1000
_FRONT = 80


class History(Struct, frozen=True):
    """Reviews of cards as a file has them, and what it knows of the cards (a CSV nothing)."""

    reviews: list[Dated]
    cards: "Mapping[str, AnkiCard]"
    notices: tuple[str, ...] = ()


class Imported(Struct, frozen=True):
    """What became of a history: reviews added and known already, of how many facts; reviews and cards left out.

    `graded` counts Hard and Easy, which are right answers here and nothing more; `unknown` are facts that no lesson
    or bank here has.
    """

    added: int
    known: int
    facts: int
    left_out: int
    cards_left_out: int
    graded: int
    unknown: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def history_in(path: Path) -> History:
    """The reviews in a collection, a package or a CSV. NotFound, BrokenContent, UsageError."""
    head = head_of(path)
    if OURS in head:
        raise UsageError(tr("{path} is a learn log", path=path), hint="learn log merge FILE")
    if head.startswith((SQLITE, ZIP)):
        history, notices = anki_history(path, head)
        reviews = [Dated(str(one.card), one.rating, one.ms, history.offset, one.duration) for one in history.reviews]
        return History(reviews, {str(number): card for number, card in history.cards.items()}, notices)
    return History(read_csv(str(path), _text(path)), {})


def _text(path: Path) -> str:
    if not path.is_file():
        raise NotFound(tr("no such file: {path}", path=path))
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise BrokenContent(tr("{path} is not in UTF-8 (byte {place})", path=path, place=error.start)) from None


def facts_of(app: App, history: History, card_map: Path | None) -> dict[str, str]:
    """The fact of each card: by the map, else as our own packages name it (note `learn/bank/question`)."""
    own = dict(_own_cards(app, history))
    return own if card_map is None else own | read_map(str(card_map), _text(card_map))


def _own_cards(app: App, history: History) -> Iterator[tuple[str, str]]:
    """Cards of packages that `learn bank export --to apkg` wrote, where the question still has one fact."""
    from learn.exchange.anki_notes import names_of

    for card, known in history.cards.items():
        bank, question = names_of(known.guid)
        if bank and question:
            try:
                facts = app.library.question(bank, question).facts or (f"{bank}/{question}",)
            except LearnError:
                continue
            if len(facts) == 1:
                yield card, facts[0]


def import_history(app: App, history: History, facts: Mapping[str, str]) -> Imported:
    """Put the reviews of cards with a fact into the log. BrokenContent where one lies in the future."""
    from learn.store.taking_in import source_id, take_in

    late = max((one.ms for one in history.reviews), default=0)
    if late > app.clock.now() + _AHEAD_MS:
        raise BrokenContent(tr("a review lies in the future: nothing was taken in"), hint=tr("look at the clocks"))
    if app.learner == NOBODY:
        app.learner = app.store.make_learner(app.learner_name)
    answers = answers_of(history.reviews, facts, source_id(app.learner, SOURCE + " session"))
    taken = take_in(app.store, app.learner, SOURCE, answers)
    mapped = {one.body.evidence[0].fact for one in answers}
    cards = {one.card for one in history.reviews}
    return Imported(
        added=taken.added,
        known=taken.known,
        facts=len(mapped),
        left_out=len(history.reviews) - len(answers),
        cards_left_out=len(cards - facts.keys()),
        graded=sum(one.rating not in (AGAIN, GOOD) for one in history.reviews if one.card in facts),
        unknown=_unknown(app, mapped),
        notices=history.notices,
    )


def _unknown(app: App, facts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(fact for fact in facts if app.library.fact(fact) is None and "/" not in fact))


def write_cards(app: App, history: History, path: Path, force: bool) -> int:
    """Write the cards of a history as a map to be filled in; how many there are."""
    from learn.exchange.html_text import plain

    counts = Counter(one.card for one in history.reviews)
    known = facts_of(app, history, None)

    def front(card: str) -> str:
        text = " ".join(plain(history.cards[card].front).text.split()) if card in history.cards else ""
        return text[:_FRONT]

    rows = ((card, "", counts[card], front(card)) for card in counts)
    new_file(path, write_map(rows, known).encode(), force)
    return len(counts)


def export_reviews(app: App, path: Path, force: bool) -> tuple[int, int]:
    """Write the learner's answers as FSRS's tools read them; how many, and how many of them could be guessed."""
    from learn.store.reviewed import reviewed

    guessable: Counter[bool] = Counter()

    def dated() -> Iterator[Dated]:
        for one in reviewed(app.store, app.learner):
            guessable[one.guess > 0] += 1
            yield Dated(one.fact, rating(one.score, one.trust), one.ms, one.offset, one.took)

    new_file(path, (line.encode() for line in write_csv(dated())), force)
    return guessable.total(), guessable[True]
