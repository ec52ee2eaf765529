"""Runs a command and prints, as JSON, what it cost: wall clock, and user and system time.

python timed.py python manage.py test
"""

import json
import os
import subprocess
import sys
import time


def main() -> None:
    began = time.perf_counter()
    process = subprocess.Popen(
        sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    output = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    json.dump(
        {
            "exitCode": os.waitstatus_to_exitcode(status),
            "output": output,
            "wall": wall * 1000,
            "cpu": (usage.ru_utime + usage.ru_stime) * 1000,
        },
        sys.stdout,
    )


main()
