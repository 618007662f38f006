"""What was deleted is gone from the files too, or the page says that it is not yet."""

from app.models import Answer, AttributionRule
from app.tokens import new_token
from tests.northvale import Hall, Town, until
from tests.on_disk import is_in_the_files, long_reader

NOT_YET = "not yet gone from the server’s files"


def rated(town: Town) -> tuple[Hall, str]:
    """And what is kept beside Priya's rating."""
    hall, key = town.hall(attribution_rule=AttributionRule.NOT_ATTRIBUTABLE), new_token()
    hall.open("6")
    assert hall.rate("Priya", "6", "4", key=key).status_code == 303
    hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
    until(lambda: "What differs" in hall.see("/console/standards/6").text)
    return hall, Answer(4, key).submission


def test_f24_a_rating_cannot_be_traced_in_the_log_after_a_close_beside_a_long_reader(town: Town) -> None:
    hall, canary = rated(town)
    with long_reader(town.store.file):
        assert hall.act("/close").status_code == 303
        assert hall.act("/confirm").status_code == 303  # before the ten minutes are over: it ends them
        assert is_in_the_files(town.store.file, canary)
        assert NOT_YET in hall.see("/console").text
        town.store.reading.dispose()
    until(lambda: not is_in_the_files(town.store.file, canary))
    until(lambda: NOT_YET not in hall.see("/console").text)


def test_a_close_without_a_reader_says_nothing_of_it(town: Town) -> None:
    hall, canary = rated(town)
    hall.act("/close")
    hall.act("/confirm")
    until(lambda: not is_in_the_files(town.store.file, canary))
    until(lambda: NOT_YET not in hall.see("/console").text)
    assert not is_in_the_files(town.store.file, canary), "and nothing has written it again"


def test_removed_evidence_leaves_the_log_once_a_long_reader_is_gone(town: Town) -> None:
    hall = town.hall()
    words = "canary-words-of-a-letter"
    offered = {"standard": "6", "title": words, "strength": "some", "key": "a-key-for-this"}
    assert hall.act("/evidence", **offered).status_code == 303
    item = hall.see("/evidence").text.split("/remove")[0].rsplit("/", 1)[1]
    with long_reader(town.store.file):
        assert hall.act(f"/evidence/{item}/remove").status_code == 303
        assert is_in_the_files(town.store.file, words)
        assert NOT_YET in hall.see("/evidence").text
    until(lambda: not is_in_the_files(town.store.file, words))
    until(lambda: NOT_YET not in hall.see("/evidence").text)
