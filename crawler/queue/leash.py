"""Run as a program: becomes a command that the kernel kills when its parent dies, however that dies.

    leash.py PARENT COMMAND [ARGUMENT ...]

Stands alone: only the standard library, so that nothing is imported before the leash is on.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    parent, *command = sys.argv[1:]
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != int(parent):
        sys.exit("the parent died before its child began")
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
