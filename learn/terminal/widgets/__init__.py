"""The interactions that are answered by keys, as values: a key makes a new value, or the answer. No terminal here."""

from learn.interactions import Gaps, Interaction, Match, Order, PickMany, PickOne, Reveal
from learn.terminal.widgets.assign import AssignWidget
from learn.terminal.widgets.base import Done, Widget
from learn.terminal.widgets.order import OrderWidget
from learn.terminal.widgets.pick_many import PickManyWidget
from learn.terminal.widgets.pick_one import PickOneWidget
from learn.terminal.widgets.reveal import RevealWidget

__all__ = ["Done", "Widget", "widget_of"]


def widget_of(interaction: Interaction) -> Widget | None:
    """The widget of an interaction at its beginning; None where text is typed."""
    match interaction:
        case PickOne(options=options):
            return PickOneWidget(options)
        case PickMany(options=options, choose=choose):
            return PickManyWidget(options, choose)
        case Order(items=items):
            return OrderWidget(items)
        case Match(left=left, right=right):
            return AssignWidget(slots=left, options=right, given=(None,) * len(left))
        case Gaps(text=text, gaps=gaps, words=words) if words:
            return AssignWidget(slots=(), options=words, given=(None,) * gaps, text=text)
        case Reveal(back=back):
            return RevealWidget(back)
        case _:
            return None
