"""How old one has to be to read a text: two measures that count letters, words and sentences.

Each gives a class of school, and a class with five years added is an age. Those that count syllables want a download
and are left out.

A measure takes a long word for a hard one. So what this work is about, and every one of its pages is full of, counts
as one short word; all the rest is measured as it stands.

On a few words both measures swing by years: “Nobody answered.” is read at 18, or at 5 with two words more. So a
sentence is held to a ceiling of its own from eight words on, and whatever is shorter counts in the text that it
stands in: that text, as a whole, is held to the aim.
"""

import re

import textstat

AIM = 12  # years, of a whole text
MOST = 16  # of any one sentence in it
FEWEST = 8  # words of a sentence that is held to that ceiling by itself
YEARS_BEFORE_SCHOOL = 5
OF_THIS_WORK = re.compile(
    r"\b(commission(s|ed|ers?|ing)?|providers?|communit(y|ies)|organisations?|councils?|councillors?|services?|"
    r"wellbeing|evidence|outcomes?|standards?|decisions?|carers?|facilitators?|workshops?)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.?!])\s+|\n")


def age(text: str) -> float:
    """In years, by both measures together."""
    classes = textstat.automated_readability_index(text) + textstat.coleman_liau_index(text)
    return YEARS_BEFORE_SCHOOL + float(classes) / 2


def sentences(text: str) -> list[str]:
    return [one for one in SENTENCE.split(text) if one.strip()]


def without_words_of_this_work(text: str) -> str:
    return OF_THIS_WORK.sub("word", text)
