"""A form keeps what was typed."""

from app.errors import Incomplete
from app.rendering.form import Form
from app.rendering.marked import mixed

NORTH = "מועצת הצפון"


def test_a_form_keeps_what_was_typed_and_marks_what_is_wrong() -> None:
    form = Form({"title": "<b>"}, Incomplete({"link": f"“{NORTH}” is no link."}))
    assert (form.value("title"), form.value("note")) == ("<b>", "")
    assert form.problem("title") is None and form.problem("link") == {"html": mixed(f"“{NORTH}” is no link.")}
    assert form.marks("title", id="title") == {"id": "title"}
    assert form.marks("link") == {"aria-invalid": "true"}
