"""The ways in which programs write one and the same workbook, brought to the one that the library reads."""

import io
import re
import zipfile

# “Strict Open XML Spreadsheet” has names of its own for what every workbook holds. Only as the value of an attribute:
# in a cell the same letters are words.
STRICT = re.compile(r"""(=\s*["'])http://purl\.oclc\.org/ooxml/(\w+)/""")
USUAL = r"\1http://schemas.openxmlformats.org/\2/2006/"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def in_usual_dialect(content: bytes) -> bytes:
    """The same workbook. Its size, and that it is a workbook at all, must be known before."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as found, zipfile.ZipFile(file, "w") as usual:
        for part in found.infolist():
            name = part.filename.replace("\\", "/")  # as some programs part folders
            usual.writestr(name, _usual(found.read(part)) if name.endswith((".xml", ".rels")) else found.read(part))
    return file.getvalue()


def _usual(xml: bytes) -> bytes:
    try:
        text = xml.decode("utf-16" if xml.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        return xml  # in another encoding, which its first line names
    # The library takes away every x005F_, which would make an escape of words that only look like one.
    plain = STRICT.sub(USUAL, text).replace("_x005F_", "_x005f_")
    return xml if plain == text else plain.encode("utf-16" if xml.startswith(UTF_16) else "utf-8")


def unescaped(text: str) -> str:
    """Excel writes what XML cannot hold as _x000B_, and a carriage return as _x000D_; a line ends in one sign here."""
    characters = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    whole = characters.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")  # joins pairs
    return whole.replace("\r\n", "\n").replace("\r", "\n")
