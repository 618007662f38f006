"""One walk over everything that people wrote: what it reads it can replace, and what it replaces it has read."""

from app.exports import Report
from app.exports.sentences import FIELDS, LEFT_OUT, rewritten, sentences
from app.models.record.publishing import Sentence
from app.models.record.subject import Key, Level
from tests.exports.conftest import Published
from tests.exports.marked import finished
from tests.exports.test_report import standard


def test_a_report_is_the_same_when_every_sentence_stays(published: Published) -> None:
    for report in (published.public, published.working):
        assert rewritten(report, lambda sentence: sentence.text) == report


def test_each_is_read_once_in_the_order_of_the_record_and_no_empty_one(public_day: Report) -> None:
    found = sentences(public_day)
    assert len(found) == len(set(found)) and all(each.text for each in found)
    slugs = dict.fromkeys(each.key.slug for each in found)
    assert list(slugs) == ["standard-6", "domain-3", "overall"]
    assert {each.field for each in found} <= FIELDS.keys()
    assert found[0] == Sentence(Key(Level.STANDARD, "6"), "wording", "Choice is thin outside the towns.")


def test_replaced_words_stand_wherever_people_wrote(public_day: Report) -> None:
    text = rewritten(public_day, lambda _: "Other words.").model_dump_json()
    for each in sentences(public_day):
        assert each.field == "action_who" or each.text not in text, each
    assert {each.text for each in sentences(rewritten(public_day, lambda _: "Other words."))} == {"Other words."}


def test_what_is_left_out_takes_its_mark_along(told: Report) -> None:
    def kept(sentence: Sentence) -> str | None:
        return None if sentence.field == "narrative" else sentence.text

    made = rewritten(finished(told), kept)
    assert made.overall.positions[-1].afterwards == ()
    assert standard(made, "6").positions[-1].afterwards == ("band", "evidence", "next_step")


def test_an_action_or_dissent_goes_with_its_words_and_a_position_says_they_were_left_out(
    public_day: Report,
) -> None:
    made = rewritten(public_day, lambda _: None)
    six = standard(made, "6")
    assert not six.actions and not six.dissents and not made.overall.actions
    assert six.positions[0].wording == six.askings[0].wording == LEFT_OUT
    assert six.positions[0].next_step == "" and six.rounds == standard(public_day, "6").rounds


def test_an_owner_is_left_out_alone(public_day: Report) -> None:
    made = rewritten(public_day, lambda sentence: None if sentence.text == "Providers" else sentence.text)
    assert standard(made, "6").actions[0].who == ("Council",)


def test_what_the_framework_asks_for_is_nobodys_sentence_and_what_the_workshop_asks_for_is(public_day: Report) -> None:
    asked = public_day.evidence_missing[0].model_copy(update={"number": "", "standard": "6", "title": "Carers’ survey"})
    report = public_day.model_copy(update={"evidence_missing": (asked, *public_day.evidence_missing)})
    made = rewritten(report, lambda _: None)
    assert made.evidence_missing == public_day.evidence_missing
    assert Sentence(Key(Level.STANDARD, "6"), "evidence_asked", "Carers’ survey") in sentences(report)
