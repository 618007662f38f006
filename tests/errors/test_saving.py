"""What could not be kept says so first, and why."""

import pytest

from app.errors.saving import NotImported, NotSaved, StorageBusy, StorageFull


@pytest.mark.parametrize("kind", [NotSaved, StorageFull, StorageBusy])
def test_what_was_not_saved_says_so_first_and_can_be_tried_again(kind: type[NotSaved]) -> None:
    refusal = kind()
    assert refusal.status == 503
    assert str(refusal).startswith("Not saved: ") and str(refusal).endswith("try again in a moment.")


def test_a_file_that_is_not_taken_in_says_why() -> None:
    assert str(NotImported("it is a public file.")) == "Not imported: it is a public file."
