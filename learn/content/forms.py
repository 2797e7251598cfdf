"""What plain texts, lists and mappings must look like to become a value of a type, and every way they do not.

`msgspec.convert` does the converting. It names one fault per call, passes `1` as true and `nan` as a number, and
overlooks keys it does not know; so a form, compiled once for each type, says which values it may be trusted with
(`sure`), and names all faults of the others (`faults`).
"""

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cache
from typing import Any, TypeAlias, TypeVar, cast

import msgspec
from msgspec import inspect

from learn.content.codes import fault
from learn.content.tree import Where
from learn.kinds.base import Fault
from learn.language import tr
from learn.problems import did_you_mean

T = TypeVar("T")
Sure: TypeAlias = Callable[[Any], bool]
Named: TypeAlias = Callable[[], str]
Faults: TypeAlias = Callable[[Any, Where], Iterator[Fault]]

NUMBER_FORM = r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?(?:[eE][+-]?[0-9]{1,2})?"
"""A number in a file, as a regular expression that JSON Schema understands as well."""
_NUMBER = re.compile(NUMBER_FORM)
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_BOOLEAN = frozenset({"true", "false"})
_MEANT = dict.fromkeys(("true", "yes", "on", "y", "1"), "true") | dict.fromkeys(
    ("false", "no", "off", "n", "0"), "false"
)


class Form:
    """What is known of one type: its name for people, whether msgspec's word suffices for a value (None: always),
    and its faults.
    """

    def __init__(self, name: Named, shape: type, faults: Faults, sure: Sure | None = None) -> None:
        self.name = name
        self.shape = shape
        self.faults = faults
        self.sure = sure

    def trusts(self, plain: Any) -> bool:
        """Whether `msgspec.convert` overlooks nothing in this value."""
        return self.sure is None or (self.shape in (plain.__class__, object) and self.sure(plain))


def convert(plain: Any, type_: type[T], where: Where = ()) -> tuple[T | None, list[Fault]]:
    """The value that plain data stand for, or None and all that is wrong with them; places count from `where` down."""
    form = form_of(cast("Hashable", type_))
    faults = [] if form.trusts(plain) else list(form.faults(plain, where))
    if faults:
        return None, faults
    try:
        return msgspec.convert(plain, type_, strict=False), []
    except msgspec.ValidationError as error:
        return None, list(form.faults(plain, where)) or [fault("E115", where, str(error))]


@cache
def form_of(type_: Hashable) -> Form:
    """The form of a type, compiled."""
    return _form(inspect.type_info(type_))


def _form(info: Any) -> Form:
    match info:
        case inspect.StructType():
            return _struct(info)
        case inspect.UnionType():
            return _union(info)
        case inspect.VarTupleType() | inspect.ListType():
            return _list(info)
        case inspect.TupleType():
            return _tuple(info)
        case inspect.LiteralType():
            return _literal(info)
        case inspect.BoolType():
            return Form(_true_or_false, str, _boolean_faults, lambda plain: plain in _BOOLEAN)
        case inspect.FloatType():
            return Form(_a_number, str, _number_faults, lambda plain: _matches(_NUMBER, plain))
        case inspect.IntType():
            return Form(_a_whole_number, str, _whole_faults, lambda plain: _matches(_WHOLE, plain))
        case inspect.StrType():
            return Form(_a_text, str, _text_faults)
        case _:
            return Form(lambda: tr("a value"), object, lambda _plain, _where: iter(()))


def _matches(pattern: re.Pattern[str], plain: Any) -> bool:
    return plain.__class__ is str and pattern.fullmatch(plain) is not None


# ------------------------------------------------------------------------------------------------------------- texts


def _true_or_false() -> str:
    return tr("true or false")


def _a_number() -> str:
    return tr("a number")


def _a_whole_number() -> str:
    return tr("a whole number")


def _a_text() -> str:
    return tr("a text")


def _a_list() -> str:
    return tr("a list")


def _a_mapping() -> str:
    return tr("a mapping")


def _something_else() -> str:
    return tr("something else")


def _called(where: Where) -> str:
    """What to call the value in a message: its key, else "this"."""
    return f"`{where[-1]}`" if where and isinstance(where[-1], str) else tr("this")


def _shape_fault(plain: Any, where: Where, wanted: Named) -> Fault:
    if plain == "":
        message = tr("{key} has no value", key=_called(where))
        return fault("E119", where, message, tr("write {wanted}, or remove the key", wanted=wanted()))
    found = {str: _a_text, list: _a_list, dict: _a_mapping}.get(plain.__class__, _something_else)
    message = tr("{key} must be {wanted}, not {found}", key=_called(where), wanted=wanted(), found=found())
    return fault("E115", where, message, _shape_hint(plain, wanted))


def _shape_hint(plain: Any, wanted: Named) -> str:
    if wanted is _a_text and isinstance(plain, dict):
        return tr("a text with `: ` in it needs quotes")
    if wanted is _a_list and isinstance(plain, str):
        return tr("write [{item}]", item=plain) if 0 < len(plain) < 40 else tr("begin each item with `- `")
    return ""


def _text_faults(plain: Any, where: Where) -> Iterator[Fault]:
    if plain.__class__ is not str:
        yield _shape_fault(plain, where, _a_text)


def _boolean_faults(plain: Any, where: Where) -> Iterator[Fault]:
    if plain.__class__ is not str or plain == "":
        yield _shape_fault(plain, where, _true_or_false)
    elif plain not in _BOOLEAN:
        meant = _MEANT.get(plain.lower())
        hint = tr("write `{wanted}`", wanted=meant) if meant else tr("write `true` or `false`")
        message = tr("{key} must be true or false, not `{found}`", key=_called(where), found=_short(plain))
        yield fault("E117", where, message, hint)


def _number_faults(plain: Any, where: Where) -> Iterator[Fault]:
    if plain.__class__ is not str or plain == "":
        yield _shape_fault(plain, where, _a_number)
    elif not _matches(_NUMBER, plain):
        message = tr("{key} must be a number, not `{found}`", key=_called(where), found=_short(plain))
        yield fault("E116", where, message, _number_hint(plain))


def _whole_faults(plain: Any, where: Where) -> Iterator[Fault]:
    if plain.__class__ is not str or plain == "":
        yield _shape_fault(plain, where, _a_whole_number)
    elif not _matches(_WHOLE, plain):
        message = tr("{key} must be a whole number, not `{found}`", key=_called(where), found=_short(plain))
        yield fault("E116", where, message, _number_hint(plain))


def _number_hint(plain: str) -> str:
    digits = re.sub(r"[\s,_']", "", plain)
    candidates = (digits, digits.lstrip("+0") or "0", "0" + digits, digits.rstrip("."))
    written = next((text for text in candidates if text != plain and _matches(_NUMBER, text)), "")
    return tr("write {number}", number=written) if written else tr("write digits, as in 12 or 1.5")


def unknown_key(key: str, where: Where, known: Sequence[str]) -> Fault:
    """The fault of a key that is none of `known`."""
    hint = did_you_mean(key, known) or one_of(known)
    return fault("E113", (*where, key), tr("unknown key `{key}`", key=_short(key)), hint)


def one_of(names: Sequence[str]) -> str:
    """The hint that lists what there is, unless that is too much to read."""
    return tr("one of: {names}", names=", ".join(names)) if 0 < len(names) <= 12 else ""


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"


def _literal(info: inspect.LiteralType) -> Form:
    words = [str(value) for value in info.values if value != ""]
    if set(words) == {"true", "false"}:
        return Form(_true_or_false, str, _boolean_faults, lambda plain: plain in words)

    def named() -> str:
        return tr("one of {names}", names=", ".join(words))

    def faults(plain: Any, where: Where) -> Iterator[Fault]:
        if plain.__class__ is not str or plain == "":
            yield _shape_fault(plain, where, named)
        elif plain not in words:
            hint = did_you_mean(plain, words) or one_of(words)
            message = tr("{key} cannot be `{found}`", key=_called(where), found=_short(plain))
            yield fault("E118", where, message, hint)

    return Form(named, str, faults, lambda plain: plain in words)


# ------------------------------------------------------------------------------------------------------- collections


def _list(info: Any) -> Form:
    item = _form(info.item_type)

    def faults(plain: Any, where: Where) -> Iterator[Fault]:
        if plain.__class__ is not list:
            yield _shape_fault(plain, where, _a_list)
            return
        for place, one in enumerate(plain):
            yield from item.faults(one, (*where, place))

    def all_sure(plain: Any) -> bool:
        return plain.__class__ is list and all(map(item.trusts, plain))

    return Form(_a_list, list, faults, all_sure if item.sure else None)


def _tuple(info: inspect.TupleType) -> Form:
    forms = [_form(one) for one in info.item_types]

    def faults(plain: Any, where: Where) -> Iterator[Fault]:
        if plain.__class__ is not list:
            yield _shape_fault(plain, where, _a_list)
        elif len(plain) != len(forms):
            message = tr(
                "{key} must have {wanted} items, not {found}", key=_called(where), wanted=len(forms), found=len(plain)
            )
            yield fault("E115", where, message)
        else:
            for place, (form, one) in enumerate(zip(forms, plain, strict=True)):
                yield from form.faults(one, (*where, place))

    def sure(plain: Any) -> bool:
        return all(form.trusts(one) for form, one in zip(forms, plain, strict=False))

    return Form(_a_list, list, faults, sure if any(form.sure for form in forms) else None)


def _union(info: inspect.UnionType) -> Form:
    forms = [_form(one) for one in info.types if not isinstance(one, inspect.NoneType)]
    if len(forms) == 1:
        return forms[0]

    def wanted() -> str:
        return tr(" or ").join(form.name() for form in forms)

    def faults(plain: Any, where: Where) -> Iterator[Fault]:
        fitting = [form for form in forms if form.shape in (plain.__class__, object)]
        found = [list(form.faults(plain, where)) for form in fitting]
        if not found:
            yield _shape_fault(plain, where, wanted)
        elif all(found):
            yield from found[0]

    return Form(wanted, object, faults, lambda _plain: False)


def _struct(info: inspect.StructType) -> Form:
    fields = {one.encode_name: _form(one.type) for one in info.fields}
    checked = [(name, form.trusts) for name, form in fields.items() if form.sure]
    watched = frozenset(name for name, _ in checked)
    known = fields.keys()

    def sure(plain: Any) -> bool:
        if not plain.keys() <= known:
            return False
        return watched.isdisjoint(plain) or all(test(plain[name]) for name, test in checked if name in plain)

    return Form(
        _a_mapping, dict, _struct_faults(fields, [one.encode_name for one in info.fields if one.required]), sure
    )


def _struct_faults(fields: dict[str, Form], required: Sequence[str]) -> Faults:
    def faults(plain: Any, where: Where) -> Iterator[Fault]:
        if plain.__class__ is not dict:
            yield _shape_fault(plain, where, _a_mapping)
            return
        for name in required:
            if name not in plain:
                yield fault("E114", where, tr("`{key}` is missing", key=name), tr("write `{key}: …`", key=name))
        for key, value in plain.items():
            if key in fields:
                yield from fields[key].faults(value, (*where, key))
            else:
                yield unknown_key(key, where, [name for name in fields if name not in plain])

    return faults
