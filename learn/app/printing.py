"""From a bank to a file that can be printed."""

from random import Random

from learn.app import App
from learn.content.pool import Pool
from learn.language import speaking, tr
from learn.paper.sheet import Sheet, sheets
from learn.problems import NotFound
from learn.session.candidate import Candidate
from learn.session.plan import plan_test


def printed(
    app: App, bank: str, suffix: str, versions: int, count: int | None, seed: int, key: bool
) -> tuple[bytes, int]:
    """The file's bytes, and how many questions are on it. NotFound where the bank asks nothing.

    What stands around the questions is in the bank's own language, where the bank names one.
    """
    chosen = _chosen(app, bank, count, Random(seed))
    if not chosen:
        raise NotFound(tr("{bank} has no questions to print", bank=bank))
    questions = [app.library.question(one.bank, one.question) for one in chosen]
    with speaking(app.library.language(bank)):
        return _written(sheets(app.library.bank_title(bank), questions, versions, seed), suffix, key), len(questions)


def _written(tests: list[Sheet], suffix: str, key: bool) -> bytes:
    if suffix == ".pdf":
        from learn.paper.pdf import pdf

        return pdf(tests, key)
    if suffix == ".html":
        from learn.paper.html import html

        return html(tests, key).encode()
    from learn.paper.markdown import markdown

    return markdown(tests, key).encode()


def _chosen(app: App, bank: str, count: int | None, rng: Random) -> list[Candidate]:
    """All questions of the bank; a number of them drawn at random; or what its test draws."""
    if count is not None:
        return plan_test(app.library.candidates(banks=[bank]), [Pool(count=count)], rng)
    spec = app.library.test_spec(bank)
    if spec is not None and spec.draw:
        return plan_test(app.library.candidates(), spec.draw, rng)
    return app.library.candidates(banks=[bank])
