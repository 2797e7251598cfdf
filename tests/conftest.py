"""Time for property tests, the order of the tests where one is asked for, and which of them need POSIX."""

import os
import signal
from random import Random

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(  # a busy machine is no failure
    "unhurried", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unhurried")

os.environ["LEARN_LANG"] = "en"  # the texts that tests read, whatever the locale of the machine

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as for a job in the background: learn would inherit that
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--shuffled SEED`."""
    parser.addoption("--shuffled", type=int, metavar="SEED", help="the files, and the tests of each, in another order")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The files in an order that the seed says, and in each its tests: what a file's tests share is made once."""
    seed = config.getoption("shuffled")
    if seed is None:
        return
    rng = Random(seed)
    places = {path: rng.random() for path in sorted({item.path for item in items})}
    rng.shuffle(items)
    items.sort(key=lambda item: places[item.path])


def pytest_runtest_setup() -> None:
    """Every test begins in English: one before it may have run the program in another language in this process."""
    from learn import language

    language.use("en")


WITHOUT_POSIX = os.name == "nt" or bool(os.environ.get("LEARN_TESTS_WITHOUT_POSIX"))
"""The variable lets the choice be tested elsewhere (tests/portability/test_collection.py)."""

NEED_POSIX = [
    "classroom/test_commands.py",
    "cli/test_completion.py",
    "cli/test_options.py",
    "cli/test_regrade.py",
    "contracts/test_docs.py",
    "endtoend/*",
    "faults/*",
    "fuzz/*",
    "gradebook/test_export_command.py",
    "pages/test_size.py",
    "portability/test_without_posix.py",
    "store/test_faults.py",
    "store/test_files.py",
    "terminal/test_export_progress.py",
    "terminal/test_first_bank.py",
    "terminal/test_imports.py",
    "terminal/test_menus.py",
    "terminal/test_naughty.py",
    "terminal/test_pty.py",
    "terminal/test_reading.py",
    "terminal/test_surroundings.py",
]

collect_ignore_glob = NEED_POSIX if WITHOUT_POSIX else []
