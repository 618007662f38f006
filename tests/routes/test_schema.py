import httpx2

from app.exports.as_json import schema
from tests.northvale import DEADLINE, Town


def test_anybody_can_read_what_a_record_is_made_of(town: Town) -> None:
    answer = httpx2.get(f"{town.base}/record-schema.json", timeout=DEADLINE)
    assert answer.headers["content-type"] == "application/schema+json"
    assert answer.json() == schema()
