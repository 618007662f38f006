"""The OpenDocument text as a whole, read back with a zip and an XML parser."""

import os
import struct
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from app.exports import Report, as_word, without_numbers
from app.exports.odf.text import as_odt
from app.frameworks import DEFAULT, framework
from app.models import Release
from tests.exports.odf.reading import NAMES, find, opened, part, value, words

SCHEMA = "ODF_SCHEMA"


@pytest.fixture(scope="module")
def file(settled_demo: Report) -> ZipFile:
    return opened(as_odt(settled_demo))


@pytest.fixture(scope="module")
def quiet(settled_demo: Report) -> ZipFile:
    return opened(as_odt(without_numbers(settled_demo.model_copy(update={"release": Release.PUBLIC}))))


def test_its_kind_stands_first_and_is_not_packed(file: ZipFile) -> None:
    first = file.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert file.read("mimetype") == b"application/vnd.oasis.opendocument.text"
    manifest = part(file, "META-INF/manifest.xml")
    listed = {value(each, "manifest:full-path") for each in find(manifest, "manifest:file-entry")}
    assert {*file.namelist()} - {"mimetype", "META-INF/manifest.xml"} == listed - {"/"}


def test_its_headings_are_headings_and_the_forms_stand_in_the_published_order(file: ZipFile) -> None:
    heads = find(part(file, "content.xml"), ".//text:h")
    assert {value(head, "text:outline-level") for head in heads} == {"1", "2"}
    forms = framework(DEFAULT).forms
    first = [words(head) for head in heads if value(head, "text:outline-level") == "1"]
    assert [text[:8] for text in first[:3]] == ["Domain 1", "Domain 2", "Domain 3"]
    assert first[3:5] == [forms.summary, forms.overall] and first[-1] == "The method"


def test_each_form_begins_a_page(file: ZipFile) -> None:
    root = part(file, "content.xml")
    breaks = {
        value(style, "style:name"): value(find(style, "style:paragraph-properties")[0], "fo:break-before")
        for style in find(root, ".//style:style[@style:family='paragraph']")
    }
    first = [head for head in find(root, ".//text:h") if value(head, "text:outline-level") == "1"]
    assert [breaks.get(value(head, "text:style-name")) for head in first] == ["page"] * 8


def test_it_says_the_same_as_the_word_document(file: ZipFile, settled_demo: Report) -> None:
    from_word = etree.fromstring(opened(as_word(settled_demo)).read("word/document.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    said = ["".join(text.text or "" for text in each.iter(f"{space}t")) for each in from_word.iter(f"{space}p")]
    body = part(file, "content.xml").find(".//office:text", NAMES)
    assert body is not None
    ours = [words(each).replace("\t", "") for each in body.iter(f"{{{NAMES['text']}}}p", f"{{{NAMES['text']}}}h")]
    frames = {words(each) for each in body.iter(f"{{{NAMES['draw']}}}frame")}
    assert [text for text in said if text] == [text for text in ours if text and text not in frames]


def test_how_views_were_counted_leads_to_the_method(file: ZipFile) -> None:
    root = part(file, "content.xml")
    (link,) = find(root, ".//text:a")
    (place,) = find(root, ".//text:h/text:bookmark")
    assert value(link, "xlink:href") == f"#{value(place, 'text:name')}" and words(link) == "The method"


def test_every_page_carries_its_marks_and_a_public_one_is_not_marked_as_working(file: ZipFile, quiet: ZipFile) -> None:
    heads = [words(find(part(each, "styles.xml"), ".//style:header")[0]) for each in (file, quiet)]
    assert heads == ["NOT FOR PUBLICATION · Not yet confirmed", "Not yet confirmed"]


def test_its_title_and_language_are_set(file: ZipFile, settled_demo: Report) -> None:
    meta = part(file, "meta.xml")
    said = {name: [each.text for each in find(meta, f".//dc:{name}")] for name in ("title", "language", "creator")}
    title = f"{settled_demo.workshop.council}: {settled_demo.workshop.title}"
    assert said == {"title": [title], "language": ["en-GB"], "creator": ["Critical Friend"]}


def test_its_pictures_are_pngs_and_have_words(file: ZipFile) -> None:
    frames = find(part(file, "content.xml"), ".//draw:frame")
    assert len(frames) == 5
    for frame in frames:
        content = file.read(str(value(find(frame, "draw:image")[0], "xlink:href")))
        assert content.startswith(b"\x89PNG\r\n\x1a\n") and struct.unpack(">I", content[16:20])[0] >= 1000
        assert len(words(find(frame, "svg:desc")[0])) > 40


def test_without_numbers_neither_a_number_nor_a_band_of_a_position_is_in_it(file: ZipFile, quiet: ZipFile) -> None:
    loud, calm = ("".join(part(each, "content.xml").itertext()) for each in (file, quiet))
    for told in ("Agreed marker: 6", "Agreed with reservations: 6", "middle 8"):
        assert told in loud and told not in calm


def test_it_is_valid_opendocument(file: ZipFile) -> None:
    """The schema is not ours to keep. Debian has it, in `emacs-common`, in the compact notation that `trang` turns into
    XML; `ODF_SCHEMA` says where that is.
    """
    where = os.environ.get(SCHEMA)
    if not where:
        pytest.skip(f"{SCHEMA} does not say where OpenDocument's own schema is; see this test's docstring")
    schema = etree.RelaxNG(etree.parse(Path(where)))
    for name in ("content.xml", "styles.xml", "meta.xml", "settings.xml"):
        root = part(file, name)
        root.set(f"{{{NAMES['office']}}}version", "1.3")  # of the schema; the library writes 1.4
        assert schema.validate(root), (name, [str(error) for error in schema.error_log][:3])
