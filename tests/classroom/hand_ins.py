"""Hand-ins of students who took the test, and what can be done to such a file."""

from pathlib import Path

from benchmarks.class_of import Examinee, Paper, hand_in
from learn.classroom.chain import beginning, chained, following, parted
from learn.classroom.handin import End, last_line


def examinee(name: str = "Ada Lovelace", number: str = "4711", seed: int = 1, code: str = "") -> Examinee:
    """A student; one seed is one learner on one machine."""
    return Examinee(name, number, 0.5, seed, code)


def handed_in(folder: Path, test: Paper, one: Examinee, name: str = "") -> Path:
    """Her file."""
    path = folder / (name or f"{one.number}-{one.seed}.learnlog")
    path.write_text(hand_in(one, test), encoding="utf-8")
    return path


def forged(text: str, old: str, new: str, place: int = 1) -> str:
    """The file with a text replaced in one of its lines (0 is the header) by someone who knows how to chain."""
    lines = text.splitlines()
    bare = [parted(line.encode())[0].decode() for line in lines[:-1]]
    assert old in bare[place]
    bare[place] = bare[place].replace(old, new)
    return rechained(bare)


def rechained(bare: list[str]) -> str:
    """A whole file of these lines: a header, and events without a chain."""
    chain, made = beginning(bare[0].encode()), [bare[0]]
    for line in bare[1:]:
        chain = following(chain, line.encode())
        made.append(chained(line, chain))
    return "\n".join([*made, last_line(End(len(bare) - 1, chain))]) + "\n"
