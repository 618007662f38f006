"""What a page says to one of a crowd, found by element and never by position."""

from app.crowd.told import Receipt, read


def test_what_is_told_is_found_by_element() -> None:
    told = read(
        '<section id="to-rate" data-sitting="3" data-state="open"><a data-round="12" href="/"></a></section>'
        '<div id="receipt-12" data-key="abc" data-recorded="yes"><p>Recorded<span>: 6</span>, 14:03.</p></div><p>7</p>'
    )

    assert (told.sitting, told.is_open, told.rounds) == ("3", True, ["12"])
    assert told.receipts["12"] == Receipt("abc", is_recorded=True, text="Recorded: 6, 14:03.")
    assert told.receipts["12"].value == "6"
