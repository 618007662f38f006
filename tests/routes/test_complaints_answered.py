"""Who may answer is in tests/access/test_rights.py, from form to outcome in tests/routes/test_complaints.py."""

from tests.northvale import Town, browser_at


def test_a_list_without_complaints_says_when_one_would_stand_there(town: Town) -> None:
    assert "from tomorrow on" in town.hall().see("/complaints").text
    with browser_at(town.base, {"account": town.account(is_administrator=True)}) as browser:
        assert "Complaints about data" in browser.get("/accounts/complaints").text
