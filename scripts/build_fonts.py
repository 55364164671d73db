"""Make briefing/sheet/fonts/: Noto Sans for Latin, Greek and Cyrillic, Noto Sans Arabic, regular and bold.

From the npm packages below, cut to the characters a sheet may need. Needs npm on the path and fontTools
(matplotlib brings it). Run from the top: python scripts/build_fonts.py
"""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset

FONTS = Path(__file__).parent.parent / "briefing" / "sheet" / "fonts"
LATIN = "U+0020-024F,U+0259,U+02B0-02FF,U+0300-036F,U+0370-03FF,U+0400-052F,U+1E00-1EFF,U+2010-205F,U+20A0-20BF,"
LATIN += "U+2070-209F,U+2116,U+2122,U+2190-2193,U+2212,U+2248,U+2260,U+2264,U+2265,U+FB00-FB04,U+FFFD"
ARABIC = "U+0020-007E,U+00A0-00BF,U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200F,U+2010-2026,U+FB50-FDFF,U+FE70-FEFF"
PACKAGES = {
    "@expo-google-fonts/noto-sans@0.4.2": ("NotoSans", LATIN),
    "@expo-google-fonts/noto-sans-arabic@0.4.3": ("NotoSansArabic", ARABIC),
}
WEIGHTS = {"400Regular": "Regular", "700Bold": "Bold"}


def main() -> None:
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for package, (family, characters) in PACKAGES.items():
            packed = subprocess.run(
                ["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True
            )
            with tarfile.open(Path(folder) / packed.stdout.strip().splitlines()[-1]) as archive:
                archive.extractall(Path(folder) / family, filter="data")
            source = Path(folder) / family / "package"
            for weight, name in WEIGHTS.items():
                subset.main(
                    [
                        str(source / weight / f"{family}_{weight}.ttf"),
                        f"--unicodes={characters}",
                        "--layout-features=*",
                        "--no-hinting",
                        f"--output-file={FONTS / f'{family}-{name}.ttf'}",
                    ]
                )
            (FONTS / f"OFL-{family}.txt").write_bytes((source / "LICENSE_FONT").read_bytes())


if __name__ == "__main__":
    main()
