"""Groups to start a draft from; every name and number can be changed before the lobby opens."""

from app.models.workshop.choices import Purpose
from app.models.workshop.draft import GroupDraft

COUNCIL = GroupDraft("Council officers", 6, is_assessing=True)
MEMBERS = GroupDraft("Council members", 3)
ICB = GroupDraft("CCG (now ICB)", 3)
PROVIDERS = GroupDraft("Providers", 5)
HEALTHWATCH = GroupDraft("Healthwatch", 1)
PEOPLE = GroupDraft("People who use services", 4, asks_for_label=False)
CARERS = GroupDraft("Carers", 2, asks_for_label=False)
VOLUNTARY = GroupDraft("Voluntary and community sector", 2)

PRESETS: dict[Purpose, tuple[GroupDraft, ...]] = {
    Purpose.LGA_PEER_CHALLENGE: (COUNCIL, MEMBERS, ICB, PROVIDERS, HEALTHWATCH, PEOPLE, CARERS, VOLUNTARY),
    Purpose.REGIONAL_REVIEW: (COUNCIL, ICB, PROVIDERS, HEALTHWATCH, PEOPLE, CARERS),
    Purpose.SELF_ASSESSMENT: (COUNCIL, MEMBERS, ICB, PROVIDERS, PEOPLE, CARERS),
    Purpose.PROGRESS_REVIEW: (COUNCIL, ICB, PROVIDERS, HEALTHWATCH, PEOPLE, CARERS),
}
