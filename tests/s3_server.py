"""A real S3-compatible server for the tests: SeaweedFS from its wheel, on loopback, on ports of its own."""

from __future__ import annotations

import contextlib
import fcntl
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import boto3
import botocore.exceptions
from botocore.config import Config

BUCKET = "archive"
ACCESS_KEY = "test-access-key"
SECRET_KEY = "test-secret-key"
_START_SECONDS = 60
_PORTS = (
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "s3.port",
    "s3.port.grpc",
    "admin.port",
    "admin.port.grpc",
)


class S3Server:
    """Starts in about a second; may be killed and started again on the same data and the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "server.log"
        self._ports: dict[str, int] = {}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def endpoint_url(self) -> str:
        return f"http://127.0.0.1:{self._ports['s3.port']}"

    @property
    def environment(self) -> dict[str, str]:
        """What boto3's chain needs to find the server's credentials, and nothing of the machine's own."""
        return {
            "AWS_ACCESS_KEY_ID": ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        }

    def start(self) -> None:
        """One server of this machine at a time: two that start together take each other's ports, or panic."""
        with (Path(tempfile.gettempdir()) / f"s3-servers-of-tests-{os.getuid()}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._start()

    def _start(self) -> None:
        data = self.folder / "data"
        data.mkdir(parents=True, exist_ok=True)
        if not self._ports:  # started again, it keeps them
            self._ports = dict(zip(_PORTS, _free_ports(len(_PORTS)), strict=True))
        command = [
            str(Path(sys.executable).with_name("weed")),
            "mini",
            f"-dir={data}",
            "-ip=127.0.0.1",
            "-ip.bind=127.0.0.1",
            "-master.telemetry=false",
            "-admin.ui=false",
            "-webdav=false",
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
            "-s3.autoCreateBucket=false",
            f"-bucket={BUCKET}",
            "-volume.max=500",
            "-master.volumeSizeLimitMB=256",
            *(f"-{name}={port}" for name, port in self._ports.items()),
        ]
        environment = {**os.environ, **self.environment, "HOME": str(self.folder)}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        self._wait()

    def kill(self) -> None:
        """At once, as a power button would (SIGKILL)."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def _wait(self) -> None:
        """Until the bucket takes an object and gives it back."""
        client = boto3.client(
            "s3",
            endpoint_url=self.endpoint_url,
            aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=SECRET_KEY,
            region_name="us-east-1",
            config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}, connect_timeout=2),
        )
        end = time.monotonic() + _START_SECONDS
        while True:
            try:
                client.put_object(Bucket=BUCKET, Key="ready", Body=b"ready")
                client.get_object(Bucket=BUCKET, Key="ready")
                return
            except (botocore.exceptions.ClientError, botocore.exceptions.BotoCoreError) as error:
                dead = self._process is None or self._process.poll() is not None
                if dead or time.monotonic() > end:
                    tail = self.log.read_text(errors="replace")[-2000:]
                    self.kill()
                    raise RuntimeError(f"the S3 server of the tests does not start: {error}\n{tail}") from error
                time.sleep(0.1)


def _free_ports(count: int) -> list[int]:
    """Ports free at this moment, all different, and none that the system gives to outgoing connections.

    A server that is killed and started again needs its ports again: one of the outgoing range may by then be the end of
    somebody's connection, the crawl's own for instance, and the server would not start.
    """
    range_ = Path("/proc/sys/net/ipv4/ip_local_port_range")
    first_outgoing = int(range_.read_text().split()[0]) if range_.exists() else 32768
    found: list[int] = []
    while len(found) < count:
        port = random.randrange(10_000, max(first_outgoing, 11_000))
        with socket.socket() as each, contextlib.suppress(OSError):
            each.bind(("127.0.0.1", port))
            if port not in found:
                found.append(port)
    return found
