"""All tables, one after the other: `make bench`. Each can be run on its own as `python -m benchmarks.NAME`."""

import subprocess
import sys

TABLES = ("startup", "load", "replay", "store", "lint", "testwise")

for name in TABLES:
    print(f"\n== {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False)
