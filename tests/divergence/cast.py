"""A small named cast, and rooms for the property tests."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from app.divergence import DK

COUNCIL, ICB, PROVIDERS, HEALTHWATCH, PEOPLE = "Council", "ICB", "Providers", "Healthwatch", "People"
CAST = (COUNCIL, ICB, PROVIDERS, HEALTHWATCH, PEOPLE)

Answers = Mapping[str, Sequence[int | str]]

scores = st.integers(1, 10)
answers = st.one_of(scores, scores, scores, st.just(DK))
rooms = st.dictionaries(st.sampled_from(CAST), st.lists(answers, max_size=7), min_size=1)
scored_rooms = st.dictionaries(st.sampled_from(CAST), st.lists(scores, min_size=1, max_size=6), min_size=2)
# Two values and their neighbours: camps, clusters and gaps turn up far more often than by chance.
tense = st.sampled_from((2, 2, 3, 5, 8, 8, 9))
tense_rooms = st.dictionaries(st.sampled_from(CAST), st.lists(tense, max_size=6), min_size=2)
any_rooms = st.one_of(rooms, tense_rooms)
rules = st.sampled_from(("open", "by_group", "not_attributable"))
private_rules = st.sampled_from(("by_group", "not_attributable"))
consents = st.sets(st.sampled_from(CAST))


def mirrored(room: Answers) -> dict[str, list[int | str]]:
    return {name: [11 - a if isinstance(a, int) else a for a in given] for name, given in room.items()}
