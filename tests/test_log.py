"""The operator's log: what a line may hold."""

import json

import pytest

from app.log import told


def test_a_line_says_what_happened_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    told("refused", workshop=3, role="scribe", status=403)
    line = json.loads(capsys.readouterr().err)
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "refused", "level": "info", "workshop": 3, "role": "scribe", "status": 403}


@pytest.mark.parametrize("word", ["code", "token", "score", "email", "path", "label"])
def test_a_line_cannot_say_what_nobody_listed(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match=word):
        told("refused", **{word: "7"})
    assert capsys.readouterr().err == ""
