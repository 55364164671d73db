"""What every vector file is read into: its features, and what is wrong with the shape of each."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.common.messages import Sentence


@dataclass(frozen=True, eq=False)
class Features:
    """`frame`: features in the order of the file, EPSG:4326 without heights, None where there is no shape; `faults`:
    why there is none, "" where there is one; `closed` (n,) bool: whose outline had to be closed."""

    frame: gpd.GeoDataFrame
    faults: tuple[Sentence | None, ...]
    closed: np.ndarray

    def __len__(self) -> int:
        return len(self.frame)


def joined(parts: list[Features]) -> Features:
    """The features of all `parts` (at least one), one after the other."""
    if len(parts) == 1:
        return parts[0]
    return Features(
        gpd.GeoDataFrame(pd.concat([part.frame for part in parts], ignore_index=True)),
        tuple(fault for part in parts for fault in part.faults),
        np.concatenate([part.closed for part in parts]),
    )
