"""The theatres that can be opened here: the chosen one, the one that ships, and those of the user's own folder."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

from platformdirs import user_data_path

from geo.common.errors import DataError
from geo.common.messages import L_, Sentence, either

SHIPPED = Path(__file__).parent.parent.parent / "data"

SETTINGS = "theatre.toml"
THEATRES = "FRONTLINE_THEATRES"


@dataclass(frozen=True)
class FoundTheatre:
    """A theatre by its folder. `key`: what a link calls it, whatever other folders come and go; `name`: in the language
    that is spoken; `fault`: why its settings cannot be read, "" where they can. What else is wrong shows
    when it is opened."""

    key: str
    name: str
    folder: Path
    fault: Sentence | None = None


def chosen_folder() -> Path:
    """The theatre to open where nobody names one: FRONTLINE_DATA where it is set, else the shipped one."""
    return Path(os.environ.get("FRONTLINE_DATA") or SHIPPED)


def theatres_folder() -> Path:
    """Where the user keeps theatres: FRONTLINE_THEATRES where it is set, else a folder of the user's own data."""
    return Path(os.environ.get(THEATRES) or user_data_path("frontline") / "theatres")


def find_theatres() -> tuple[FoundTheatre, ...]:
    """All theatres, the one to open where nobody chose first; each folder once.

    The one that opens by itself and the shipped one are called by their ids, one of the user's own by its id where its
    folder is called so; any other by both: `syria-2024~copy`.
    """
    found: dict[str, FoundTheatre] = {}
    fixed = {folder.resolve() for folder in (chosen_folder(), SHIPPED)}
    for folder in _folders():
        theatre_id, name, fault = _settings(folder)
        by_id = folder.resolve() in fixed or folder.name == theatre_id
        key = _free(theatre_id, folder, found, by_id=by_id)
        found[key] = FoundTheatre(key, name, folder, fault)
    return _told_apart(tuple(found.values()))


def link_names(theatres: Iterable[FoundTheatre]) -> dict[str, str]:
    """What a link may call each theatre, and its key: the key itself, and the name of its folder where no other theatre
    is called so."""
    there_are = tuple(theatres)
    folders = [one.folder.resolve().name for one in there_are]
    names = {one.key: one.key for one in there_are}
    for one, folder in zip(there_are, folders, strict=True):
        if folders.count(folder) == 1:
            names.setdefault(folder, one.key)
    return names


def redact_paths(error: DataError, folder: Path) -> Sentence:
    """What is wrong with a theatre as its readers are told: files by where they lie in it. Where the folder itself lies
    is the business of its owner alone."""
    file = Path(error.file).absolute()
    if file.is_relative_to(folder.absolute()):
        file = file.relative_to(folder.absolute())
    named = file if file.parts else folder.resolve().name
    places = {folder.absolute(), folder.resolve()}

    def redacted(text: str) -> str:
        for place in places:
            text = text.replace(f"{place}{os.sep}", "").replace(str(place), place.name)
        return text

    return L_("{file}: {fault}. {remedy}", file=named, fault=error.fault, remedy=error.remedy).with_texts(redacted)


def _folders() -> Iterator[Path]:
    seen: set[Path] = set()
    own = theatres_folder()
    inside = sorted(path for path in own.iterdir() if _is_theatre(path)) if _is_open(own) else []
    for folder in (chosen_folder(), SHIPPED, *inside):
        if (real := folder.resolve()) not in seen:
            seen.add(real)
            yield folder


def _is_theatre(path: Path) -> bool:
    """Whether it holds a theatre; one that is still being made lies in a hidden folder."""
    return not path.name.startswith(".") and (path / SETTINGS).is_file()


def _is_open(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.R_OK | os.X_OK)


def _settings(folder: Path) -> tuple[str, str, Sentence | None]:
    """Id, name and fault of a theatre; the name of its folder stands in for what cannot be read."""
    named = folder.resolve().name
    if (folder / SETTINGS).exists() and not (folder / SETTINGS).is_file():
        return named, named, L_("{file} is no file", file=SETTINGS)
    try:
        settings = tomllib.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        name = settings["name"]
        return str(settings["id"]), either(str(name["en"]), str(name.get("ar", ""))), None
    except OSError as error:
        return named, named, L_("{file} cannot be read ({reason})", file=SETTINGS, reason=error.strerror)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return named, named, L_("{file} is not TOML ({error})", file=SETTINGS, error=error)
    except (KeyError, TypeError) as missing:
        return named, named, L_("{file} lacks {missing}", file=SETTINGS, missing=missing)


def _free(theatre_id: str, folder: Path, taken: Mapping[str, FoundTheatre], *, by_id: bool) -> str:
    both = f"{theatre_id}~{folder.resolve().name}"
    keys = chain([theatre_id] if by_id else [], [both], (f"{both}~{number}" for number in count(2)))
    return next(key for key in keys if key not in taken)


def _told_apart(found: Sequence[FoundTheatre]) -> tuple[FoundTheatre, ...]:
    """Theatres of one name carry the names of their folders, first, where a narrow list shows them; folders of one name
    a number: a list that shows two things alike cannot tell which of them was chosen."""
    names = [one.name for one in found]
    folders = [one.folder.resolve().name for one in found]
    told = []
    for at, one in enumerate(found):
        same = [folder for folder, name in zip(folders[:at], names[:at], strict=True) if name == one.name]
        number = f" ({same.count(folders[at]) + 1})" if folders[at] in same else ""
        told.append(replace(one, name=f"{folders[at]}{number}: {one.name}") if names.count(one.name) > 1 else one)
    return tuple(told)
