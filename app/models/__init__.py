"""The domain: tables and their verbs. Importing this module loads every table into `SQLModel.metadata`."""

from app.models.account import Account
from app.models.edition import Edition
from app.models.event import Event
from app.models.evidence import EvidenceAsked, EvidenceItem
from app.models.movement import KeptView, Movement
from app.models.offer import Strength
from app.models.one_use_link import LinkPurpose, OneUseLink
from app.models.person import Person
from app.models.position import Position, PositionState
from app.models.press import Press
from app.models.rating import Answer, Rating, Receipt, Submission
from app.models.reason import Reason
from app.models.round import Round, RoundState, Sitting
from app.models.seat import Role, Seat, SeatKind
from app.models.second_facilitator import SecondFacilitator
from app.models.sign_in import KnownBrowser, SignIn
from app.models.snapshot import Snapshot, UnitCounts
from app.models.standard import Standard, StandardState
from app.models.workshop import AttributionRule, Door, Purpose, StakeholderGroup, Workshop, WorkshopState

__all__ = [
    "Account",
    "Answer",
    "AttributionRule",
    "Door",
    "Edition",
    "Event",
    "EvidenceAsked",
    "EvidenceItem",
    "KeptView",
    "KnownBrowser",
    "LinkPurpose",
    "Movement",
    "OneUseLink",
    "Person",
    "Position",
    "PositionState",
    "Press",
    "Purpose",
    "Rating",
    "Reason",
    "Receipt",
    "Role",
    "Round",
    "RoundState",
    "Seat",
    "SeatKind",
    "SecondFacilitator",
    "SignIn",
    "Sitting",
    "Snapshot",
    "StakeholderGroup",
    "Standard",
    "StandardState",
    "Strength",
    "Submission",
    "UnitCounts",
    "Workshop",
    "WorkshopState",
]
