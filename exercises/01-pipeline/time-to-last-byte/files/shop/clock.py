import time


def now() -> float:
    """Milliseconds since some moment that stays the same while the process lives.

    All times in the shop come from here, so that a test can put another clock in its place.
    """
    return time.perf_counter() * 1000
