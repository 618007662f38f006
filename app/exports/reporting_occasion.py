"""The occasion as a report tells it: the workshop, its framework, and the rule that people were promised."""

from app import models
from app.exports.contents import occasion
from app.frameworks import Band, Domain
from app.frameworks.standard import Standard as PublishedStandard
from app.models import AttributionRule

ATTRIBUTION = {
    AttributionRule.BY_GROUP: (
        "By group: a group is shown as itself when three or more of its people rated the standard, or when every one "
        "of its members agreed to that. Other groups are shown as “Smaller groups together”."
    ),
    AttributionRule.OPEN: "Open: every group is shown as it is, and people’s ratings as dots, without names.",
    AttributionRule.NOT_ATTRIBUTABLE: (
        "Not attributable: groups with fewer than three ratings are always shown as “Smaller groups together”, "
        "and no rating is shown by itself."
    ),
}


def occasion_of(workshop: models.Workshop) -> occasion.Workshop:
    return occasion.Workshop(
        id=workshop.id,
        council=workshop.council,
        title=workshop.title,
        held_on=workshop.held_on,
        purpose=workshop.purpose,
        state=workshop.state,
        framework=_framework(workshop),
        attribution_rule=workshop.attribution_rule,
        attribution=ATTRIBUTION[workshop.attribution_rule],
        ground_rules=workshop.ground_rules,
        responsible=workshop.responsible,
        data_contact=workshop.data_contact,
        lawful_basis=workshop.lawful_basis,
        erase_seats_on=workshop.erase_seats_on,
        erase_record_on=workshop.erase_record_on,
        confirmed_at=workshop.confirmed_at,
        thresholds=workshop.thresholds,
    )


def _framework(workshop: models.Workshop) -> occasion.Framework:
    framework = workshop.framework
    return occasion.Framework(
        key=framework.key,
        title=framework.title,
        edition=framework.edition,
        bands=tuple(_band(band, printed=workshop.shows_printed_labels) for band in framework.scale.bands),
        scale_note=framework.scale.note,
        forms=occasion.Forms(**framework.forms.model_dump(exclude={"needed"})),
        domains=tuple(_form_domain(domain, workshop) for domain in framework.domains),
    )


def _form_domain(domain: Domain, workshop: models.Workshop) -> occasion.FormDomain:
    return occasion.FormDomain(
        number=domain.number,
        title=domain.form_title,
        summary_title=domain.summary_title,
        standards=tuple(
            occasion.FormStandard(
                number=each.number,
                title=title_of(each, workshop),
                needed=workshop.framework.forms.needed_for(each.number),
            )
            for each in domain.standards
        ),
    )


def _band(band: Band, *, printed: bool) -> occasion.Band:
    kept = {name: getattr(band, name) for name in ("low", "high", "name", "label", "printed")}
    return occasion.Band(**kept, shown=band.shown_label(printed=printed))


def title_of(published: PublishedStandard, workshop: models.Workshop) -> str:
    return workshop.framework.title_of_record(published, printed=workshop.shows_printed_labels)
