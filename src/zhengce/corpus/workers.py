"""Workers: a function on many chunks of work, in several processes, in order and with a bounded window."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context
from typing import Final, TypeAlias, TypeVar

import attrs

from ..errors import FileError
from ..saying import say
from .sources import Task

__all__ = ["chunked", "mapped"]

Result = TypeVar("Result")
Chunk: TypeAlias = list[Task]
Function: TypeAlias = Callable[[Chunk], Result]

_AHEAD: Final = 3
"""How many chunks a process may have waiting, done or not; more would only take memory."""

_KILLED: Final = say("reading it ended the process that did: it may need more memory than there is")


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
        ValueError: *processes* is no number from 1.
    """
    if isinstance(processes, bool) or not isinstance(processes, int) or processes < 1:
        raise ValueError(f"processes is a number from 1, got {processes!r}")
    if processes == 1:
        return ([function(chunk)] for chunk in chunks)
    return _in_processes(function, chunks, processes)


def _in_processes(function: Function[Result], chunks: Iterable[Chunk], processes: int) -> Iterator[list[Result]]:
    pool = _pool(processes)
    waiting: deque[tuple[Chunk, Future[Result]]] = deque()
    left = iter(chunks)
    try:
        while True:
            while len(waiting) < _AHEAD * processes and (chunk := next(left, None)) is not None:
                waiting.append((chunk, _submit(pool, function, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                yield [future.result()]
            except BrokenProcessPool:
                pool.shutdown()
                pool = _pool(processes)
                waiting = deque((c, f if _succeeded(f) else _submit(pool, function, c)) for c, f in waiting)
                yield list(_carefully(function, chunk))
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(processes: int) -> ProcessPoolExecutor:
    """Return a pool of new processes: a copy of this one might hold locks of threads that it does not have.

    Where it can be, they are copies of one that has read a notice.
    """
    if "forkserver" not in get_all_start_methods():
        return ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
    context = get_context("forkserver")
    context.set_forkserver_preload(["zhengce.corpus.warm", "zhengce.formats.arrow"])
    return ProcessPoolExecutor(processes, mp_context=context)


def _submit(pool: ProcessPoolExecutor, function: Function[Result], chunk: Chunk) -> Future[Result]:
    try:
        return pool.submit(function, chunk)
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
                yield pool.submit(function, [task]).result()
            except BrokenProcessPool:
                yield function([attrs.evolve(task, content=FileError(task.source, _KILLED))])
