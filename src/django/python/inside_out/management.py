"""`manage.py`, called in place."""

from __future__ import annotations

import sys

from django.core.management import ManagementUtility
from django.core.management.base import CommandError

from inside_out import faults


def run(args: list[str]) -> int:
    """Runs `manage.py <args>`; its output goes to stdout and stderr. Returns the exit code a shell would see."""
    try:
        ManagementUtility(["manage.py", *args]).execute()
    except SystemExit as exit_:
        return _exit_code(exit_.code)
    except CommandError as error:
        print(f"CommandError: {error}", file=sys.stderr)
        return error.returncode
    except Exception as error:
        print(faults.describe(error)["traceback"], file=sys.stderr)
        return 1
    return 0


def _exit_code(code: object) -> int:
    if code is None:
        return 0
    if isinstance(code, int):
        return code
    print(code, file=sys.stderr)
    return 1
