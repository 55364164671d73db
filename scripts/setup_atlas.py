"""Fetch the outlines of all countries, from which `python cli.py new` makes theatres, where they are missing.

`make atlas`, or `python -m scripts.setup_atlas`. `new` does the same when it is first used.
"""

from ingest.new_theatre.fetch_atlas import UnreachableError, fetch_atlas


def main() -> None:
    """Fetch them, or end with the reason and what to do."""
    try:
        print(f"outlines in {fetch_atlas(print)}")
    except UnreachableError as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
