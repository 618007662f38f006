"""A small named cast in their seats, and what is told of their rounds."""

from collections.abc import Collection, Mapping

from app.divergence import Facts, Release, Rule, Terms, Unit, Voice, releases
from app.divergence.release import Answer

PLANNED = {"Council": 5, "Providers": 3, "Healthwatch": 1, "Carers": 2, "ICB": 2, "People": 3}
SEATS = {
    "Olu": "Council", "Oona": "Council", "Omar": "Council", "Ola": "Council", "Ode": "Council",
    "Priya": "Providers", "Pat": "Providers", "Petra": "Providers",
    "Hari": "Healthwatch", "Carol": "Carers", "Cy": "Carers",
}  # fmt: skip
GUESTS = ("Nia", "Ian", "Ines", "Pam", "Pia", "Per", "Paz", "Pina")  # come in some tests
NUMBERS = {name: number for number, name in enumerate((*SEATS, *GUESTS))}
FIRST: dict[str, Answer] = {
    "Olu": 8, "Oona": 8, "Omar": 9, "Ola": 7, "Ode": 8,
    "Priya": 3, "Pat": 3, "Petra": 4, "Hari": 5, "Carol": 4, "Cy": 6,
}  # fmt: skip
Said = Mapping[str, Answer]


def facts(
    said: Said, moved: Mapping[str, str] | None = None, gone: Collection[str] = (), consent: Collection[str] = ()
) -> Facts:
    """`moved`: the group of who sits elsewhere by now, and of who has come."""
    seats = {name: group for name, group in {**SEATS, **(moved or {})}.items() if name not in gone}
    people = {NUMBERS[name]: Voice(group, said.get(name)) for name, group in seats.items()}
    return Facts(tuple(PLANNED), people, frozenset(consent))


def told(*rounds: Facts, rule: Rule = "by_group") -> list[Release]:
    return releases(rounds, Terms(rule, PLANNED))


def again(rule: Rule = "by_group", /, **changed: Answer) -> tuple[Release, Release]:
    one, two = told(facts(FIRST), facts({**FIRST, **changed}), rule=rule)
    return one, two


def without(*names: str) -> dict[str, Answer]:
    return {name: answer for name, answer in FIRST.items() if name not in names}


def unit(release: Release, name: str) -> Unit:
    return next(it for it in release.units if it.name == name)


def row(release: Release, name: str) -> tuple[int, ...]:
    return unit(release, name).scores
