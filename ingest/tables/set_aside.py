"""Stand-in for the readers, until they land."""


def write_set_aside(cells, faults):
    return cells.to_csv().encode()
