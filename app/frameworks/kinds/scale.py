"""The points that people choose from, in bands and in coarser colours."""

from app.frameworks.kind import Column, Kind, Type
from app.frameworks.kinds.columns import line, text, whole

SCALE = Kind(
    "Scale",
    "scale",
    "scale",
    "How many points people can choose from: 3 to 11.",
    (
        whole("points", "How many points the scale has, 3 to 11.", 5, at_least=3, at_most=11),
        text("note", "What has to be said wherever a number for one standard is told."),
    ),
    fewest=1,
    most=1,
    identity="",
)

BANDS = Kind(
    "Bands",
    "scale.bands",
    "band",
    "Neighbouring points of the scale under one name: 2 to 5 bands, from the lowest up, without a hole.",
    (
        whole("low", "The lowest point of the band.", 1, 3, 4, at_most=11),
        whole("high", "The highest point of the band.", 2, 3, 5, at_most=11),
        line("name", "Its name; colours alone say too little.", "Seed", "Shoot", "Flower", needed=True, at_most=40),
        line("label", "What it means.", "We have an idea", "We have begun", "It works and it lasts", needed=True),
        line("printed", "Its label as it is printed, if that differs."),
        line("gloss", "A few words about one standard.", "we talk about it", "now and then", "every week"),
        line("rag", "The coarser colour it belongs to.", "Red", "Green", "Green", at_most=40),
    ),
    fewest=2,
    most=5,
    identity="name",
)

RAG = Kind(
    "RAG",
    "scale.rag",
    "colour",
    "Coarser colour names, each with the bands it takes in.",
    (
        line("name", "The colour's name.", "Red", "Green", needed=True, at_most=40),
        line("label", "What it means.", "Still an idea", "It happens", needed=True),
        line("printed", "Its name as it is printed, if that differs."),
        Column(
            "bands", Type.LIST, "Names of its bands.", (("Seed",), ("Shoot", "Flower")), needed=True, refers="Bands"
        ),
    ),
    most=5,
    identity="name",
)
