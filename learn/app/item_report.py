"""Item statistics of what was answered here, and of files of marks from elsewhere."""

from collections.abc import Sequence
from pathlib import Path

from learn.analysis.grades import Which
from learn.analysis.judging import Judgement, judge
from learn.analysis.marks import marks_of
from learn.analysis.results import Results
from learn.app import App
from learn.classroom.items import Items
from learn.classroom.options import options_in
from learn.gradebook.reading import read
from learn.gradebook.reading_marks import Wanted
from learn.language import tr
from learn.problems import NotFound, UsageError

MOST_BYTES = 200_000_000


def judge_results(
    app: App, results: Results, which: Which = "first", with_overridden: bool = False, with_comebacks: bool = False
) -> Judgement:
    """The items of these results, with the options that the library has today."""
    return judge(marks_of(results, which, with_overridden, with_comebacks), options_in(Items(app.library)))


def judge_file(path: Path, wanted: Wanted) -> tuple[Judgement, Sequence[str]]:
    """The items of a file, and what was decided about the file. NotFound, UsageError, BrokenContent."""
    found = read(_content(path), str(path), wanted)
    return judge(found.marks, lambda item: found.options.get(item, ())), found.notices


def _content(path: Path) -> bytes:
    if not path.exists():
        raise NotFound(tr("there is no file {path}", path=path))
    if not path.is_file():
        raise UsageError(tr("{path} is no file", path=path), hint=tr("--from takes a file of marks, as CSV"))
    if path.stat().st_size > MOST_BYTES:
        raise UsageError(
            tr("{path} is larger than this program reads ({most} MB)", path=path, most=MOST_BYTES // 1_000_000)
        )
    return path.read_bytes()
