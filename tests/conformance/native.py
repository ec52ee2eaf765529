"""`python3 native.py <site-packages> <project>`: real Django on this machine's CPython, where asgiref starts threads.

Sets the project up once. Then each line of stdin is a job as JSON, and a line of stdout answers it: `{"value": …}`, or
`{"error": …}` in words.

Each job runs in a fork, so it begins with the process as it was set up. That is sound, because only a process with a
single thread is ever forked, and its database lives in its memory: a fork makes a copy of that, on which Django's own
parallel test runner relies too (django/db/backends/sqlite3/creation.py, `_clone_test_db`).
"""

import gc
import json
import os
import signal
import sys
import threading
import traceback

# What outlives this is a deadlock.
SECONDS = 60

site_packages, project = sys.argv[1:]
sys.path.insert(0, site_packages)

from inside_out import faults  # noqa: E402

# Before anything asks where the project is.
faults.PROJECT_ROOT = project

from inside_out import site, threadless  # noqa: E402


def play(stacks):
    """The stacks one after the other, by the command that plays them in the page's interpreter."""
    from conformance.management.commands.play import play_all

    return play_all(stacks)


def serve(requests):
    """The requests one after the other, as the interpreter in the page answers its verb `request`."""
    from inside_out import server

    exchanges = []
    for request in requests:
        protocol = request.get("server", "wsgi")
        exchange = server.serve(site.handler(protocol), request)
        exchanges.append({**exchange, "startUp": site.start_up(protocol)})
    return exchanges


JOBS = {"play": play, "serve": serve}


def answer(line, answers):
    alone = threading.active_count() == 1
    if not alone:
        raise RuntimeError("Setting Django up started a thread: a fork would lose it.")
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        job, payload = json.loads(line)
        try:
            reply = {"value": JOBS[job](payload)}
        except BaseException:
            reply = {"error": traceback.format_exc()}
        answers.write(json.dumps(reply) + "\n")
        answers.flush()
        # Without a word to threads and exit handlers: they are the parent's.
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status != 0:
        code = os.waitstatus_to_exitcode(status)
        why = f"ended with exit code {code}" if code >= 0 else f"died of signal {-code}"
        answers.write(json.dumps({"error": f"The job {why}: {line[:500]}"}) + "\n")
        answers.flush()


def main():
    # Views may print.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    site.preload()
    # A stack's modules change within a second and may keep their size: Python would take the old bytecode for theirs.
    sys.dont_write_bytecode = True
    if not threadless.can_start_threads():
        raise RuntimeError(
            "This Python can't start threads: there is nothing to compare."
        )
    site.prepare()
    # What the collector never touches, a fork needn't copy.
    gc.freeze()
    for line in sys.stdin:
        answer(line, answers)


main()
