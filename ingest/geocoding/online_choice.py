"""Which service on the internet the page may ask: none, unless whoever runs it names one."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from typing import TYPE_CHECKING

from geo.common.messages import L_
from ingest.geocoding.online_error import OnlineError

if TYPE_CHECKING:
    from ingest.geocoding.online import OnlineService

SERVICE, OPTIONS = "FRONTLINE_GEOCODER", "FRONTLINE_GEOCODER_OPTIONS"


def chosen_service() -> OnlineService | None:
    """The service FRONTLINE_GEOCODER names, with the options of FRONTLINE_GEOCODER_OPTIONS; None where none is named.

    Raises
    ------
    OnlineError : the options are not written as NAME=VALUE.
    """
    name = os.environ.get(SERVICE, "").strip()
    if not name:
        return None
    try:
        entries = shlex.split(os.environ.get(OPTIONS, ""))
    except ValueError as error:
        raise OnlineError(OPTIONS, L_("opens a quotation mark and does not close it"), L_("Close it.")) from error
    options = options_of(entries, OPTIONS)
    # what speaks to services is imported once one is named
    from ingest.geocoding.online import OnlineService

    return OnlineService(name, options)


def options_of(entries: Iterable[str], said_in: str) -> dict[str, str]:
    """Options by name from NAME=VALUE each; `said_in`: where they were given.

    Raises
    ------
    OnlineError : one of them is written otherwise.
    """
    pairs = {}
    for entry in entries:
        name, equals, value = entry.partition("=")
        if not (name and equals):
            raise OnlineError(
                said_in, L_("{entry!r} is not NAME=VALUE", entry=entry), L_("Write it as in user_agent=our-desk.")
            )
        pairs[name] = value
    return pairs
