"""The points that people choose from, in bands and in coarser colours."""

from app.frameworks.part import Part


class Band(Part):
    """Neighbouring points of the scale, `low` to `high`. `printed` is its label as in print, slips and all."""

    low: int
    high: int
    name: str
    label: str
    printed: str = ""
    gloss: str = ""
    rag: str = ""

    def shown_label(self, *, printed: bool) -> str:
        return (self.printed if printed else "") or self.label


class Rag(Part):
    """One of the coarser colour names that the framework also uses, with the bands it takes in."""

    name: str
    label: str
    printed: str = ""
    bands: tuple[str, ...]


class Scale(Part):
    points: int
    note: str = ""  # what has to be said wherever a number for one standard is told
    bands: tuple[Band, ...]
    rag: tuple[Rag, ...] = ()

    @property
    def is_printed(self) -> bool:
        """Whether the framework prints words for its bands, so that ours may differ from them."""
        return any(band.printed for band in self.bands)

    @property
    def has_slips(self) -> bool:
        return any(band.printed not in ("", band.label) for band in self.bands)
