import io
import json

import pytest
from openpyxl import Workbook

from app.frameworks import DEFAULT, Framework, framework
from app.frameworks.files import BrokenFile, read_framework, template

HEAD = 'wording_of = "lunch-club"\nedition = "Official, 2026"\nsupplied_by = "Northvale Lunch Club"\n'
LUNCH = read_framework("template.toml", template(".toml"), lambda _: None)


def known(key: str) -> Framework | None:
    return LUNCH if key == LUNCH.key else None


def item(number: str | float, text: str = "In the owner’s words.") -> str:
    return f"[[items]]\nnumber = {json.dumps(number)}\ntext = {json.dumps(text)}\n"


def worded(text: str) -> Framework:
    return read_framework("wording.toml", (HEAD + text).encode(), known)


def told(text: str, head: str = HEAD) -> list[str]:
    with pytest.raises(BrokenFile) as refused:
        read_framework("wording.toml", (head + text).encode(), known)
    return str(refused.value).splitlines()


def test_official_wording_replaces_ours_and_makes_an_edition() -> None:
    held = worded(item("1.1", "The entrance has no steps."))
    criterion = held.standards[0].criteria[0]
    assert (criterion.words, criterion.text) == ("The entrance has no steps.", "There is a step-free way in.")
    assert (held.key, held.edition, held.wording_by) == ("lunch-club", "Official, 2026", "Northvale Lunch Club")
    assert held.standards[0].criteria[1] == LUNCH.standards[0].criteria[1]
    assert LUNCH.wording_by == "" and LUNCH.standards[0].criteria[0].official == ""


@pytest.mark.parametrize(
    "number", ["1.1", "criterion 1.1", "1a", "question 1a", "P1.1", "evidence P1.1", "standard 1", "STANDARD 1"]
)
def test_an_item_is_named_by_its_number_with_or_without_its_noun(number: str) -> None:
    assert "In the owner’s words." in worded(item(number)).model_dump_json()


def test_every_kind_of_item_takes_its_words() -> None:
    names = ("domain 1", "standard 2", "1.1", "2a", "consideration 1", "group 2", "P1.1")
    held = worded("".join(item(name, f"Words of {name}.") for name in names))
    words = [held.domains[0].words, held.standards[1].words, held.standards[0].criteria[0].words]
    words += [held.standards[1].questions[0].words, held.considerations[0].words, held.groups[1].words]
    words += [held.evidence.potential[0].words]
    assert words == [f"Words of {name}." for name in names]


def test_terms_take_their_words_and_are_found_with_them() -> None:
    LUNCH.term("step-free")  # as a page would have asked before
    held = worded('[[terms]]\nterm = "step-free"\ntext = "Without stairs."\n')
    found = held.term("Step-free")
    assert found and found.words == "Without stairs."


def test_a_number_written_without_quotes_is_meant() -> None:
    assert worded(item(3.1)).standards[2].criteria[0].official


def test_a_number_that_is_not_there_is_told_with_its_line() -> None:
    assert told(item("1.1") + item("1.9") + item("standard 7")) == [
        "wording.toml, line 8: The framework has no “1.9” to put words to. Did you mean “1.2”?",
        "wording.toml, line 11: The framework has no “standard 7” to put words to. Did you mean “standard 3”?",
    ]


def test_a_bare_number_that_two_kinds_share_has_to_say_which() -> None:
    standard = LUNCH.standards[0]
    shared = standard.criteria[0].model_copy(update={"number": "1a"})
    domain = LUNCH.domains[0].model_copy(
        update={"standards": (standard.model_copy(update={"criteria": (shared,)}), LUNCH.standards[1])}
    )
    twin = LUNCH.model_copy(update={"domains": (domain, LUNCH.domains[1])})
    with pytest.raises(BrokenFile, match="Write which: “criterion 1a”, “question 1a”"):
        read_framework("w.toml", (HEAD + item("1a")).encode(), lambda _: twin)
    held = read_framework("w.toml", (HEAD + item("question 1a")).encode(), lambda _: twin)
    assert held.standards[0].questions[0].official and not held.standards[0].criteria[0].official


def test_the_framework_has_to_be_known() -> None:
    lines = told(item("1.1"), HEAD.replace("lunch-club", "supper-club"))
    assert lines == [
        "wording.toml, line 1: There is no framework “supper-club” here. "
        "Write the key of one that is, or import the framework first."
    ]


def test_a_new_wording_needs_a_new_edition() -> None:
    (line,) = told(item("1.1"), HEAD.replace("Official, 2026", LUNCH.edition))
    assert line.startswith("wording.toml, line 2: “First, 2026” is what the edition without this wording is called.")


def test_a_wording_says_who_supplies_it_and_has_words() -> None:
    assert (
        "“supplied_by” of the wording is missing" in told(item("1.1"), 'wording_of = "lunch-club"\nedition = "2"\n')[0]
    )
    assert "has no official words" in told("")[0]
    assert "“1.1” is here twice" in told(item("1.1") + item("1.1"))[0]
    assert "“text” of item “1.1” is missing" in told(item("1.1", ""))[0]


def test_a_wording_may_come_as_a_workbook() -> None:
    book = Workbook()
    rows: dict[str, list[tuple[object, ...]]] = {
        "Wording": [("wording_of", "edition", "supplied_by"), ("lunch-club", "Official", "The club")],
        "Items": [("number", "text"), (1.1, "No steps."), ("standard 1", "A seat for each.")],
        "Terms": [("term", "text"), ("Step-free", "No stairs.")],
    }
    for title, lines in rows.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    del book["Sheet"]
    file = io.BytesIO()
    book.save(file)
    held = read_framework("wording.xlsx", file.getvalue(), known)
    assert held.standards[0].criteria[0].words == "No steps." and held.standards[0].words == "A seat for each."
    book["Items"]["A3"] = "standard 5"
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(BrokenFile, match=r"wording\.xlsx, Items!A3: The framework has no “standard 5”"):
        read_framework("wording.xlsx", file.getvalue(), known)


def test_the_whole_route_map_may_be_worded() -> None:
    held = framework(DEFAULT)
    numbers = [criterion.number for standard in held.standards for criterion in standard.criteria]
    head = HEAD.replace("lunch-club", DEFAULT)
    text = head + "".join(item(number, f"Official {number}") for number in numbers)
    official = read_framework("w.toml", text.encode(), lambda _: held)
    assert [c.words for s in official.standards for c in s.criteria] == [f"Official {number}" for number in numbers]
