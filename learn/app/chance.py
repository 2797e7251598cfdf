"""Random bits from the operating system: what `secrets.randbits` is, without the hashing that `secrets` imports."""

from random import SystemRandom

random_bits = SystemRandom().getrandbits
"""So many unpredictable bits as a whole number."""
