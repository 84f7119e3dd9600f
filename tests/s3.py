"""A real S3-compatible server on this machine, for tests."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

KEY, SECRET = "catalogue", "a secret for tests"
BUCKET, PREFIX = "province", "catalogue"
START_SECONDS = 20


class S3Server:
    """One server with one bucket, in a folder of its own; `environment` holds the settings that lead to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / BUCKET
        self.folder.mkdir(parents=True)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._start(folder)
        self.environment = {
            "STORAGE_URL": f"s3://{BUCKET}/{PREFIX}?endpoint=http://127.0.0.1:{self.port}&region=us-east-1",
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
        }

    def _start(self, folder: Path) -> None:
        command = [str(Path(sys.executable).with_name("nanio")), "serve", "--host", "127.0.0.1", "--no-access-log"]
        self._process = subprocess.Popen(
            [*command, "--port", str(self.port), "--data-dir", str(folder)],
            env=os.environ | {"NANIO_ACCESS_KEY": KEY, "NANIO_SECRET_KEY": SECRET},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError("the S3 server did not start")

    def objects(self) -> list[str]:
        """What lies in the bucket, by key."""
        found = (path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file())
        return sorted(path.as_posix() for path in found if not path.parts[0].startswith("."))

    def stop(self) -> None:
        """End the server."""
        self._process.terminate()
        self._process.wait()
