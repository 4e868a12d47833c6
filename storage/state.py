"""STATE_DIR: where all that is derived, or on its way into an archive, lies. One folder for one archive.

    $XDG_STATE_HOME/lantai/<digest>/     by default, named by a digest of the archive's address
    <STATE_DIR>/                         the folder that is asked for, of the archive that first uses it
    <STATE_DIR>/<digest>/                the same, of any other archive: catalogues and spools of two must never mix

`archive` in the folder names whose it is.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from pathlib import Path

from storage.errors import StorageError
from storage.folders import make_folder

_OWNER = "archive"


def default_state_dir(identity: str) -> Path:
    root = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(root) / "lantai" / _digest(identity)


def state_dir_of(identity: str, asked: str | Path | None) -> Path:
    """The folder of an archive; StorageError when the folder that is asked for can be neither read nor made."""
    if not asked:
        return default_state_dir(identity)
    folder = Path(asked).absolute()
    return folder if _owner(folder, identity) == identity else folder / _digest(identity)


def _owner(folder: Path, identity: str) -> str:
    """Whose the folder is: from now on the asker's, if it was nobody's."""
    try:
        make_folder(folder)
        with (folder / _OWNER).open("a+", encoding="utf-8") as note:
            fcntl.flock(note, fcntl.LOCK_EX)
            note.seek(0)
            owner = note.read()
            if not owner:
                note.write(identity)
            return owner or identity
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise StorageError(f"STATE_DIR {folder} cannot be used: {reason}; name a folder that can be written") from error


def _digest(identity: str) -> str:
    return hashlib.sha256(identity.encode()).hexdigest()[:16]
