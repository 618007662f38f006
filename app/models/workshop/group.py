"""A stakeholder group: whose voice a participant carries."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

SMALL = 3  # a group of fewer is asked, privately, whether it may be shown as itself


class StakeholderGroup(SQLModel, table=True):
    __tablename__ = "stakeholder_group"
    __table_args__ = (UniqueConstraint("workshop_id", "name"),)

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    place: int
    name: str
    expected: int
    is_assessing: bool = False  # whose own commissioning is being looked at
    asks_for_label: bool = True  # not asked of people who use services or carers

    @property
    def is_small(self) -> bool:
        return self.expected < SMALL
