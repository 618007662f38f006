from lxml import etree

from app.exports.odf.sheet_style import NAMES, automatic_styles, settings, styles


def test_styles_and_settings_are_xml_whatever_the_council_is_called() -> None:
    root = etree.fromstring(styles('A & B <"c">', "NOT FOR PUBLICATION"))
    assert "".join(root.itertext()).count('A & B <"c">') == 2
    frozen = etree.fromstring(settings(["About", "A & B"], frozen=["A & B"], rows=3))
    assert len([item for item in frozen.iter() if item.text == "3"]) == 3


def test_every_width_has_a_style_of_its_own() -> None:
    made = "".join(automatic_styles([10, 20]))
    root = etree.fromstring(f"<root {NAMES}>{made}</root>")
    found = [value for item in root for name, value in item.attrib.items() if name.endswith("}name")]
    assert {"wide-10", "wide-20", "on-A4", "on-A3"} <= set(found)
