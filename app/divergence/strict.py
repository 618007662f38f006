"""JSON read strictly: a key twice, NaN or a nesting without end is refused, in one line of place and cause."""

import json
from collections.abc import Iterator
from typing import Any, NoReturn


class ContractError(ValueError):
    """One line: place and cause."""


class _Object(dict[str, Any]):
    """A JSON object that remembers a key it held twice."""

    repeated: str | None = None

    @classmethod
    def of(cls, pairs: list[tuple[str, Any]]) -> "_Object":
        read = cls()
        for key, value in pairs:
            if key in read:
                read.repeated = key
            read[key] = value
        return read


def parse(text: str) -> Any:
    try:
        value = json.loads(text, object_pairs_hook=_Object.of, parse_constant=_not_json)
    except json.JSONDecodeError as error:
        raise ContractError(f"line {error.lineno} column {error.colno}: not JSON: {error.msg}") from None
    except RecursionError:
        raise ContractError("the file: nested too deeply") from None
    except ContractError:
        raise
    except ValueError:
        raise ContractError("the file: a number has too many digits") from None
    for place, repeated in _repeats(value):
        refuse(place, f"the key {json.dumps(repeated)} stands there twice")
    return value


def _not_json(constant: str) -> NoReturn:
    raise ContractError(f"the file: {constant} is not JSON")


def _repeats(value: Any) -> Iterator[tuple[str, str]]:
    """A stack instead of recursion: what the parser survived must not fail here."""
    left = [("", value)]
    while left:
        place, node = left.pop()
        if isinstance(node, _Object):
            if node.repeated is not None:
                yield place, node.repeated
            left += [(at(place, key), inner) for key, inner in node.items()]
        elif isinstance(node, list):
            left += [(f"{place}[{i}]", inner) for i, inner in enumerate(node)]


def refuse(place: str, cause: str) -> NoReturn:
    raise ContractError(f"{place or 'the file'}: {cause}")


def at(place: str, key: str) -> str:
    """Quoted as JSON, so that no name can break the line or leave ASCII."""
    name = key if key.isascii() and key.isidentifier() else f"[{json.dumps(key)}]"
    return f"{place}.{name}" if place and not name.startswith("[") else f"{place}{name}"


def mapping(value: Any, place: str) -> dict[str, Any]:
    return value if isinstance(value, dict) else refuse(place, "not an object")


def items(value: Any, place: str) -> list[Any]:
    return value if isinstance(value, list) else refuse(place, "not a list")


def shown(value: Any) -> str:
    """The value as JSON, cut: a refusal is one line to be read."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    text = json.dumps(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
