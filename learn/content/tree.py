"""What YAML text becomes: plain texts, lists and mappings, and the same as nodes that know where they stand."""

from typing import TypeAlias

from msgspec import Struct

Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"]
Where: TypeAlias = tuple[str | int, ...]


class Node(Struct, gc=False):
    """A value and where it stands: 0-based line and column, and its width on that line.

    `value` is a text, a list of nodes, or a mapping of keys to (node of the key, node of the value).
    """

    line: int
    column: int
    width: int
    value: "str | list[Node] | dict[str, tuple[Node, Node]]"


class Refusal(Struct, frozen=True):
    """What the loader does not take: code, 0-based line and column, width, and the path of what it spoils."""

    code: str
    line: int
    column: int
    message: str
    hint: str = ""
    width: int = 1
    where: Where = ()


def bare(node: Node) -> Plain:
    """The node without positions."""
    value = node.value
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return [bare(one) for one in value]
    return {key: bare(one) for key, (_, one) in value.items()}
