"""One look of the forms: each style stands once, and both kinds of file have it."""

from app.exports.forms.look import LOOKS
from app.exports.odf.styles import named, styles
from app.exports.word.page import blank


def test_every_style_stands_in_word_and_in_opendocument() -> None:
    names = [look.name for look in LOOKS]
    assert len(names) == len({*names})
    word = {style.name: style for style in blank("Northvale Council", "Commissioning").styles}
    part = styles("", "")
    for look in LOOKS:
        assert word[look.name].font.size.pt == look.size
        assert f'style:name="{named(look.name)}"' in part
