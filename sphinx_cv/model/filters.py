"""Filters over records: the expression language of sphinxcontrib-bibtex, with type checks.

A filter is checked before it is used: every name must be known, and both sides of every comparison must have types that
can be compared. A checked filter fails on a record only if one of its patterns takes too long.
"""

from __future__ import annotations

import ast
import operator
import re
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from sphinx_cv.model.similarity import most_similar

#: Returns the value of a name for the current record.
Lookup: TypeAlias = Callable[[str], Any]
Evaluate: TypeAlias = Callable[[Lookup], Any]

TEXT, NUMBER, FLAG, NOTHING = "text", "a number", "true or false", "None"
SET_OF_TEXT, SET_OF_NUMBERS = "a set of texts", "a set of numbers"
_SETS = {TEXT: SET_OF_TEXT, NUMBER: SET_OF_NUMBERS}
_ORDER: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_SYMBOLS = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Mod: "%",
    ast.BitOr: "|",
    ast.BitAnd: "&",
}
#: The maximum depth of an expression, well within Python's recursion limit.
_MAX_DEPTH = 100
#: What is escaped, a repetition, and a brace that `re` takes for itself, but `regex` for approximate matching: `a{e}`.
_BRACES = re.compile(r"\\N\{[^}]*\}|\\.|\{[0-9]*,?[0-9]*\}|\{", re.DOTALL)
#: The time limit of a pattern over all records, in seconds.
_MAX_SECONDS = 2.0


class FilterError(ValueError):
    """An error in a filter; the message includes the fix."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A checked filter."""

    #: Returns whether a record passes, given the lookup of its values; raises FilterError if a pattern takes too long.
    matches: Callable[[Lookup], bool]
    #: The names that the filter uses.
    names: frozenset[str]


def parse(source: str, names: Mapping[str, str]) -> Filter:
    """Check and compile a filter.

    `names` maps each known name to its type (TEXT, NUMBER, ...). Raises FilterError.
    """
    try:
        with warnings.catch_warnings():  # of \\w in a string without r, which Python reads as intended
            warnings.simplefilter("ignore")
            tree = ast.parse(source.strip())
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        where = f" at character {error.offset}" if isinstance(error, SyntaxError) and error.offset else ""
        msg = f'it cannot be read{where}: write an expression such as "attention" in topics and y >= 2022'
        raise FilterError(msg) from None
    if len(tree.body) != 1 or not isinstance(expression := tree.body[0], ast.Expr):
        msg = "it is not one expression: write one, such as y >= 2022"
        raise FilterError(msg)
    if _depth(expression.value) > _MAX_DEPTH:
        msg = f"it is nested more than {_MAX_DEPTH} deep: write it more simply"
        raise FilterError(msg)
    checker = _Checker(names)
    _, evaluate = checker.check(expression.value)
    return Filter(lambda lookup: bool(evaluate(lookup)), frozenset(checker.used))


class _Checker:
    """A compiler of expressions: each node becomes its type and a function that evaluates it."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self.used: set[str] = set()

    def check(self, node: ast.expr) -> tuple[str, Evaluate]:
        method = getattr(self, f"check_{type(node).__name__}", None)
        if method is None:
            msg = f"'{ast.unparse(node)}' is not part of the filter language"
            operators = "and, or, not, ==, !=, <, <=, >, >=, in, %, |, &"
            raise FilterError(f"{msg} ({operators}){_fix(node)}")
        return method(node)  # type: ignore[no-any-return]

    def check_BoolOp(self, node: ast.BoolOp) -> tuple[str, Evaluate]:  # noqa: N802  (node types of ast)
        parts = [self.check(value)[1] for value in node.values]
        if isinstance(node.op, ast.And):
            return FLAG, lambda lookup: all(part(lookup) for part in parts)
        return FLAG, lambda lookup: any(part(lookup) for part in parts)

    def check_UnaryOp(self, node: ast.UnaryOp) -> tuple[str, Evaluate]:  # noqa: N802
        if not isinstance(node.op, ast.Not):
            msg = f"'{ast.unparse(node)}' is not part of the filter language"
            raise FilterError(msg)
        part = self.check(node.operand)[1]
        return FLAG, lambda lookup: not part(lookup)

    def check_Constant(self, node: ast.Constant) -> tuple[str, Evaluate]:  # noqa: N802
        value = node.value
        if isinstance(value, int) and abs(value) > sys.maxsize:  # Python refuses to print very long numbers
            msg = "a number in it has too many digits: write a year"
            raise FilterError(msg)
        kinds: dict[type, str] = {str: TEXT, int: NUMBER, bool: FLAG, type(None): NOTHING}
        if type(value) not in kinds:
            msg = f"{value!r} is neither a text nor a whole number"
            raise FilterError(msg)
        return kinds[type(value)], lambda _: value

    def check_Name(self, node: ast.Name) -> tuple[str, Evaluate]:  # noqa: N802
        name = node.id if node.id in self.names else node.id.lower()
        if name not in self.names:
            near = most_similar(name, self.names)
            hint = f"did you mean {near}? " if near else ""
            msg = f"there is no field '{node.id}': {hint}the fields are {', '.join(sorted(self.names))}"
            raise FilterError(msg)
        self.used.add(name)
        return self.names[name], lambda lookup: lookup(name)

    def check_Set(self, node: ast.Set) -> tuple[str, Evaluate]:  # noqa: N802
        parts = [self.check(element) for element in node.elts]
        kinds = {kind for kind, _ in parts}
        if len(kinds) != 1 or not kinds <= _SETS.keys():
            msg = (
                f'\'{ast.unparse(node)}\' must hold texts only or numbers only: write, for example, {{"ICML", "ICLR"}}'
            )
            raise FilterError(msg)
        return _SETS[kinds.pop()], lambda lookup: frozenset(part(lookup) for _, part in parts)

    def check_BinOp(self, node: ast.BinOp) -> tuple[str, Evaluate]:  # noqa: N802
        (left_kind, left), (right_kind, right) = self.check(node.left), self.check(node.right)
        if isinstance(node.op, ast.Mod):
            if (left_kind, right_kind) != (TEXT, TEXT):
                raise self.mismatch(node.left, left_kind, node.op, node.right, right_kind)
            if not isinstance(node.right, ast.Constant) or not isinstance(node.right.value, str):
                msg = f"'{ast.unparse(node.right)}' is not a pattern: after %, write a text such as r\"\\bMamba\\b\""
                raise FilterError(msg)
            found = _pattern(node.right.value)
            return FLAG, lambda lookup: found(left(lookup))
        if isinstance(node.op, ast.BitOr | ast.BitAnd):
            if left_kind != right_kind or left_kind not in _SETS.values():
                raise self.mismatch(node.left, left_kind, node.op, node.right, right_kind)
            combine = operator.or_ if isinstance(node.op, ast.BitOr) else operator.and_
            return left_kind, lambda lookup: combine(left(lookup), right(lookup))
        msg = f"'{ast.unparse(node)}' is not part of the filter language"
        raise FilterError(msg)

    def check_Compare(self, node: ast.Compare) -> tuple[str, Evaluate]:  # noqa: N802
        if len(node.ops) != 1:
            msg = f"'{ast.unparse(node)}' compares more than two values: join two comparisons by and"
            raise FilterError(msg)
        operation, other = node.ops[0], node.comparators[0]
        if type(operation) not in _SYMBOLS:
            msg = f"'{ast.unparse(node)}' is not part of the filter language: write == or !="
            raise FilterError(msg)
        (left_kind, left), (right_kind, right) = self.check(node.left), self.check(other)
        if isinstance(operation, ast.In | ast.NotIn):
            if right_kind != _SETS.get(left_kind) and (left_kind, right_kind) != (TEXT, TEXT):
                raise self.mismatch(node.left, left_kind, operation, other, right_kind)
            if isinstance(operation, ast.In):
                return FLAG, lambda lookup: left(lookup) in right(lookup)
            return FLAG, lambda lookup: left(lookup) not in right(lookup)
        if left_kind != right_kind or left_kind == NOTHING:
            raise self.mismatch(node.left, left_kind, operation, other, right_kind)
        compare = _ORDER[type(operation)]
        return FLAG, lambda lookup: compare(left(lookup), right(lookup))

    @staticmethod
    def mismatch(left: ast.expr, left_kind: str, operation: ast.AST, right: ast.expr, right_kind: str) -> FilterError:
        symbol = _SYMBOLS[type(operation)]
        sides = f"{ast.unparse(left)} is {left_kind} and {ast.unparse(right)} is {right_kind}"
        message = f"{sides}, which {symbol} does not compare"
        if {left_kind, right_kind} == {TEXT, NUMBER}:
            message += ": write the number without quotes, as in y == 2024"
        elif SET_OF_TEXT in {left_kind, right_kind}:
            message += ': write, for example, "attention" in topics'
        elif FLAG in {left_kind, right_kind}:
            message += ": write the name alone, or not before it"
        return FilterError(message)


def _pattern(source: str) -> Callable[[str], bool]:
    """Return a function that tells whether a text has the pattern, and raises FilterError if that takes too long.

    `re` tells what is wrong with a pattern. `regex` searches: it reads patterns as `re` does (version 0) and has a time
    limit. Engines without backtracking, such as RE2, have no lookaround, and word boundaries of ASCII alone.
    """
    import regex  # noqa: PLC0415  (few filters have a pattern)

    if "\b" in source:
        msg = 'its pattern has a backspace, where \\b was meant: put an r before the quote, as in r"\\bMamba\\b"'
        raise FilterError(msg)
    try:
        with warnings.catch_warnings():  # of syntax that a later Python may read differently, such as [[
            warnings.simplefilter("ignore")
            re.compile(source, re.IGNORECASE)
            literal = _BRACES.sub(lambda match: r"\{" if match[0] == "{" else match[0], source)
            search = regex.compile(literal, regex.IGNORECASE | regex.VERSION0).search
    except (re.error, regex.error, OverflowError, RecursionError, MemoryError) as error:
        msg = f"the pattern '{source}' is wrong ({error}): correct it, or put a \\ before the character"
        raise FilterError(msg) from None
    left = _MAX_SECONDS

    def found(text: str) -> bool:
        nonlocal left
        begin = time.process_time()
        try:
            return search(text, timeout=max(left, 0.001)) is not None
        except TimeoutError:
            limit = f"takes more than {_MAX_SECONDS:g} seconds"
            msg = f"the pattern '{source}' {limit}: write it without a repetition in another"
            raise FilterError(msg) from None
        finally:
            left -= time.process_time() - begin

    return found


def _depth(expression: ast.expr) -> int:
    deepest, waiting = 0, [(cast("ast.AST", expression), 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in ast.iter_child_nodes(node)]
    return deepest


def _fix(node: ast.expr) -> str:
    if isinstance(node, ast.List | ast.Tuple):
        return ": write a set, {...}"
    if isinstance(node, ast.Call):
        return ': write a comparison, such as title % "^Mamba"'
    return ""
