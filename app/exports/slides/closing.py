"""The closing presentation: whose views, then by domain each standard that was revealed, the whole, what is to be done.

What is read out stands on the slides; the words in full, who can live with them and who was not heard in the notes.
"""

from collections.abc import Iterator

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.slide import Slide

from app.exports import front
from app.exports.contents.recorded import Position, Recorded
from app.exports.contents.report import Report
from app.exports.contents.subjects import Domain, Standard
from app.exports.drawing import arrow_in_words, arrow_svg, standard_svg, told_in_words
from app.exports.in_words import NOTHING_TOLD
from app.exports.plain import plain
from app.exports.saying import dissents, ending, marked, to_do, when_written
from app.exports.sentences import FIELDS
from app.exports.slides.deck import Deck
from app.exports.slides.flow import Block, blocks, heading, pages
from app.exports.slides.letters import room
from app.exports.slides.notes import of_round, of_subject
from app.exports.slides.page import BODY
from app.exports.tables.about import mark, title
from app.exports.tables.table import capital, lined, subjects

WHOSE = "Whose views these are"
OVERALL = "Overall position"
KEY_ACTIONS = "Key actions"
HEADER, WIDTHS = ("What", "Who", "By when", "Priority"), (5.43, 3.2, 2.2, 1.4)
UNTOLD = "Not in these slides"
ORDER = ("high", "medium", "low", None)


def as_slides(report: Report) -> bytes:
    """A .pptx file."""
    deck = Deck(title(report), report.workshop.framework.title, mark(report), report.workshop.council)
    _first(deck, report)
    whose = deck.words(WHOSE, _whose(report), front.how_counted(report))
    for domain in report.domains:
        if domain.is_revealed or domain.position:
            _domain(deck, domain, report)
    _overall(deck, report)
    _key_actions(deck, report)
    _untold(deck, report)
    _fingerprint(deck, report)
    in_full = "\n".join((front.how_counted(report), *front.method(report)))
    method = deck.words(front.METHOD, _method(report), in_full)
    _link(whose[-1], method[0])
    return deck.save()


def _first(deck: Deck, report: Report) -> None:
    held = report.workshop
    words = (
        Block(plain(held.title)[:90], 28, is_bold=True, color="FFFFFF"),
        Block(front.whose_views(report), 24, gap=12, color="FFFFFF"),
        Block(front.NOT_A_RATING, 18, gap=16, color="D2D5D7"),
    )
    notes = (front.NOT_A_RATING, *front.about_marks(report), front.fingerprint_sentence(report))
    deck.first(held.council, words, "\n".join(filter(None, notes)))


def _whose(report: Report) -> Iterator[Block]:
    yield heading("Heard")
    yield from blocks(front.heard(report))
    yield heading("Not heard")
    yield from blocks(front.not_heard(report))
    yield heading(front.METHOD)
    yield from blocks(front.how_counted(report), 18)
    yield Block("More of it stands on the last slide.", 18, is_quiet=True)


def _domain(deck: Deck, domain: Domain, report: Report) -> None:
    forms, position, notes = report.workshop.framework.forms, domain.position, "\n".join(of_subject(domain))
    words = list(_words(domain))
    if position:
        words += _under(forms.good_practice, position, "good_practice")
        words += _under(FIELDS["divergent_views"], position, "divergent_views")
    words += _beside(domain)
    name, standards = f"Domain {domain.number}: {domain.title}", [*_standards(domain)]
    together = [*words, heading("Its standards"), *standards]
    if len(pages(together, *room(BODY))) == 1:
        deck.words(name, together, notes)
    else:
        deck.words(name, words, notes)
        deck.words(f"Domain {domain.number}: its standards", standards, notes)
    for standard in domain.standards:
        if standard.is_revealed:
            _standard(deck, standard, report)


def _standards(domain: Domain) -> Iterator[Block]:
    for standard in domain.standards:
        yield from blocks(f"{standard.number}. {standard.title}: {ending(standard.position)}", most=200)


def _standard(deck: Deck, standard: Standard, report: Report) -> None:
    """The picture by itself, as large as it can be; then the words."""
    name, bands = f"{standard.number}. {standard.title}", report.workshop.framework.bands
    notes = "\n".join((*of_round(standard.told, report), *of_subject(standard)))
    lead = _lead(standard)
    has_units = any(round_.shown and round_.shown.units for round_ in standard.told)
    if has_units:
        drawn = standard_svg(standard.told, bands, has_numbers=report.has_numbers)
        deck.picture(name, lead, drawn, told_in_words(standard.told, has_numbers=report.has_numbers), notes)
    words = [*([] if has_units else [Block(NOTHING_TOLD, 18, is_quiet=True)]), *_words(standard), *_beside(standard)]
    if standard.position or to_do(standard) or not has_units:
        deck.words(f"{name}: in words" if has_units else name, words, notes)


def _overall(deck: Deck, report: Report) -> None:
    overall = report.overall
    if not (overall.told or overall.position or to_do(overall)):
        return
    notes = "\n".join((*of_round(overall.told, report), *of_subject(overall)))
    if overall.told or (report.has_numbers and overall.position):
        deck.picture(OVERALL, _lead(overall), arrow_svg(report), arrow_in_words(report), notes)
    words = list(_words(overall))
    if overall.position:
        words += _under(FIELDS["narrative"], overall.position, "narrative")
    deck.words(f"{OVERALL}: in words", [*words, *_beside(overall)], notes)


def _lead(subject: Recorded) -> Block:
    return Block(ending(subject.position), 24, is_bold=True, is_quiet=subject.position is None, gap=0)


def _words(subject: Recorded) -> Iterator[Block]:
    yield _lead(subject)
    if subject.position:
        yield from blocks(subject.position.wording, 24)
        yield from blocks(capital(when_written(subject.position, "wording")), 18, is_quiet=True)


def _under(name: str, position: Position, field: str) -> Iterator[Block]:
    text = getattr(position, field)
    if text.strip():
        yield heading(marked(name.rstrip(":"), position, field))
        yield from blocks(text)


def _beside(subject: Recorded) -> Iterator[Block]:
    """Who does not agree stands next to the words, before what is to be done."""
    for at, words in enumerate(dissents(subject)):
        if not at:
            yield heading("Dissent")
        yield from blocks(words, most=500)
    for at, action in enumerate(to_do(subject)):
        if not at:
            yield heading("Actions")
        owners, when = ", ".join(action.who), action.when
        more = ". ".join(filter(None, (f"Who: {owners}" if owners else "", f"By when: {when}" if when else "")))
        yield from blocks(action.what, most=300)
        yield from (Block(each.text, 18, is_quiet=True, gap=0) for each in blocks(more, most=200))


def _key_actions(deck: Deck, report: Report) -> None:
    found = [action for _, subject in subjects(report) for action in to_do(subject)]
    found.sort(key=lambda action: ORDER.index(action.priority))
    if not found:
        deck.words(KEY_ACTIONS, [Block("No action was written down.", 24)], "")
        return
    rows = [(each.what, lined(each.who), each.when, capital(each.priority)) for each in found]
    notes = [". ".join(filter(None, (each.what, ", ".join(each.who), each.when, each.how_known))) for each in found]
    deck.table(KEY_ACTIONS, HEADER, WIDTHS, rows, "\n".join(notes))


def _untold(deck: Deck, report: Report) -> None:
    """Nobody should take what is left out for what went well."""
    named = [f"{each.number}. {each.title}" for each in report.standards if not each.is_revealed]
    if named:
        about = Block("Of these standards of the workshop nothing is told in these slides:")
        listed = (block for name in named for block in blocks(name, 18, most=200))
        deck.words(UNTOLD, [about, *listed], "\n".join((about.text, *named)))


def _fingerprint(deck: Deck, report: Report) -> None:
    told, about = front.fingerprint_sentence(report), front.about_fingerprint(report)
    if told:
        deck.words(
            front.ABOUT_FINGERPRINT,
            [*blocks(told), *(block for paragraph in about for block in blocks(paragraph, 18))],
            "\n".join((told, *about)),
        )


def _method(report: Report) -> Iterator[Block]:
    yield from blocks(front.NOT_A_RATING)
    for paragraph in front.method(report):
        yield from blocks(paragraph, 18, most=400)


def _link(slide: Slide, target: Slide) -> None:
    """From the words that name it to the slide itself."""
    link = slide.part.relate_to(target.part, RELATIONSHIP_TYPE.SLIDE)
    last = slide.placeholders[1].text_frame.paragraphs[-1].runs[-1]
    made = last._r.get_or_add_rPr().add_hlinkClick(link)
    made.set("action", "ppaction://hlinksldjump")
    assert made.get(qn("r:id")) == link
