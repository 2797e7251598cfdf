"""Question banks in and out: recognising a format, reading, updating in place, writing."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, structs

from learn.app import App
from learn.app.files import replace_file
from learn.authoring.surgery import with_questions
from learn.content.bank import read_bank
from learn.content.refusals import MOST_BYTES
from learn.content.values import Bank
from learn.content.writer import bank_text
from learn.exchange import FORMATS, module_of
from learn.exchange.report import Exported, Follow, Imported, Item, Media
from learn.exchange.spelled_names import noted, taken_back, written_out
from learn.language import tr
from learn.problems import BrokenContent, NotFound, UsageError, did_you_mean

LARGEST = 64 * 1024 * 1024
"""More bytes than any real bank has; a larger file is refused unread."""


class Written(Struct, frozen=True):
    """What an import came to: the bank as it will be written, and what became of each question."""

    bank: Bank
    items: tuple[Item, ...]
    added: int
    updated: int
    kept: int


def readable() -> list[str]:
    """The formats that can be read."""
    return [name for name in FORMATS if hasattr(module_of(name), "read")]


def writable() -> list[str]:
    """The formats that can be written."""
    return [name for name in FORMATS if hasattr(module_of(name), "write")]


def read_file(path: Path, form: str | None) -> Imported:
    """A file of another system. UsageError where its format is not known, NotFound without such a file."""
    if not path.is_file():
        raise NotFound(tr("no such file: {path}", path=path))
    if path.stat().st_size > LARGEST:
        raise UsageError(tr("{path} is larger than {most} MiB", path=path, most=LARGEST >> 20), hint=tr("split it"))
    data = path.read_bytes()
    name = form or recognised(data, path.name)
    module = module_of(_known(name))
    if not hasattr(module, "read"):
        raise UsageError(
            tr("{name} can be written, not read", name=name),
            hint=tr("formats to read: {names}", names=", ".join(readable())),
        )
    return taken_back(module.read(data, path.name))


def recognised(data: bytes, name: str) -> str:
    """The format of a file, from what is in it. UsageError where it is none of ours."""
    for form in FORMATS:
        module = module_of(form)
        if hasattr(module, "recognise") and module.recognise(data, name):
            return form
    raise UsageError(
        tr("the format of {name} is not recognised", name=name),
        hint=tr("name it: --from {names}", names=" | ".join(readable())),
    )


def _known(form: str) -> str:
    if form not in FORMATS:
        raise UsageError(
            tr("there is no format {form!r}", form=form), hint=did_you_mean(form, FORMATS) or ", ".join(FORMATS)
        )
    return form


def merged(before: Bank | None, imported: Sequence[Imported]) -> Written:
    """The questions of some files in one bank; those with an id that is there already take its place."""
    first = before or imported[0].bank
    questions = {question.id: question for question in (before.questions if before else ())}
    had = len(questions)
    incoming = {question.id: question for one in imported for question in one.bank.questions}
    added = len(incoming.keys() - questions.keys())
    questions |= incoming
    return Written(
        bank=structs.replace(first, questions=tuple(questions.values())),
        items=tuple(item for one in imported for item in one.items),
        added=added,
        updated=len(incoming) - added,
        kept=had - (len(incoming) - added),
    )


def media_of(imported: Sequence[Imported]) -> dict[str, Media]:
    """The pictures and files that came along, by name."""
    return {media.name: media for one in imported for media in one.media}


def export(app: App, bank: str, form: str, follow: Follow = iter) -> Exported:
    """A bank in another format, `follow` going along. BrokenContent and NotFound as the library says."""
    module = module_of(_known(form))
    if not hasattr(module, "write"):
        raise UsageError(
            tr("{form} can be read, not written", form=form),
            hint=tr("formats to write: {names}", names=", ".join(writable())),
        )
    spelled, notes = written_out(whole_bank(app, bank), form)
    return noted(module.write(spelled, follow), notes)


def whole_bank(app: App, bank: str) -> Bank:
    """A bank of the library with all its questions, read from its file."""
    row = app.library.bank(bank)
    loaded = read_bank(Path(row.path).expanduser())
    if loaded.value is None:
        raise BrokenContent(tr("{path} has errors", path=row.path), problems=loaded.problems)
    return loaded.value


def read_ours(path: Path) -> Bank | None:
    """The bank in a file of ours that is there already; BrokenContent where it has errors."""
    if not path.exists():
        return None
    loaded = read_bank(path)
    if loaded.value is None or loaded.problems:
        raise BrokenContent(tr("{path} has errors: nothing was changed", path=path), problems=loaded.problems)
    return loaded.value


def write_bank(path: Path, written: Written, imported: Sequence[Imported]) -> None:
    """Put a bank in its file, its pictures into a folder beside it.

    In a file that is there only the questions that changed are written; comments and everything else stay. UsageError
    for a bank that would be too large to be read again.
    """
    if path.exists():
        text = with_questions(str(path), path.read_text(encoding="utf-8"), written.bank.questions)
    else:
        text = bank_text(written.bank)
    data = text.encode()
    _refuse_too_large(path, data)
    replace_file(path, data)
    for name, media in media_of(imported).items():
        replace_file(path.parent / f"{path.stem}-media" / name, media.data)


def _refuse_too_large(path: Path, data: bytes) -> None:
    if len(data) > MOST_BYTES:
        count = -(-len(data) // MOST_BYTES)
        raise UsageError(
            tr("{path} would have {count:,} bytes, at most {most:,}", path=path, count=len(data), most=MOST_BYTES),
            hint=tr(
                "split what you import into {count} parts or more, and import each into a bank of its own", count=count
            ),
        )
