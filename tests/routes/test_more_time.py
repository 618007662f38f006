"""A phone that says it needs more time, and what the others hear of it."""

from tests.northvale import Town


def test_the_console_hears_a_count_and_nobody_hears_who(town: Town) -> None:
    hall = town.hall()
    assert hall.act("/more-time", by="Hari").status_code == 403  # in the lobby
    hall.open("6")
    before = hall.see("/live?screen=phone", by="Carol").text
    assert hall.act("/more-time", by="Hari").status_code == 303
    console = hall.see("/live?screen=console").text
    assert "Need more time</h2> <p>1 person" in " ".join(console.split())
    assert hall.see("/live?screen=phone", by="Carol").text == before
    assert "I need no more time" in hall.see("/phone", by="Hari").text
    hall.act("/more-time/no-longer", by="Hari")
    assert "Need more time" not in hall.see("/live?screen=console").text
