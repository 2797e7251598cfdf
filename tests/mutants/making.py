"""The mutants of a module: mutmut's operators on every function, properties and context managers among them."""

import sys
from collections.abc import Callable, Iterator
from difflib import unified_diff
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from msgspec import Struct
from mutmut.mutation.file_mutation import MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode


class Mutant(Struct, frozen=True):
    """One small change within one function. `name` is the function's place and the number of the change in it."""

    name: str
    path: Path
    function: str
    line: int
    write: Callable[[], str]

    @property
    def module(self) -> str:
        """The name to import the module by."""
        return ".".join(self.path.with_suffix("").parts).removesuffix(".__init__")

    @property
    def diff(self) -> str:
        """What is changed, as lines taken out and put in."""
        lines = unified_diff(self.path.read_text().splitlines(), self.write().splitlines(), n=0, lineterm="")
        return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))

    def put_in_place(self) -> None:
        """Let the function that is running here do what the changed source says."""
        scratch = ModuleType(self.module)
        scratch.__file__ = str(self.path)
        exec(compile(self.write(), str(self.path), "exec"), scratch.__dict__)
        old, new = live(import_module(self.module), self.function), live(scratch, self.function)
        if old.__code__ == new.__code__:  # the change is in a default
            old.__defaults__, old.__kwdefaults__ = new.__defaults__, new.__kwdefaults__
        old.__code__ = new.__code__
        _forget_cached()


def mutants(path: Path) -> list[Mutant]:
    """All mutants of a module's functions and methods, in the order of the source."""
    wrapper = MetadataWrapper(cst.parse_module(path.read_text()))
    tree, lines = wrapper.module, wrapper.resolve(PositionProvider)
    visitor = _everywhere()
    wrapper.visit(visitor)
    functions = {id(node): name for name, node in _functions(tree)}
    counts: dict[str, int] = {}
    found = []
    for mutation in visitor.mutations:
        function = functions.get(id(mutation.contained_by_top_level_function))
        if function is not None:
            at = counts[function] = counts.get(function, 0) + 1
            original, changed = mutation.original_node, mutation.mutated_node
            name = f"{'.'.join(path.with_suffix('').parts[1:])}.{function}#{at}"
            found.append(Mutant(name, path, function, lines[original].start.line, _writer(tree, original, changed)))
    return found


def live(module: ModuleType, qualified: str) -> FunctionType:
    """The plain function behind a name within a module: of a property, a class method, a context manager."""
    found: Any = module
    for part in qualified.split("."):
        found = vars(found)[part]
    if isinstance(found, property):
        found = found.fget
    found = getattr(found, "__func__", found)
    while hasattr(found, "__wrapped__"):
        found = found.__wrapped__
    assert isinstance(found, FunctionType), f"{qualified} in {module.__name__} is no function"
    return found


def _everywhere() -> MutationVisitor:
    """Decorated functions too, which the trampolines of mutmut cannot replace; not `cast`, which does nothing."""
    visitor = MutationVisitor(mutation_operators, IgnoredCode(set(), set(), set()))
    skips = visitor._skip_node_and_children

    def skip(node: cst.CSTNode) -> bool:
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "cast":
            return True
        return not isinstance(node, cst.FunctionDef) and bool(skips(node))

    visitor._skip_node_and_children = skip
    return visitor


def _forget_cached() -> None:
    """Empty what functions remember, for some were called before the change."""
    for name in [name for name in sys.modules if name.startswith("learn.")]:
        for found in vars(sys.modules[name]).values():
            if callable(getattr(found, "cache_clear", None)):
                found.cache_clear()


def _writer(tree: cst.Module, original: cst.CSTNode, changed: cst.CSTNode) -> Callable[[], str]:
    def write() -> str:
        mutated = tree.deep_replace(original, changed)
        return str(mutated.code)

    return write


def _functions(tree: cst.Module) -> Iterator[tuple[str, cst.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, cst.FunctionDef):
            yield node.name.value, node
        elif isinstance(node, cst.ClassDef):
            for inner in node.body.body:
                if isinstance(inner, cst.FunctionDef):
                    yield f"{node.name.value}.{inner.name.value}", inner
