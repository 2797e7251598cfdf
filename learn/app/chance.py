"""Random bits from the operating system: what `secrets.randbits` is, without all that `secrets` imports."""

from os import urandom


def random_bits(count: int) -> int:
    """So many unpredictable bits as a whole number."""
    return int.from_bytes(urandom((count + 7) // 8)) >> (-count % 8)
