"""What the standard library says of a file that is no TOML, in plain words with a mend."""

import re


def told(error: str, text: str) -> tuple[str, str, str]:
    """(where, cause, mend)"""
    place = re.search(r"\(at line ([0-9]+), column ([0-9]+)\)$", error)
    where = f"line {place[1]}" if place else f"line {text.rstrip().count(chr(10)) + 1}"
    cause, mend = next((said for start, said in SAID.items() if error.startswith(start)), OTHERWISE)
    return where, cause.format(column=f"character {place[2]}" if place else "the end of the file"), mend


OTHERWISE = ("At {column} something stands that TOML does not know.", "Compare the line with the template.")
SAID = {
    "Unterminated string": ("A quote is opened and not closed.", 'Close the words with ".'),
    "Illegal character": (
        "The words in quotes go on past the end of the line, or hold a control character, at {column}.",
        'Close them with ", or put three quotes """ before and after words of several lines.',
    ),
    "Expected '=' after a key": (
        "There is no = after the name, at {column}.",
        'Write such as title = "Well led"; a name has no spaces.',
    ),
    "Expected newline or end": (
        "After the value something more follows, at {column}.",
        'Put each name on a line of its own, and write \\" for a quote inside quotes.',
    ),
    "Invalid value": (
        "What stands after = is no value, at {column}.",
        'Put words in quotes: title = "Well led". Yes and no are written true and false.',
    ),
    "Cannot overwrite a value": (
        "This name is already given in this part of the file, just before {column}.",
        "Keep one of the two, or begin a new item with its [[…]] line.",
    ),
    "Duplicate inline table key": ("The same name is given twice between {{ and }}.", "Keep one of the two."),
    "Cannot declare": (
        "This part of the file was begun before.",
        "Begin a further item with two brackets, such as [[domains]], or join the two parts.",
    ),
    "Cannot mutate immutable namespace": (
        "This part was already written between {{ and }}, or [ and ].",
        "Write all of it in one way.",
    ),
    "Cannot redefine namespace": ("This name is used in two ways.", "Write all of this part in one way."),
    "Expected ']": ("The line that begins this part has no closing bracket.", "Write such as [scale] or [[domains]]."),
    "Unclosed array": ("A list is opened with [ and not closed.", "Close it with ]."),
    "Unclosed inline table": ("A part is opened with {{ and not closed on its line.", "Close it with }."),
    "Unescaped": (
        "There is a \\ in the words that TOML reads as a sign of its own, at {column}.",
        "Write \\\\ for one \\, or put the words between ' and '.",
    ),
    "Invalid date": ("There is no such date or time, at {column}.", "Put it in quotes to have it as words."),
}
