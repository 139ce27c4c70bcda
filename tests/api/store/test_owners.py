"""Whether a process is gone: certainly, or nothing is said."""

from __future__ import annotations

import os
import subprocess
import sys

from practice_atlas.api.store.owners import is_gone, this_process

TELL = "from practice_atlas.api.store.owners import this_process; print(this_process(), flush=True); input()"


def test_one_that_runs_is_there_and_one_that_ended_is_gone() -> None:
    child = subprocess.Popen([sys.executable, "-c", TELL], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with child:
        assert child.stdout
        told = child.stdout.readline().strip()
        while_it_runs = is_gone(told)
        child.kill()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # over, and not buried yet
        when_it_is_over = is_gone(told)

    assert (while_it_runs, when_it_is_over, is_gone(told)) == (False, True, True)
    assert not is_gone(this_process())


def test_a_number_that_another_process_has_now_is_not_that_process() -> None:
    where, number, began = str(this_process()).split(" ")

    assert is_gone(f"{where} {number} {int(began) - 1}")


def test_of_other_machines_and_containers_nothing_is_said() -> None:
    where, _, began = str(this_process()).split(" ")
    boot, _, container = where.partition("/")

    for other in (f"another/{container}", f"{boot}/pid:[1]", boot, "x"):
        assert not is_gone(f"{other} 999999999 {began}")
    for unclear in (None, "", "x", f"{where} x {began}", f"{where} {began}", f"{where} ٣ {began}"):
        assert not is_gone(unclear)
