"""On which line each value of a TOML file stands. The standard library reads values and forgets lines; a parser for
editors keeps them."""

import tomllib
from collections.abc import Iterator, Mapping

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

Path = tuple[str | int, ...]  # ("domains", 0, "title")
DEEPEST = 14  # nested nodes; a framework written in braces alone needs 12


class Lines:
    """Of a file that has been found to be TOML. A path unknown here has the line of what it stands in."""

    def __init__(self, root: Node) -> None:
        self._lines: dict[Path, int] = {}
        self._last: dict[Path, int] = {}  # of an array of tables, the index that its next header or table belongs to
        for node in root.named_children:
            if node.type == "pair":
                self._pair((), node)
            elif node.type in ("table", "table_array_element"):
                self._table(node)

    def __getitem__(self, path: Path) -> int:
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def _table(self, node: Node) -> None:
        header, *pairs = (child for child in node.named_children if child.type != "comment")
        path = self._resolved(_keys(header))
        if node.type == "table_array_element":
            self._last[path] = self._last.get(path, -1) + 1
            path = (*path, self._last[path])
        self._keep(path, node)
        for pair in pairs:
            self._pair(path, pair)

    def _resolved(self, keys: list[str]) -> Path:
        """[domains.titles] means those of the last domain."""
        path: Path = ()
        for key in keys[:-1]:
            path = (*path, key)
            if path in self._last:
                path = (*path, self._last[path])
        return (*path, keys[-1])

    def _pair(self, base: Path, node: Node) -> None:
        key, value = (child for child in node.named_children if child.type != "comment")
        path = (*base, *_keys(key))
        for end in range(len(base) + 1, len(path) + 1):
            self._keep(path[:end], node)
        self._value(path, value)

    def _value(self, path: Path, node: Node) -> None:
        inside = [child for child in node.named_children if child.type != "comment"]
        if node.type == "inline_table":
            for pair in inside:
                self._pair(path, pair)
        elif node.type == "array":
            for index, child in enumerate(inside):
                self._keep((*path, index), child)
                self._value((*path, index), child)

    def _keep(self, path: Path, node: Node) -> None:
        self._lines.setdefault(path, node.start_point.row + 1)


def syntax(content: bytes) -> Node:
    return Parser(Language(tree_sitter_toml.language())).parse(content).root_node


def too_deep(root: Node) -> int | None:
    """The line that nests deeper than any framework; entries it on would take long or overflow."""
    cursor = root.walk()
    while True:
        if cursor.depth > DEEPEST:
            return cursor.node.start_point.row + 1 if cursor.node else 1
        if cursor.goto_first_child():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return None


def _keys(node: Node) -> list[str]:
    """`titles."of old".form` as its three names."""
    if node.type == "bare_key":
        return [(node.text or b"").decode()]
    return list(_chain(tomllib.loads(f"{(node.text or b'').decode()} = 0")))


def _chain(value: object) -> Iterator[str]:
    while isinstance(value, Mapping):
        key, value = next(iter(value.items()))
        yield key
