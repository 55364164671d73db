"""Long columns of whole numbers as short text, seven bits a byte (LEB128), in base64; map/js/packed.js reads it."""

from __future__ import annotations

from base64 import b64encode

import numpy as np
from numpy.typing import ArrayLike, NDArray


def packed(numbers: ArrayLike) -> str:
    """Whole numbers from 0 to 2**53, each in as few bytes as it takes.

    Raises
    ------
    ValueError : one of them is negative.
    """
    left = np.asarray(numbers, dtype=np.int64)
    if (left < 0).any():
        raise ValueError("only whole numbers from 0 on can be packed; use `zigzag` for others")
    length = np.ones(len(left), dtype=np.int64)
    for bits in range(7, 56, 7):
        length += left >= 1 << bits
    ends = np.cumsum(length)
    content = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    starts, number = ends - length, 0
    while len(left):
        more = length > number + 1
        content[starts + number] = (left & 0x7F) | (more.astype(np.int64) << 7)
        left, starts, length, number = left[more] >> 7, starts[more], length[more], number + 1
    return b64encode(content.tobytes()).decode("ascii")


def zigzag(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Whole numbers of either sign as such from 0 on, the small ones first: 0, -1, 1, -2, 2 ..."""
    return np.where(numbers < 0, -2 * numbers - 1, 2 * numbers)


def packed_steps(whole: NDArray[np.int64]) -> str:
    """Whole coordinates (n, 2) as the steps from each to the next, packed."""
    return packed(zigzag(np.diff(whole, axis=0, prepend=0)).ravel())
