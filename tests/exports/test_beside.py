"""A report that was changed beside its chain, which is whole: found by what the chain fixed."""

from collections.abc import Callable
from copy import deepcopy

import pytest

from app.exports import beside
from app.models.workshop.chain import in_one_writing
from tests.exports.forging import Content, confirmed, content, found, settled_standard, standards


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda made: settled_standard(made)["positions"][-1].update(wording="All is well."), "differs from entry"),
        (lambda made: settled_standard(made)["positions"].pop(), "is missing"),
        (lambda made: settled_standard(made)["rounds"][0]["shown"]["units"][0].update(middle=[9, 9]), "was revealed"),
        (lambda made: settled_standard(made)["rounds"].pop(), "is missing"),
        (lambda made: settled_standard(made)["askings"][-1].update(wording="Other words."), "in no entry of the chain"),
        (lambda made: made["events"].pop(), "The list of acts is not that of the chain"),
        (lambda made: made["events"][3].update(by="somebody else"), "The list of acts differs from entry 4"),
        (lambda made: made["workshop"].update(council="Southvale Council"), "Workshop differs from entry"),
        (lambda made: made["groups"][0].update(expected=99), "Workshop differs from entry"),
        (lambda made: settled_standard(made).update(title="Another title"), "which fixed the whole record"),
        (lambda made: made["overall"]["rounds"][0].update(shown_at=None), "The whole differs from entry"),
    ],
)
def test_what_stands_beside_the_chain_must_be_what_it_fixed(change: Callable[[Content], None], sentence: str) -> None:
    assert sentence in found(change).sentence


def test_a_changed_action_is_found_and_so_is_one_put_in() -> None:
    def acting(made: Content) -> list[Content]:
        found: list[Content] = next(each["actions"] for each in standards(made) if each["actions"])
        return found

    assert "which fixed it, or is missing" in found(lambda made: acting(made)[0].update(what="Nothing")).sentence
    assert "which fixed it, or is missing" in found(lambda made: acting(made).pop(0)).sentence
    twice = found(lambda made: acting(made).append({**acting(made)[0], "what": "More"}))
    assert "stands in no entry of the chain" in twice.sentence


def test_counts_of_assent_and_dissents_are_fixed_with_the_confirmation() -> None:
    def counted(made: Content) -> Content:
        units = (unit for each in standards(made) for asking in each["askings"] for unit in asking["units"])
        return next(unit for unit in units if unit["agree"])

    answer = found(lambda made: counted(made).update(agree=99))
    assert "(what was said of its words) differs from entry" in answer.sentence
    said = next((each for each in standards(content()) if each["dissents"]), None)
    assert said is not None
    answer = found(lambda made: next(each for each in standards(made) if each["dissents"])["dissents"].clear())
    assert "(what was said of its words) differs from entry" in answer.sentence


def test_a_changed_sentence_of_the_program_is_told_and_may_have_another_reason() -> None:
    def change(made: Content) -> None:
        shown = next(round_["shown"] for each in standards(made) for round_ in each["rounds"])
        shown["findings"][0]["sentence"] = "Nobody differs."

    answer = found(change)
    assert not answer.is_intact and "another version of the program wrote" in answer.sentence


def test_what_opens_the_whole_record_cannot_be_taken_out() -> None:
    answer = found(lambda made: made["chain"][-1]["salts"].clear() or made["chain"][-1]["parts"].clear())
    assert not answer.is_intact

    def change(made: Content) -> None:
        salts = made["chain"][-1]["salts"]
        made["chain"][-1]["salts"] = {name: salt for name, salt in salts.items() if not name.startswith("record:")}

    assert not found(change).is_intact and "was taken out of the file" in found(change).sentence


def test_of_twins_the_first_is_not_read_while_the_second_is_compared() -> None:
    def twin_standard(made: Content) -> None:
        standing = made["domains"][0]["standards"]
        standing.insert(0, {**deepcopy(standing[0]), "positions": []})

    def twin_domain(made: Content) -> None:
        made["domains"].insert(0, {**deepcopy(made["domains"][0]), "standards": []})

    assert "stands 2 times" in found(twin_standard).sentence
    assert "stands 2 times" in found(twin_domain).sentence


def test_which_standard_stands_in_which_domain_is_fixed() -> None:
    def moved(made: Content) -> None:
        made["domains"][-1]["standards"].append(made["domains"][0]["standards"].pop(0))

    for change in (moved, lambda made: made["domains"].reverse()):
        assert "Workshop differs from entry" in found(change).sentence


def test_thousands_of_actions_are_compared_at_the_cost_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each against each would be a minute of a core for whoever signs in."""
    compared: list[object] = []

    def counted(content: object) -> bytes:
        compared.append(content)
        return in_one_writing(content)

    monkeypatch.setattr(beside, "in_one_writing", counted)
    made = content()
    standard = next(each for each in standards(made) if each["actions"])
    fixed = [entry for entry in confirmed().chain if "action" in entry.parts]
    standard["actions"] = [{**standard["actions"][0], "what": f"No. {number}"} for number in range(300)]
    made["domains"] = [{**made["domains"][0], "standards": [standard]}]
    part = {**fixed[0].parts["action"], "level": "standard", "subject_number": standard["number"]}
    entries = [
        fixed[0].model_copy(update={"parts": {**fixed[0].parts, "action": {**part, "id": number}}})
        for number in range(300)
    ]
    differences = beside.differences(made, confirmed().model_copy(update={"chain": tuple(entries)}))
    assert sum("An action of" in line for line in differences) == 301 and len(compared) < 3000
