"""A catalogue of a test's own."""

from __future__ import annotations

import pytest

from geo.common import messages


@pytest.fixture
def catalogue(tmp_path, monkeypatch, request):
    """The Arabic catalogue is the `PO` of the module that asks."""
    folder = tmp_path / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "frontline.po").write_text(request.module.PO, encoding="utf-8")
    monkeypatch.setattr(messages, "LOCALES", tmp_path)
    messages._catalogue.cache_clear()
    yield
    messages._catalogue.cache_clear()
