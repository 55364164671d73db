"""Fetch the outlines of all countries, from which `python cli.py new` makes theatres, where they are missing.

`make atlas`, or `python -m scripts.setup_atlas`. `new` does the same when it is first used.
"""

from ingest.new_theatre.fetch_atlas import UnreachableError, fetch_atlas


def main() -> None:
    """Fetch them, or end with the reason and what to do."""
    try:
        folder = fetch_atlas(lambda step: print(f"{step} ..."))
    except UnreachableError as error:
        raise SystemExit(str(error)) from error
    print(f"outlines in {folder}")


if __name__ == "__main__":
    main()
