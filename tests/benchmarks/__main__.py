"""`make bench`: what has a limit, measured in one run; ends with 1 where a limit is passed.

Seconds tell about a machine. The ratio to the bare library doing the same work on the same data tells about our code.
"""

import json
import subprocess
import sys
import tempfile
from math import inf
from pathlib import Path

from tests.benchmarks.material import make_material
from tests.benchmarks.measures import MEASURES, Measure


def main() -> int:
    """Measure each in a process of its own, so that memory is that of this one thing."""
    print(f"{'':<44}{'seconds':>9}{'limit':>7}{'ratio':>8}{'limit':>7}{'MB':>7}{'limit':>7}{'bare':>7}")
    with tempfile.TemporaryDirectory() as folder:
        make_material(Path(folder))
        kept = [_measured(measure, folder) for measure in MEASURES.values()]
    print("The ratio is to the bare library. MB are above an application that has answered one page; the bare")
    print("library's are above a process that has loaded it and the data.")
    return 0 if all(kept) else 1


def _measured(measure: Measure, folder: str) -> bool:
    ours, bare = _run(measure.name, folder), _run(measure.name, folder, "bare")
    ratio = ours["again"] / bare["again"]
    within = (
        ours["first"] <= measure.most_seconds
        and ratio <= measure.most_ratio
        and ours["megabytes"] <= measure.most_megabytes
    )
    print(
        f"{measure.name:<44}{ours['first']:>9.2f}{measure.most_seconds:>7}"
        f"{ratio:>8.2f}{measure.most_ratio if measure.most_ratio < inf else '':>7}"
        f"{ours['megabytes']:>7.0f}{measure.most_megabytes:>7}{bare['megabytes']:>7.0f}"
        f"{'' if within else '  over its limit'}"
    )
    return within


def _run(*arguments: str) -> dict[str, float]:
    child = [sys.executable, "-m", "tests.benchmarks.measures", *arguments]
    return json.loads(subprocess.run(child, check=True, stdout=subprocess.PIPE).stdout)


if __name__ == "__main__":
    sys.exit(main())
