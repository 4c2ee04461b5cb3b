"""Workers: a function on many chunks of work, in several processes, in order and with a bounded window."""

from __future__ import annotations

import atexit
import os
import signal
from _thread import interrupt_main
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from multiprocessing import current_process, forkserver, get_all_start_methods, get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from threading import Thread, current_thread, main_thread
from time import sleep
from typing import Final, TypeAlias, TypeVar

import attrs

from ..errors import ArgumentError, FileError
from ..saying import say
from .sources import Task

__all__ = ["chunked", "mapped"]

Result = TypeVar("Result")
Chunk: TypeAlias = list[Task]
Function: TypeAlias = Callable[[Chunk], Result]

_AHEAD: Final = 3
"""How many chunks a process may have waiting, done or not; more would only take memory."""

MOST: Final = 61 if os.name == "nt" else 1000
"""How many processes there may be: Windows waits for no more, and others have no use for more."""

_AGAIN: Final = 73
"""The exit code of a process that makes the call again for which it was started."""

_CAN_BLOCK: Final = hasattr(signal, "pthread_sigmask")  # not on Windows

_KILLED: Final = say("the process that read it ended: it may need more memory than there is")


def chunked(tasks: Iterable[Task], size: int) -> Iterator[Chunk]:
    """Yield tasks in lists of *size*; the last may be shorter."""
    chunk: Chunk = []
    for task in tasks:
        chunk.append(task.packed())
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def mapped(function: Function[Result], chunks: Iterable[Chunk], processes: int = 1) -> Iterator[list[Result]]:
    """Yield the results of a function for each chunk, in order: one, as a rule.

    A chunk that ends its process is done again task by task, and has a result for each; for the task
    that ends it once more, the function gets one that fails.

    Args:
        function: what to do; for several processes it has to be pickled.
        chunks: taken as they are needed, a few ahead.
        processes: how many processes do the work; 1 is this one.

    Raises:
        ArgumentError: *processes* is no number from 1 to :data:`MOST`, or the processes make the same
            call when they start.
    """
    if isinstance(processes, bool) or not isinstance(processes, int) or not 1 <= processes <= MOST:
        raise ArgumentError(say("a number of processes, from 1 to {most}", most=MOST), repr(processes))
    if processes == 1:
        return ([function(chunk)] for chunk in chunks)
    if getattr(current_process(), "_inheriting", False):  # this process starts, and runs the script of the other
        os._exit(_AGAIN)
    _context()  # so that processes get ready while the caller does
    return _in_processes(function, chunks, processes)


def _in_processes(function: Function[Result], chunks: Iterable[Chunk], processes: int) -> Iterator[list[Result]]:
    waiting: deque[tuple[Chunk, Future[Result]]] = deque()
    left = iter(chunks)
    with ExitStack() as pools:
        pool = pools.enter_context(_pool(processes))
        while True:
            while len(waiting) < _AHEAD * processes and (chunk := next(left, None)) is not None:
                waiting.append((chunk, _submit(pool, function, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                yield [future.result()]
            except BrokenProcessPool:
                pools.close()
                _refuse_script()
                pool = pools.enter_context(_pool(processes))
                waiting = deque((c, f if _succeeded(f) else _submit(pool, function, c)) for c, f in waiting)
                yield list(_carefully(function, chunk))


def _submit(pool: ProcessPoolExecutor, function: Function[Result], chunk: Chunk) -> Future[Result]:
    try:
        with _held_back():
            return pool.submit(_done, function, chunk)
    except BrokenProcessPool as error:
        broken: Future[Result] = Future()
        broken.set_exception(error)
        return broken


def _succeeded(future: Future[Result]) -> bool:
    return future.done() and not future.exception()


def _carefully(function: Function[Result], chunk: Chunk) -> Iterator[Result]:
    """Yield the results of the tasks of a chunk one by one, each in a process of its own."""
    for task in chunk:
        with _pool(1) as pool:
            try:
                yield _submit(pool, function, [task]).result()
            except BrokenProcessPool:
                yield function([attrs.evolve(task, content=FileError(task.source, _KILLED))])


# --- processes ----------------------------------------------------------------


@contextmanager
def _pool(processes: int) -> Iterator[ProcessPoolExecutor]:
    """Provide a pool of new processes: a copy of this one might hold locks of threads that it does not have.

    What they still do ends with the block, and when this process is killed.
    """
    context = _context()
    far_end, near_end = context.Pipe(duplex=False)
    atexit.register(near_end.close)  # before Python waits for processes
    pool = ProcessPoolExecutor(processes, context, _ready, (far_end,))
    try:
        yield pool
    finally:
        near_end.close()
        with _held_back():
            pool.shutdown()
        far_end.close()
        atexit.unregister(near_end.close)


def _refuse_script() -> None:
    """Refuse a script without ``if __name__ == "__main__":``, which each process runs again as it starts.

    Raises:
        ArgumentError: it is one.
    """
    process = _context().Process(target=int)  # type: ignore[attr-defined]
    with _held_back():
        process.start()
    process.join()
    if process.exitcode == _AGAIN:
        raise ArgumentError(
            say('the call below `if __name__ == "__main__":`'), say("one that each process makes again when it starts")
        ) from None


def _context() -> BaseContext:
    """Return how processes are started: where it can be, as copies of one that has read a notice, and starts now."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["zhengce.corpus.warm", "zhengce.formats.arrow"])
    with _held_back():
        forkserver.ensure_running()
    return context


@contextmanager
def _held_back() -> Iterator[None]:
    """Hold back Ctrl-C: a process half started would print what it was about to do, one half ended be waited for.

    Processes that are started meanwhile do not hear it, until :func:`_ready`.
    """
    pressed: list[int] = []
    before = signal.getsignal(signal.SIGINT)
    is_heard = callable(before) and current_thread() is main_thread()
    if is_heard:
        signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    if _CAN_BLOCK:
        resource_tracker.ensure_running()  # which lets Ctrl-C through when it starts
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if _CAN_BLOCK else None
    try:
        yield
    finally:
        if mask is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        if is_heard:
            signal.signal(signal.SIGINT, before)
        if pressed:
            signal.raise_signal(signal.SIGINT)


# In a process of the pool:


class _Stop:
    """What hears Ctrl-C: it ends the chunk that is worked on, and all that come later.

    A process that ended itself might leave half a result in the pipe, and the other end would wait for the rest.
    """

    def __init__(self) -> None:
        self.is_pressed = self.is_working = False

    def __call__(self, *_: object) -> None:
        was_pressed, self.is_pressed = self.is_pressed, True
        if self.is_working and not was_pressed:
            raise KeyboardInterrupt

    def result(self, function: Function[Result], chunk: Chunk) -> Result:
        self.is_working = True
        try:
            if self.is_pressed:
                raise KeyboardInterrupt
            return function(chunk)
        finally:
            self.is_working = False


def _ready(end: Connection) -> None:
    """Stop for Ctrl-C, and when the other end of a pipe is closed, or its process has ended."""
    signal.signal(signal.SIGINT, _Stop())
    if _CAN_BLOCK:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    Thread(target=_end_with, args=(end,), daemon=True).start()


def _end_with(end: Connection) -> None:
    end.poll(None)
    interrupt_main()
    sleep(2)  # in which LibreOffice is stopped, and the other process, if there is one, ends this
    os._exit(1)


def _done(function: Function[Result], chunk: Chunk) -> Result:
    stop = signal.getsignal(signal.SIGINT)
    assert isinstance(stop, _Stop)  # noqa: S101
    return stop.result(function, chunk)
