"""A pytest plugin that collects once and then runs, for each mutant, the tests that reach it, in a forked process."""

import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct, json

from tests.mutants.making import Mutant, live

MEMORY = 3 * 2**30
"""Bytes of address space for a mutant beyond what the process has: some fill lists without end."""


class Outcome(Struct, frozen=True):
    """What became of a mutant: `killed`, `timeout`, `survived` or `unreached`; by which test, in what time."""

    name: str
    line: int
    status: str
    by: str
    seconds: float
    tests: int
    diff: str


class Reached(Struct, frozen=True):
    """Of one test: whether it passes unmutated, the functions that it reaches, and its processor time."""

    passed: bool
    functions: list[str]
    seconds: float


class Mutating:
    """The loop over mutants in place of pytest's loop over tests."""

    def __init__(
        self, mutants: Sequence[Mutant], deadline: float, slow: float, most: float, told: Callable[[Outcome], None]
    ) -> None:
        self.mutants = mutants
        self.deadline = deadline
        self.slow, self.most = slow, most
        self.told = told
        self.reached: dict[str, Reached] = {}
        self.kills: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.failed: list[str] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Let properties be tried with few examples, and the same ones each time."""
        from hypothesis import Phase, settings  # a plugin of pytest, which wants to import it itself

        seen = (Phase.explicit, Phase.generate)  # one failing example is enough: none is made smaller
        few = settings(settings.default, max_examples=25, derandomize=True, database=None, phases=seen)
        for item in session.items:
            function = getattr(item, "function", None)
            if function is not None and hasattr(function, "_hypothesis_internal_use_settings"):
                function._hypothesis_internal_use_settings = few

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what fails."""
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """First all tests, to see what they reach; then all mutants."""
        places = {f"{one.path}:{one.function}": one for one in self.mutants}
        codes = {id(_live(one).__code__): place for place, one in places.items()}
        answer = _forked(lambda: self._measure(session.items, codes), session.config, 1200)
        self.reached = json.decode(answer, type=dict[str, Reached])
        for nodeid, one in self.reached.items():
            if not one.passed:
                print(f"left out, for it fails without any mutant: {nodeid}", file=sys.__stderr__)
        for mutant in self.mutants:
            if time.monotonic() > self.deadline:
                break
            self.told(self._outcome(mutant, session))
        return True

    def _measure(self, items: Iterable[pytest.Item], codes: dict[int, str]) -> bytes:
        reached: dict[str, Reached] = {}
        for item in items:
            functions: set[str] = set()

            def note(frame: Any, event: str, _: Any, functions: set[str] = functions) -> None:
                if event == "call" and id(frame.f_code) in codes:
                    functions.add(codes[id(frame.f_code)])

            start = time.process_time()
            sys.setprofile(note)
            item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
            sys.setprofile(None)
            passed = item.nodeid not in self.failed
            reached[item.nodeid] = Reached(passed, sorted(functions), time.process_time() - start)
        return json.encode(reached)

    def _outcome(self, mutant: Mutant, session: pytest.Session) -> Outcome:
        place = f"{mutant.path}:{mutant.function}"
        items = self._ordered(place, session.items)
        took = sum(self.reached[item.nodeid].seconds for item in items)
        start = time.monotonic()
        answer = _forked(lambda: self._noticed(mutant, items), session.config, 4 + 3 * took) if items else b"unreached"
        status, by = ("killed", answer.decode()) if answer.startswith(b"tests/") else (answer.decode(), "")
        self.kills[place][by] += 1
        diff = "" if status == "killed" else mutant.diff
        return Outcome(mutant.name, mutant.line, status, by, round(time.monotonic() - start, 3), len(items), diff)

    def _ordered(self, place: str, items: Iterable[pytest.Item]) -> list[pytest.Item]:
        """The tests that reach a function: first those that noticed most of its mutants, then the quickest.

        So many as take `most` seconds together.
        """
        ordered = sorted(
            (item for item in items if self._serves(self.reached[item.nodeid], place)),
            key=lambda item: (-self.kills[place][item.nodeid], self.reached[item.nodeid].seconds),
        )
        ends = accumulate(self.reached[item.nodeid].seconds for item in ordered)
        return [item for item, end in zip(ordered, ends, strict=True) if end <= self.most]

    def _serves(self, test: Reached, place: str) -> bool:
        return test.passed and test.seconds <= self.slow and place in test.functions

    def _noticed(self, mutant: Mutant, items: Sequence[pytest.Item]) -> bytes:
        mutant.put_in_place()
        for item in items:
            item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
            if self.failed:
                return item.nodeid.encode()
        return b"survived"


def _live(mutant: Mutant) -> Any:
    return live(import_module(mutant.module), mutant.function)


def _forked(work: Callable[[], bytes], config: pytest.Config, limit: float) -> bytes:
    """What `work` returns in a copy of this process with a temporary folder of its own.

    `timeout` if it takes more than `limit` seconds of computing, or is not done in ten times that.
    """
    folder = Path(tempfile.mkdtemp(prefix="mutant-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    pid = os.fork()
    if pid == 0:
        _work_and_leave(work, config, folder, limit)
    try:
        ended = _waited(pid, 10 * limit)
        answer = folder / "answer"
        return answer.read_bytes() if answer.exists() else b"timeout" if not ended else b"tests/ended the process"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _work_and_leave(work: Callable[[], bytes], config: pytest.Config, folder: Path, limit: float) -> None:
    try:
        os.setpgid(0, 0)
        config.get_terminal_writer()._file = open(os.devnull, "w")  # noqa: SIM115, PTH123 - until the process ends
        resource.setrlimit(resource.RLIMIT_CPU, (int(limit), int(limit) + 5))
        resource.setrlimit(resource.RLIMIT_AS, (_size() + MEMORY, _size() + MEMORY))
        config._tmp_path_factory._basetemp = folder / "tests"  # type: ignore[attr-defined]
        (folder / "tests").mkdir()
        answer = work()
        (folder / "part").write_bytes(answer)
        (folder / "part").rename(folder / "answer")
    finally:
        os._exit(0)


def _waited(pid: int, limit: float) -> bool:
    """Whether the process came to its end by itself."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU)
        time.sleep(0.005)
    os.killpg(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return False


def _size() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
