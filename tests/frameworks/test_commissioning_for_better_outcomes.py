import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).parents[2] / "app" / "frameworks" / "data" / "commissioning-for-better-outcomes.toml"
FRAMEWORK = tomllib.loads(FILE.read_text(encoding="utf-8"))
DOMAINS = FRAMEWORK["domains"]
STANDARDS = [standard for domain in DOMAINS for standard in domain["standards"]]
CRITERIA = [criterion for standard in STANDARDS for criterion in standard["criteria"]]
QUESTIONS = [question for standard in STANDARDS for question in standard["questions"]]
BANDS = FRAMEWORK["scale"]["bands"]
CRITERIA_PER_STANDARD = [4, 4, 6, 5, 3, 7, 5, 6, 3]
GENUINE_QUESTIONS_PER_STANDARD = [1, 1, 2, 1, 1, 2, 2, 2, 1]
EVIDENCE = {kind: FRAMEWORK["evidence"][kind] for kind in ("minimum", "potential")}
WORKS_UNDER_EACH_HEADING = [10, 11, 3, 2, 6, 7, 2, 9, 7]
# The print stands, and should read otherwise today.
NOT_SHOWN = {26, 33, 34, 35, 36, 37, 40, 47, 48, 49, 62, 63, 64, 72, 73, 74}
SENTENCES = {"text", "points", "about", "plain", "gloss", "reason", "note"}


def strings(node: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from strings(value, f"{path}.{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from strings(value, f"{path}[{index}]")


def pages(node: object) -> Iterator[int]:
    if isinstance(node, dict):
        if isinstance(node.get("page"), int):
            yield node["page"]
        for value in node.values():
            yield from pages(value)
    elif isinstance(node, list):
        for value in node:
            yield from pages(value)


def test_three_domains_hold_standards_one_to_nine() -> None:
    assert [domain["number"] for domain in DOMAINS] == [1, 2, 3]
    assert [[standard["number"] for standard in domain["standards"]] for domain in DOMAINS] == [
        [1, 2],
        [3, 4, 5],
        [6, 7, 8, 9],
    ]


def test_forty_three_criteria_stand_under_their_own_standards() -> None:
    counts = [len(standard["criteria"]) for standard in STANDARDS]
    assert counts == CRITERIA_PER_STANDARD
    assert len(CRITERIA) == 43
    for standard in STANDARDS:
        expected = [f"{standard['number']}.{place}" for place in range(1, len(standard["criteria"]) + 1)]
        assert [criterion["number"] for criterion in standard["criteria"]] == expected


def test_thirteen_questions_are_genuine_and_exactly_one_is_a_misprint_of_standard_five() -> None:
    counts = [sum(not question["misprint"] for question in standard["questions"]) for standard in STANDARDS]
    assert counts == GENUINE_QUESTIONS_PER_STANDARD
    assert sum(counts) == 13
    misprints = [question for question in QUESTIONS if question["misprint"]]
    assert [(question["number"], question["page"]) for question in misprints] == [("6c", 18)]
    assert misprints[0]["text"] == STANDARDS[4]["questions"][0]["text"]


def test_every_question_number_starts_with_its_standard() -> None:
    for standard in STANDARDS:
        for place, question in enumerate(standard["questions"]):
            assert question["number"] == f"{standard['number']}{'abc'[place]}"


def test_five_bands_cover_one_to_ten_without_gap_or_overlap() -> None:
    assert FRAMEWORK["scale"]["points"] == 10
    assert len(BANDS) == 5
    assert [point for band in BANDS for point in range(band["low"], band["high"] + 1)] == list(range(1, 11))
    assert all(len(band["gloss"].split()) <= 6 for band in BANDS)


def test_four_colour_boxes_hold_every_band_once() -> None:
    boxes = FRAMEWORK["scale"]["rag"]
    assert len(boxes) == 4
    assert [name for box in boxes for name in box["bands"]] == [band["name"] for band in BANDS]
    assert [box["name"] for box in boxes for _ in box["bands"]] == [band["rag"] for band in BANDS]


def test_four_considerations_and_seven_kinds_of_partner_are_listed() -> None:
    assert [item["number"] for item in FRAMEWORK["considerations"]] == [1, 2, 3, 4]
    assert [item["number"] for item in FRAMEWORK["groups"]] == [1, 2, 3, 4, 5, 6, 7]


def test_thirty_eight_pieces_of_minimum_evidence_stand_in_four_columns() -> None:
    minimum = FRAMEWORK["evidence"]["minimum"]
    assert Counter(item["column"] for item in minimum) == {1: 14, 2: 6, 3: 12, 4: 6}
    assert all(item["number"].startswith(f"M{item['column']}.") for item in minimum)
    assert [item["number"] for item in minimum if item.get("is_inferred")] == ["M4.1"]


def test_each_column_of_the_minimum_has_its_published_heading() -> None:
    assert [(heading["column"], heading["title"]) for heading in FRAMEWORK["evidence"]["headings"]] == [
        (1, "Key documents and plans"),
        (2, "Local views"),
        (3, "Regulation, monitoring and outcomes data"),
        (4, "Good practice and innovation"),
    ]


def test_what_stands_round_the_standards_is_told_with_its_points() -> None:
    passages = FRAMEWORK["passages"]
    assert [passage["number"] for passage in passages] == list(range(1, 15))
    assert {passage["number"]: len(passage["points"]) for passage in passages if "points" in passage} == {
        2: 8,  # what matters most to people
        5: 5,  # duties of the Care Act
        8: 3,  # ways to use the standards
        13: 3,  # parts of the work
        14: 15,  # people who steered it
    }
    places = {passage["number"]: passage["place"] for passage in passages if "place" in passage}
    assert places == {11: "evidence", 12: "potential", 13: "end", 14: "end"}


def test_fifty_seven_works_stand_under_their_nine_headings() -> None:
    works = Counter(work["under"] for work in FRAMEWORK["resources"]["works"])
    assert list(works.values()) == WORKS_UNDER_EACH_HEADING
    assert sum(WORKS_UNDER_EACH_HEADING) == 57
    assert {work["page"] for work in FRAMEWORK["resources"]["works"]} == {32, 33, 34, 35}


def test_potential_evidence_is_listed_for_each_domain() -> None:
    potential = FRAMEWORK["evidence"]["potential"]
    assert Counter(item["domain"] for item in potential) == {1: 19, 2: 13, 3: 19}
    assert all(item["number"].startswith(f"P{item['domain']}.") for item in potential)


def test_three_outcomes_frameworks_and_twelve_general_resources_have_addresses() -> None:
    assert [len(FRAMEWORK["resources"][kind]) for kind in ("outcomes", "general")] == [
        3,
        12,
    ]
    for kind in ("outcomes", "general"):
        assert all(item["url"].startswith("http") for item in FRAMEWORK["resources"][kind])


def test_the_glossary_explains_fifty_three_published_terms_and_nine_of_ours() -> None:
    glossary = FRAMEWORK["glossary"]
    assert len({entry["term"] for entry in glossary}) == len(glossary) == 62
    published = [entry for entry in glossary if not entry.get("is_ours")]
    assert published == glossary[:53] and all("page" in entry for entry in published)
    assert all("page" not in entry for entry in glossary[53:])


@pytest.mark.parametrize(
    "items",
    [
        STANDARDS,
        CRITERIA,
        QUESTIONS,
        FRAMEWORK["corrections"],
        *EVIDENCE.values(),
    ],
    ids=[
        "standards",
        "criteria",
        "questions",
        "corrections",
        "minimum evidence",
        "potential evidence",
    ],
)
def test_every_number_is_used_once(items: list[dict[str, Any]]) -> None:
    numbers = [item["number"] for item in items]
    assert len(numbers) == len(set(numbers))


def test_every_correction_points_at_something_that_is_there() -> None:
    known = {"scale", "purpose", "law"}
    known |= {f"domain {domain['number']}" for domain in DOMAINS}
    known |= {f"standard {standard['number']}" for standard in STANDARDS}
    known |= {f"criterion {criterion['number']}" for criterion in CRITERIA}
    known |= {f"question {question['number']}" for question in QUESTIONS}
    known |= {f"group {group['number']}" for group in FRAMEWORK["groups"]}
    known |= {f"evidence {item['number']}" for items in EVIDENCE.values() for item in items}
    known |= {f"glossary {entry['term']}" for entry in FRAMEWORK["glossary"]}
    known |= {f"resource {item['title']}" for items in FRAMEWORK["resources"].values() for item in items}
    known |= {f"passage {passage['number']}" for passage in FRAMEWORK["passages"]}
    places = [place for item in FRAMEWORK["corrections"] for place in (item["where"], *item.get("also", []))]
    assert [place for place in places if place not in known] == []
    assert all(item["printed"] != item["corrected"] for item in FRAMEWORK["corrections"])


def test_every_page_lies_between_the_introduction_and_the_end() -> None:
    assert set(pages(FRAMEWORK)) <= set(range(4, 44))


def test_no_text_is_empty() -> None:
    assert [path for path, text in strings(FRAMEWORK) if not text.strip()] == []


def test_no_sentence_has_more_than_twenty_eight_words() -> None:
    long = [
        (path, sentence)
        for path, text in strings(FRAMEWORK)
        if path.rsplit(".", 1)[-1].partition("[")[0] in SENTENCES
        for sentence in re.split(r"(?<=[.?!])\s+", text)
        if len(sentence.split()) > 28
    ]
    assert long == []


def test_a_correction_says_that_it_is_shown_only_where_it_is() -> None:
    assert {item["number"] for item in FRAMEWORK["corrections"] if not item.get("is_shown", True)} == NOT_SHOWN


def test_each_standard_has_the_published_box_for_its_actions() -> None:
    assert FRAMEWORK["forms"]["needed"] == "What actions do we need to take to meet Standard {number}?"
