"""As much of matplotlib as the pictures use, loaded when the first one is drawn and not before.

Without pyplot: there is no window, and nothing of a notebook's own settings is changed or obeyed.
The letters are those of the font file that matplotlib brings, the same on every machine.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from contextlib import AbstractContextManager
from functools import cache
from typing import Any

Pair = tuple[str, str]
_SHADES = 8


class Plotting:
    """Matplotlib, for figures that are measured in inches; `plotting()` gives the one there is."""

    def __init__(self) -> None:
        # Its first import lists the fonts, and says so on stderr: a cell would keep it.
        logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
        from matplotlib import get_data_path, rc_context, rcParamsDefault
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.font_manager import FontProperties, get_font
        from matplotlib.patches import Rectangle
        from PIL import Image  # which matplotlib brings

        self._figure, self._canvas, self.rectangle = Figure, FigureCanvasAgg, Rectangle
        self._properties, self._image = FontProperties, Image
        self._context = rc_context
        kept = ("backend", "backend_fallback", "toolbar", "interactive", "date.epoch")
        self._defaults = {k: v for k, v in rcParamsDefault.items() if k not in kept}
        folder = f"{get_data_path()}/fonts/ttf"
        self._files = {False: f"{folder}/DejaVuSans.ttf", True: f"{folder}/DejaVuSans-Bold.ttf"}
        self._glyphs = frozenset(get_font(self._files[False]).get_charmap())

    def figure(self, width: float, height: float, dpi: int, ground: str) -> tuple[Any, Any]:
        """A figure of so many inches, and its canvas."""
        figure = self._figure((width, height), dpi=dpi, facecolor=ground)
        canvas: Any = self._canvas(figure)
        return figure, canvas

    def own_settings(self) -> AbstractContextManager[None]:
        """In here matplotlib's own settings hold, whatever a notebook has set."""
        return self._context(self._defaults)

    def font(self, size: float, *, bold: bool = False) -> Any:
        """A font of so many points."""
        return self._properties(fname=self._files[bold], size=size)

    def readable(self, text: str) -> str:
        """The text, with a sign for every letter that the font lacks."""
        return "".join(c if ord(c) in self._glyphs else "\ufffd" for c in text)

    def palette(self, pairs: Iterable[Pair], more: Iterable[str] = ()) -> Any:
        """The colours of a picture: `more`, and of each ink on its ground the shades between.

        Few colours make a file small and its making fast. Raises ValueError for more than 256.
        """
        colours = {_rgb(colour) for colour in more}
        for ink, ground in pairs:
            ends = list(zip(_rgb(ink), _rgb(ground), strict=True))
            for step in range(_SHADES + 1):
                colours.add(tuple(round(a + (b - a) * step / _SHADES) for a, b in ends))
        if len(colours) > 256:
            raise ValueError(f"a palette has 256 colours, and these are {len(colours)}")
        palette = self._image.new("P", (1, 1))
        palette.putpalette([channel for colour in sorted(colours) for channel in colour])
        return palette

    def png(self, canvas: Any, palette: Any, compress: int) -> bytes:
        """What a canvas shows, as a PNG file of a palette's colours."""
        pixels = canvas.buffer_rgba()
        size = pixels.shape[1], pixels.shape[0]
        image = self._image.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1).convert("RGB")
        few = image.quantize(palette=palette, dither=self._image.Dither.NONE)
        file = io.BytesIO()
        few.save(file, "PNG", compress_level=compress)
        return file.getvalue()


@cache
def plotting() -> Plotting:
    """Matplotlib; the first call loads it."""
    return Plotting()


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
