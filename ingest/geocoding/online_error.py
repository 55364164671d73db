"""What goes wrong with a service on the internet."""

from geo.common.errors import DataError


class OnlineError(DataError):
    """A service that cannot be asked, or gave no usable answer."""
