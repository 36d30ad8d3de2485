"""nginx, which is no process of the JVM."""

import os
import pwd
import shutil
import subprocess
import time

from processes import PORT, Server

# One worker, which writes into a folder of its own only. It keeps nothing of a file open or in mind.
CONFIGURATION = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 16384; }}
http {{
  default_type application/octet-stream;
  access_log off;
  sendfile on;
  open_file_cache off;
  keepalive_requests 1000000000;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {root};
  }}
}}
"""


def is_installed() -> bool:
    return shutil.which("nginx") is not None


def nobody() -> dict:
    """Who runs it, as Popen wants it: never root."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


class Nginx(Server):
    """One worker that serves the files below a folder; its figures are the worker's."""

    def __init__(self, root: str):
        self.name = "nginx"
        self.port = PORT
        self.tls = False
        folder = os.path.join(root, "nginx")
        os.makedirs(folder, exist_ok=True)
        file = os.path.join(folder, "nginx.conf")
        with open(file, "w", encoding="ascii") as configuration:
            configuration.write(CONFIGURATION.format(folder=folder, root=root, port=PORT))
        who = nobody()
        if who:
            os.chown(folder, who["user"], who["group"])
        self.process = subprocess.Popen(
            ["nginx", "-e", os.path.join(folder, "error.log"), "-c", file], stdin=subprocess.DEVNULL, **who)
        self.pid = self._worker()

    def __exit__(self, *_) -> None:
        # Not killed: the worker would outlive its master.
        self.process.terminate()
        self.process.wait()

    def allocated_bytes(self) -> None:
        """Unknown."""

    def _worker(self) -> int:
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        deadline = time.monotonic() + 10
        while self.process.poll() is None and time.monotonic() < deadline:
            with open(children, encoding="ascii") as file:
                workers = file.read().split()
            if workers:
                return int(workers[0])
            time.sleep(0.05)
        raise RuntimeError("nginx started no worker")
