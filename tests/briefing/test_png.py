"""PNG files as others read them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from briefing.sheet.png import write_png


def test_a_picture_is_read_back_dot_by_dot_with_its_texts_and_size(tmp_path):
    dots = np.arange(5 * 7 * 3, dtype=np.uint8).reshape(5, 7, 3)
    write_png(tmp_path / "p.png", dots, 200, {"Title": "Hama: حماة", "frontline": '{"a": 1}'})
    with Image.open(tmp_path / "p.png") as picture:
        picture.load()
        assert (np.asarray(picture) == dots).all()
        assert picture.text == {"Title": "Hama: حماة", "frontline": '{"a": 1}'}
        assert picture.info["dpi"] == pytest.approx((200, 200), abs=0.01)


def test_a_part_of_a_picture_of_four_colours_is_written_too(tmp_path):
    dots = np.zeros((4, 4, 4), dtype=np.uint8)
    dots[..., 0] = 200
    write_png(tmp_path / "p.png", dots[:, :, :3], 100, {})
    with Image.open(tmp_path / "p.png") as picture:
        assert picture.getpixel((3, 3)) == (200, 0, 0)
