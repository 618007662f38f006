import json

import pytest

from app.frameworks import DEFAULT, framework, framework_keys
from app.frameworks.as_json import shown
from tests.frameworks import good_neighbours


@pytest.mark.parametrize("key", framework_keys())
def test_a_framework_as_json_has_its_promised_shape(key: str) -> None:
    held = json.loads(json.dumps(shown(framework(key))))
    assert {"key", "title", "edition", "publisher", "year", "scale", "domains", "evidence", "glossary"} < set(held)
    assert [band["name"] for band in held["scale"]["bands"]] == [band.name for band in framework(key).scale.bands]
    for domain in held["domains"]:
        for standard in domain["standards"]:
            assert {"number", "title", "criteria", "questions"} < set(standard)
            assert all({"number", "text", "page"} < set(criterion) for criterion in standard["criteria"])
            assert all({"text", "misprint"} < set(question) for question in standard["questions"])
    assert all({"term", "text"} < set(term) for term in held["glossary"])


def test_the_route_map_is_all_there() -> None:
    held = shown(framework(DEFAULT))
    standards = [standard for domain in held["domains"] for standard in domain["standards"]]
    assert [standard["number"] for standard in standards] == [str(number) for number in range(1, 10)]
    assert sum(len(standard["criteria"]) for standard in standards) == 43
    assert sum(not question["misprint"] for standard in standards for question in standard["questions"]) == 13
    assert len(held["evidence"]["minimum"]) == 38 and len(held["glossary"]) == 62
    assert held["evidence"]["headings"][1]["title"] == "Local views" and len(held["resources"]["works"]) == 57
    assert held["corrections"][0]["where"] == "scale"


def test_the_words_are_the_official_ones_where_there_are_any() -> None:
    standard = good_neighbours().standards[0]
    question = standard.questions[0].model_copy(update={"official": "Who knocked?"})
    changed = standard.model_copy(update={"questions": (question,), "official": "All are greeted."})
    domain = good_neighbours().domains[0].model_copy(update={"standards": (changed,)})
    held = shown(good_neighbours().model_copy(update={"domains": (domain,), "wording_by": "Northvale"}))
    told = held["domains"][0]["standards"][0]
    assert told["questions"][0]["text"] == told["questions"][0]["official"] == "Who knocked?"
    assert told["about"] == "All are greeted." and held["wording_by"] == "Northvale"
