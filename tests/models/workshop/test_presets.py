"""Groups to start a draft from: whatever the purpose, they can be taken as they are."""

import pytest

from app.frameworks import DEFAULT, framework
from app.models import Purpose
from app.models.workshop.presets import PRESETS
from tests.conftest import northvale_draft


@pytest.mark.parametrize("purpose", list(Purpose))
def test_every_purpose_starts_with_groups_that_hold_as_they_are(purpose: Purpose) -> None:
    northvale_draft(purpose=purpose, groups=PRESETS[purpose]).must_hold(framework(DEFAULT))


@pytest.mark.parametrize("purpose", list(Purpose))
def test_one_group_is_the_council_whose_commissioning_is_looked_at(purpose: Purpose) -> None:
    assert [group.name for group in PRESETS[purpose] if group.is_assessing] == ["Council officers"]


@pytest.mark.parametrize("purpose", list(Purpose))
def test_people_who_use_services_and_carers_are_there_and_not_asked_for_a_label(purpose: Purpose) -> None:
    spared = {group.name for group in PRESETS[purpose] if not group.asks_for_label}
    assert spared == {"People who use services", "Carers"}
