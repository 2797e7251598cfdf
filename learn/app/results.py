"""Results of a home or of a class, as commands ask for them."""

from collections.abc import Callable, Iterable, Sequence

from learn.analysis.results import Results, Student
from learn.app import App
from learn.classroom.gathering import gather, test_name
from learn.classroom.items import Items
from learn.events import Mode, SessionBody

Watch = Callable[[Sequence[Student]], Iterable[Student]]
"""Is given everyone and hands them on, one after the other, as their answers are read."""


def results_of(
    app: App,
    class_name: str | None,
    banks: Sequence[str] = (),
    mode: Mode | None = "test",
    watch: Watch = lambda students: students,
) -> Results:
    """Everyone's results: of a class, or (None) of the learners of this home, who are then its students.

    `banks` keeps sessions of these banks alone, `mode` those of one mode (None: all). NotFound without such a class.
    """
    wanted = _wanted(banks, mode)
    if class_name is None:
        own = [Student(key=key, name=name) for key, name in app.store.learners().items()]
        return gather(app.store, own, Items(app.library), wanted, own_regrades=True, watch=watch)
    from learn.classroom.classes import opened

    with opened(app.home, class_name) as room:
        return gather(room.store, room.students(), Items(app.library), wanted, watch=watch)


def _wanted(banks: Sequence[str], mode: Mode | None) -> Callable[[SessionBody], bool]:
    def is_wanted(body: SessionBody) -> bool:
        return mode in (None, body.mode) and (not banks or not set(banks).isdisjoint({test_name(body), *body.banks}))

    return is_wanted
