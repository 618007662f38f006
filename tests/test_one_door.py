"""What is released of a round is all that anybody reads: no byte of any screen or file depends on anything else.

Random rooms are rated twice over, by people who say other things that leave the same release. Every screen, poll and
file of the one day equals that of the other, and the rows that are read back from them are those that were released.
"""

import json
import re
from random import Random

import pytest

from app.divergence import DK, Facts, Release, Terms, Voice, middle, releases
from tests.cases import mostly_long
from tests.conftest import CAST, northvale_draft
from tests.northvale import Hall, Town
from tests.plain import plain
from tests.test_attribution import SHARED_PARTS, export, open_for_rating, parts, reveal

GROUPS = northvale_draft().groups
TERMS = {
    rule: Terms(rule, {group.name: group.expected for group in GROUPS}) for rule in ("by_group", "not_attributable")
}
Said = dict[str, str]  # person -> what the form sends
Day = tuple[Said, Said]  # two rounds

PAGES = (("stage", "/stage"), ("Sam", "/console"), ("Sam", "/console/standards/6"), ("Fay", "/console/standards/6"),
         ("Sam", "/overview"))  # fmt: skip
POLLS = (("stage", "stage", ""), ("Sam", "console", "&standard=6"), ("Pat", "phone", ""), ("Hari", "phone", ""))
# The last holds all that the one before it does, which is made after the first round.
FILES = ("/export/record.json", "/export/record.docx", "/export/record.docx?numbers=yes")


def released(day: Day, rule: str) -> list[Release]:
    rounds = (
        {
            seat: Voice(group, answer(said[name]) if name in said else None)
            for seat, (name, group) in enumerate(CAST.items())
        }
        for said in day
    )
    return releases((Facts(tuple(group.name for group in GROUPS), people) for people in rounds), TERMS[rule])


def answer(said: str) -> int | str:
    return DK if said == "cant_tell" else int(said)


def some_day(random: Random) -> Day:
    """Around a view of each group; somebody is silent, and the second time somebody does not answer again."""
    around = {group.name: random.randint(1, 10) for group in GROUPS}
    days = []
    for _ in range(2):
        said = {name: str(min(10, max(1, around[group] + random.randint(-3, 3)))) for name, group in CAST.items()}
        said[random.choice(list(CAST))] = "cant_tell"
        del said[random.choice(list(said))]
        days.append(said)
    return days[0], days[1]


def other_day(day: Day, rule: str, random: Random) -> Day:
    """The same people answer, several of them something else, and exactly the same is released."""
    told = released(day, rule)
    for _ in range(20_000):
        other: Day = ({**day[0]}, {**day[1]})
        for said in other:
            for name in random.sample(list(said), 3):
                if said[name] != "cant_tell":
                    said[name] = str(random.randint(1, 10))
        if other != day and released(other, rule) == told:
            return other
    raise AssertionError("no other room leaves this release: try another seed")


def seen(hall: Hall, day: Day) -> dict[str, str]:
    """Everything that is read at the end of each of the two rounds."""
    bytes_: dict[str, str] = {}
    for number, said in enumerate(day, 1):
        open_for_rating(hall)
        hall.rated(said)
        reveal(hall)
        for moment in ("revealed", "shown"):
            if moment == "shown":
                hall.act("/standards/6/show")
            look = f"round {number} {moment}: "
            bytes_ |= {f"{look}{path} of {who}": plain(hall, hall.see(path, by=who).text) for who, path in PAGES}
            for who, screen, more in POLLS:
                told = parts(hall.see(f"/live?screen={screen}{more}", by=who).text)
                bytes_ |= {f"{look}{it} of {who}": plain(hall, told[it]) for it in told.keys() & {*SHARED_PARTS}}
        bytes_[f"round {number}: json"] = export(hall, FILES[0])
        bytes_[f"round {number}: plain json"] = plain(hall, bytes_[f"round {number}: json"])
        bytes_ |= {f"round {number}: {path}": plain(hall, export(hall, path)) for path in FILES[number:]}
    return bytes_


DAYS = [(1, "by_group"), (2, "not_attributable"), (3, "by_group"), (5, "by_group")]


@pytest.mark.parametrize(("seed", "rule"), mostly_long(DAYS, (2, "not_attributable")))
def test_f24_f32_what_is_released_is_all_that_any_byte_depends_on(town: Town, seed: int, rule: str) -> None:
    random = Random(seed)
    day = some_day(random)
    other = other_day(day, rule, random)
    one, two = (seen(town.hall(attribution_rule=rule), it) for it in (day, other))
    raw = {key for key in one if key.endswith(": json")}
    assert one.keys() == two.keys() and len(one) > 50
    for where in one.keys() - raw:
        assert one[where] == two[where], where
    for number, told in enumerate(released(day, rule), 1):
        assert rows_of_the_file(one[f"round {number}: json"], number) == rows_of(told)
        shown = one[f"round {number} shown: stage of stage"]
        assert rows_of_the_table(shown) == {name: row[:2] for name, row in rows_of(told).items()}


def test_the_comparison_sees_a_rating_that_is_released(town: Town) -> None:
    """One more point for everybody is another row, and other bytes: the test above can fail."""
    told = []
    for points in ("4", "5"):
        hall = town.hall()
        hall.open("6")
        hall.rated(dict.fromkeys(CAST, points))
        hall.reveal()
        hall.act("/standards/6/show")
        told.append(plain(hall, hall.see("/stage", by="stage").text))
    assert told[0] != told[1]


Row = tuple[int, int, tuple[int, int] | None]  # rated, can't tell, middle


def rows_of(told: Release) -> dict[str, Row]:
    return {
        unit.name: (len(unit.scores), unit.cant_tell, middle(unit.scores) if unit.scores else None)
        for unit in told.units
    }


def rows_of_the_file(text: str, number: int) -> dict[str, Row]:
    record = json.loads(text)
    standard = next(it for domain in record["domains"] for it in domain["standards"] if it["number"] == "6")
    shown = standard["rounds"][number - 1]["shown"]
    return {
        it["name"]: (it["rated"], it["cant_tell"], tuple(it["middle"]) if it["middle"] else None)
        for it in shown["units"]
    }


def rows_of_the_table(html: str) -> dict[str, tuple[int, int]]:
    rows = re.findall(r'<th scope="row" dir="auto">([^<]+)</th>\s*<td>(\d+)</td>\s*<td>(\d+)</td>', html)
    return {name: (int(rated), int(cant_tell)) for name, rated, cant_tell in rows}
