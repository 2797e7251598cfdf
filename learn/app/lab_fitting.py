"""Personal parameters of memory: fitted, put in force as an event, and taken back by another."""

from collections.abc import Sequence

from learn.app import App
from learn.app.lab_logs import reviews_of_store
from learn.events import ParamsBody
from learn.lab.measuring import Drawing
from learn.lab.personal import Fit, fit
from learn.memory.fsrs import DEFAULT_PARAMETERS
from learn.memory.model import VERSION

Parameters = tuple[float, ...]


def fit_own(app: App, drawing: Drawing, keep: bool) -> tuple[Fit, bool]:
    """Fit to the learner's answers; whether an event was written, which is when the fit is better and `keep` is set."""
    found = fit(list(reviews_of_store(app.store, app.learner)), drawing)
    is_news = found.better and found.parameters != app.settings.model.parameters
    if is_news and keep:
        app.record([ParamsBody(version=VERSION, parameters=found.parameters)])
    return found, is_news and keep


def undo_fit(app: App) -> Parameters | None:
    """Go back to the parameters before the present ones, by an event; None where the defaults are in force."""
    from learn.store.fitted import parameters_set

    standing = stack(parameters_set(app.store, app.learner))
    if len(standing) < 2:
        return None
    app.record([ParamsBody(version=VERSION, parameters=standing[-2])])
    return standing[-2]


def stack(parameters: Sequence[Parameters]) -> list[Parameters]:
    """From the defaults to what is in force, without what was taken back: setting the last but one takes the last."""
    standing: list[Parameters] = [DEFAULT_PARAMETERS]
    for each in parameters:
        if len(standing) > 1 and each == standing[-2]:
            standing.pop()
        elif each != standing[-1]:
            standing.append(each)
    return standing
