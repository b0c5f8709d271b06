"""How Gunicorn serves the pages: one process of sixteen threads, none of which waits for ever on a silent line."""

import os
import socket
import struct
from typing import Any

workers, threads, worker_class = 1, 16, "gthread"
timeout, graceful_timeout = 120, 20
loglevel = "warning"
control_socket_disable = True
SILENT_SECONDS = int(os.environ.get("SILENT_LINE_SECONDS", "30"))


def post_worker_init(worker: Any) -> None:
    """Who begins a request and then says nothing is let go; without a proxy in front, sixteen such would stop all."""
    for listener in worker.sockets:  # what is accepted takes this on from the socket that listens
        patience = struct.pack("ll", SILENT_SECONDS, 0)
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, patience)
