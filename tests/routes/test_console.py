"""The console: where a workshop leads, who reads it, and what is on it."""

from tests.live.conftest import settled
from tests.northvale import Town


def test_f23_a_scribe_reads_no_console_page_reason_or_person_after_the_close(town: Town) -> None:
    hall = settled(town)
    assert "canary-of-Priya" in hall.see("/console/standards/6", by="Sam").text
    hall.act("/close")
    for path in ("/console", "/console/standards/6", "/people", "/evidence", "/stage", "/export/record.json", "/words"):
        page = hall.see(path, by="Sam")
        assert page.status_code == 403, path
        assert "canary" not in page.text and "Providers" not in page.text
