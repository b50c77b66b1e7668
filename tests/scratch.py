"""Where tests keep databases: in memory where the machine lets us, since every test makes one anew."""

import os
import shutil
import tempfile
from pathlib import Path

_SHARED_MEMORY = Path("/dev/shm")
_ENOUGH = 1 << 30


def scratch_folder(prefix: str) -> Path:
    """A new folder, in shared memory when there is a gigabyte of it. The caller removes it."""
    roomy = os.access(_SHARED_MEMORY, os.W_OK) and shutil.disk_usage(_SHARED_MEMORY).free > _ENOUGH
    return Path(tempfile.mkdtemp(prefix=prefix, dir=_SHARED_MEMORY if roomy else None))
