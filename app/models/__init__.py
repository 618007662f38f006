"""The domain: tables and their verbs. Importing this module loads every table into `SQLModel.metadata`."""

from app.models.ending.hold import Hold
from app.models.ending.pack import Pack, PackFile, PackState, Release
from app.models.evidence.item import EvidenceAsked, EvidenceItem
from app.models.evidence.offer import Strength
from app.models.people.account import Account
from app.models.people.complaint import Complaint
from app.models.people.one_use_link import LinkPurpose, OneUseLink
from app.models.people.press import Press
from app.models.people.return_link import ReturnLink
from app.models.people.seat import Role, Seat, SeatKind
from app.models.people.second_facilitator import SecondFacilitator
from app.models.people.sign_in import KnownBrowser, SignIn
from app.models.record.action import Action, ActionStatus
from app.models.record.comment import Comment
from app.models.record.dissent import Dissent, StandsBehind
from app.models.record.position import Position, PositionState, Weight
from app.models.record.publishing import PublicText
from app.models.record.read_back import Assent, AssentSubmission, CanStand, ReadBack
from app.models.record.typed_text import TypedText
from app.models.rounds.kept_view import KeptView
from app.models.rounds.movement import Movement
from app.models.rounds.person import Person
from app.models.rounds.rating import Answer, Rating, Receipt, Submission
from app.models.rounds.reason import Reason
from app.models.rounds.round import Round
from app.models.rounds.sitting import RoundState, Sitting
from app.models.rounds.snapshot import Snapshot, UnitCounts
from app.models.rounds.standard import Standard, StandardState
from app.models.workshop.chain import Chain
from app.models.workshop.choices import AttributionRule, Door, Grant, Purpose
from app.models.workshop.edition import Edition
from app.models.workshop.event import Event
from app.models.workshop.group import StakeholderGroup
from app.models.workshop.pre_read_link import PreReadLink
from app.models.workshop.state import WorkshopState
from app.models.workshop.workshop import Workshop

__all__ = [
    "Account",
    "Action",
    "ActionStatus",
    "Answer",
    "Assent",
    "AssentSubmission",
    "AttributionRule",
    "CanStand",
    "Chain",
    "Comment",
    "Complaint",
    "Dissent",
    "Door",
    "Edition",
    "Event",
    "EvidenceAsked",
    "EvidenceItem",
    "Grant",
    "Hold",
    "KeptView",
    "KnownBrowser",
    "LinkPurpose",
    "Movement",
    "OneUseLink",
    "Pack",
    "PackFile",
    "PackState",
    "Person",
    "Position",
    "PositionState",
    "PreReadLink",
    "Press",
    "PublicText",
    "Purpose",
    "Rating",
    "ReadBack",
    "Reason",
    "Receipt",
    "Release",
    "ReturnLink",
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
    "StandsBehind",
    "Strength",
    "Submission",
    "TypedText",
    "UnitCounts",
    "Weight",
    "Workshop",
    "WorkshopState",
]
