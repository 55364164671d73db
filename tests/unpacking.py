"""What the browser makes of packed numbers (map/js/packed.js), in Python."""

from __future__ import annotations

from base64 import b64decode


def unpacked(text: str) -> list[int]:
    """Whole numbers, seven bits a byte, the lowest first."""
    found, value, place = [], 0, 0
    for byte in b64decode(text):
        value |= (byte & 127) << place
        place += 7
        if byte < 128:
            found.append(value)
            value = place = 0
    return found


def signed(number: int) -> int:
    """0, -1, 1, -2, 2 of 0, 1, 2, 3, 4."""
    return -(number + 1) // 2 if number % 2 else number // 2
