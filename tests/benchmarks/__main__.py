"""`make bench`: what has a limit, measured in one run; ends with 1 where a limit is passed.

Seconds tell about a machine. The ratio to the bare library doing the same work on the same data tells about our code.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.material import make_material
from tests.benchmarks.measures import MEASURES, Measure


def main() -> int:
    """Measure each in a process of its own, so that memory is that of this one thing."""
    print(f"{'':<44}{'seconds':>9}{'limit':>7}{'ratio':>8}{'MB':>7}{'limit':>7}")
    with tempfile.TemporaryDirectory() as folder:
        make_material(Path(folder))
        kept = [_measured(measure, folder) for measure in MEASURES.values()]
    print("The ratio is to the bare library; MB are above an application that has answered one page.")
    return 0 if all(kept) else 1


def _measured(measure: Measure, folder: str) -> bool:
    child = [sys.executable, "-m", "tests.benchmarks.measures", measure.name, folder]
    result = json.loads(subprocess.run(child, check=True, stdout=subprocess.PIPE).stdout)
    within = result["seconds"] <= measure.most_seconds and result["megabytes"] <= measure.most_megabytes
    print(
        f"{measure.name:<44}{result['seconds']:>9.2f}{measure.most_seconds:>7}{result['ratio']:>8.1f}"
        f"{result['megabytes']:>7.0f}{measure.most_megabytes:>7}{'' if within else '  over its limit'}"
    )
    return within


if __name__ == "__main__":
    sys.exit(main())
