"""Heights of tides."""


def height(name: str, hour: int = 0) -> float:
    """Return the height of the tide.

    Args:
        name: The harbour.
        hour: The hour of the day.

    Returns:
        The height in metres.

    """
    return len(name) * hour / 24


class Harbour:
    """A harbour."""

    #: Its name.
    name: str = ""
