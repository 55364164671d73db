"""Films of the days as .gif and .mp4: the same request makes the same bytes."""

from __future__ import annotations

import re
import subprocess
import zlib
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from briefing.film.frames import Picture, Reel, frames
from briefing.job.brief import Brief, Progress, Stamp
from briefing.job.errors import BriefingError
from briefing.text.titles import title_of
from geo.common.messages import L_, N_
from map.table import text_of

LAST_HELD_S = 2.0
"""How much longer than the others the last frame stands."""

FRAMES_PER_SECOND = 24
"""Of the video: players are at odds with one that has only two. A frame that repeats takes a few bytes."""

COLOURS, EXACT = 255, 160
"""Colours of a GIF, one short of 256: Pillow needs one for px that stay. The most frequent are kept as they are."""

NO_STAMP = N_("{name} carries no stamp of Frontline. Only files made here can be made again.")


def write(brief: Brief, path: Path, progress: Progress) -> None:
    """Write the film; `progress` is told of every frame."""
    reel = Reel(brief)
    pictures = _told(reel, progress)
    if path.suffix.lower() == ".gif":
        _write_gif(brief, pictures, path)
    else:
        _write_mp4(brief, reel.size, pictures, path)
    progress(len(reel.steps) + 1, len(reel.steps) + 1)


def read_stamp(path: Path) -> Stamp:
    """The stamp in the comment of a film.

    Raises
    ------
    BriefingError : the file is no such film.
    """
    text = _comment_of_gif(path) if path.suffix.lower() == ".gif" else _comment_of_mp4(path)
    if not text:
        raise BriefingError(L_(NO_STAMP, name=path.name))
    return Stamp.from_text(text)


def _told(reel: Reel, progress: Progress) -> Iterator[Picture]:
    for number, picture in enumerate(frames(reel)):
        progress(number, len(reel.steps) + 1)
        yield picture


def _write_gif(brief: Brief, pictures: Iterator[Picture], path: Path) -> None:
    # the palette is known after the last frame only, and sixty raw frames are more memory than a server should lend
    kept: list[bytes] = []
    seen: list[tuple[NDArray[np.uint32], NDArray[np.int64]]] = []
    shape: tuple[int, ...] = ()
    for picture in pictures:
        shape = picture.shape
        kept.append(zlib.compress(picture.tobytes(), 1))
        seen.append(np.unique(_packed(picture), return_counts=True))
    palette, table = _palette(seen)

    def image(number: int) -> Image.Image:
        picture = np.frombuffer(zlib.decompress(kept[number]), dtype=np.uint8).reshape(shape)
        indexed = Image.fromarray(table[_packed(picture)])
        indexed.putpalette(palette.tobytes())
        return indexed

    each = round(100 / brief.request.days_per_second) * 10
    image(0).save(
        path,
        "GIF",
        save_all=True,
        append_images=chain(image(number) for number in range(1, len(kept))),
        duration=[each] * (len(kept) - 1) + [each + int(LAST_HELD_S * 1000)],
        loop=0,
        optimize=False,
        disposal=1,
        comment=brief.stamp.to_ascii().encode("ascii"),
    )


def _packed(picture: Picture) -> NDArray[np.uint32]:
    """Each px as one number."""
    return picture.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], dtype=np.uint32)


def _unpacked(packed: NDArray[np.uint32]) -> NDArray[np.uint8]:
    return np.stack([packed >> 16 & 255, packed >> 8 & 255, packed & 255], axis=-1).astype(np.uint8)


def _palette(
    seen: Sequence[tuple[NDArray[np.uint32], NDArray[np.int64]]],
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """One palette for all frames, (n, 3), and the index of each packed colour in it, (2^24,).

    A colour becomes the same colour on every frame, so that nothing that stands still flickers.
    """
    colours, where = np.unique(np.concatenate([found for found, _ in seen]), return_inverse=True)
    counts = np.bincount(where, weights=np.concatenate([times for _, times in seen]))
    ranked = colours[np.lexsort((colours, -counts))]
    palette = _unpacked(ranked[:EXACT])
    if len(ranked) > EXACT:
        rest = Image.fromarray(_unpacked(np.sort(ranked[EXACT:]))[np.newaxis])
        blended = rest.quantize(COLOURS - EXACT, method=Image.Quantize.MEDIANCUT).getpalette() or []
        palette = np.concatenate([palette, np.array(blended, dtype=np.uint8).reshape(-1, 3)])[:COLOURS]
    table = np.zeros(1 << 24, dtype=np.uint8)
    for part in np.array_split(colours, max(1, len(colours) // 4096)):
        apart = _unpacked(part).astype(np.int32)[:, np.newaxis] - palette.astype(np.int32)
        table[part] = np.argmin((apart**2).sum(axis=-1), axis=1)
    return palette, table


def _write_mp4(brief: Brief, size: tuple[int, int], pictures: Iterator[Picture], path: Path) -> None:
    speed = f"{brief.request.days_per_second:g}"
    held = f"fps={FRAMES_PER_SECOND},tpad=stop_mode=clone:stop_duration={LAST_HELD_S:g}"
    about = {"title": text_of(title_of(brief).say(brief.request.language)), "comment": brief.stamp.to_ascii()}
    command = [
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y"),
        *("-f", "rawvideo", "-pix_fmt", "rgb24", "-video_size", f"{size[0]}x{size[1]}", "-framerate", speed, "-i", "-"),
        *("-vf", f"{held},scale=out_color_matrix=bt709:out_range=tv", "-pix_fmt", "yuv420p"),
        *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"),
        *("-c:v", "libx264", "-preset", "medium", "-tune", "stillimage", "-crf", "18", "-threads", "1"),
        *("-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1", "-movflags", "+faststart"),
        *(part for key, text in about.items() for part in ("-metadata", f"{key}={text}")),
        *("-f", "mp4", f"file:{path}"),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as encoder:
        assert encoder.stdin is not None
        try:
            for picture in pictures:
                encoder.stdin.write(picture.tobytes())
        except BrokenPipeError:
            pass  # the encoder has stopped, and says below why
        except BaseException:
            encoder.kill()
            raise
        _, complaint = encoder.communicate()
    if encoder.returncode:
        said = complaint.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise BriefingError(L_("The video cannot be encoded: {said}. Ask for a .gif instead.", said=said[-1]))


def _comment_of_gif(path: Path) -> str:
    try:
        with Image.open(path) as film:
            comment = film.info.get("comment", b"")
    except (UnidentifiedImageError, OSError) as error:
        raise BriefingError(L_(NO_STAMP, name=path.name)) from error
    return bytes(comment).decode(errors="replace")


def _comment_of_mp4(path: Path) -> str:
    """From ffmpeg's own text form of metadata, in which = ; # \\ and line ends follow a backslash."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", f"file:{path}", "-f", "ffmetadata", "-"]
    read = subprocess.run(command, capture_output=True, check=False)
    found = re.search(r"^comment=((?:[^\\\n]|\\.)*)$", read.stdout.decode(errors="replace"), re.MULTILINE | re.DOTALL)
    return re.sub(r"\\(.)", r"\1", found[1], flags=re.DOTALL) if found else ""
