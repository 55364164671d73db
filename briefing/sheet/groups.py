"""Named groups of what is drawn, nested like folders: an SVG has them as layers and groups, other files take no notice.

A group is kept as the `gid` of its artists, as in "labels/label-hama".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from matplotlib.artist import Artist
from matplotlib.axes import Axes

SEPARATOR = "/"


@contextmanager
def grouped(axes: Axes, *names: str) -> Iterator[None]:
    """All that is added to `axes` meanwhile belongs to the group `names`, the outermost first."""
    before = set(axes.get_children())
    yield
    for artist in set(axes.get_children()) - before:
        artist.set_gid(SEPARATOR.join([*names, *group_of(artist)]))


def group_of(artist: Artist) -> tuple[str, ...]:
    """The names of the groups an artist is in, the outermost first."""
    gid = artist.get_gid()
    return tuple(gid.split(SEPARATOR)) if gid else ()


def brought_together(artists: Iterable[Artist]) -> list[Artist]:
    """`artists` from the lowest to the highest, but each group without a gap, where the lowest of it lies."""
    from_below = sorted(artists, key=lambda artist: artist.get_zorder())
    lowest: dict[tuple[str, ...], int] = {}
    for number, artist in enumerate(from_below):
        group = group_of(artist)
        for depth in range(1, len(group) + 1):
            lowest.setdefault(group[:depth], number)
    places = {
        id(artist): (*(lowest[group[:depth]] for depth in range(1, len(group) + 1)), number)
        for number, artist in enumerate(from_below)
        for group in [group_of(artist)]
    }
    return sorted(from_below, key=lambda artist: places[id(artist)])


def slug(text: str) -> str:
    """`text` in small Latin letters, figures and hyphens, as in "khan-shaykhun"; "" where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
