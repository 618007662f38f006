"""What every part of an export is made of: frozen, and with no place for what its schema does not name."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict

FIRST_YEAR, LAST_YEAR = 1990, 2999  # of what a server wrote by its clock


def _by_a_clock(moment: datetime) -> datetime:
    """At the ends of the calendar no day can be counted on, nor told in another time zone."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"no clock says the year {moment.year}")
    return moment


When = Annotated[AwareDatetime, AfterValidator(_by_a_clock)]


class Part(BaseModel):
    """A field that is younger than its model has a default, for files of an earlier schema; it is written always."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)
