"""A batch on many machines, with Dask: workers are sent packages once and then documents, and send handouts back.

Which worker has what is decided here, not by the scheduler: so that a worker is asked whether it is fit before it gets
anything, so that no worker hoards documents, and so that of the documents that a lost worker had the one that brought
it down is told from those that only stood beside it.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import warnings
from collections import deque
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from forumdocs.errors import ClusterError, ForumdocsError
from forumdocs.pipelines.batch import workbench
from forumdocs.pipelines.batch.crates import chunks, pack
from forumdocs.pipelines.batch.keys import packages_into
from forumdocs.pipelines.batch.making import Made, explain, take_orders
from forumdocs.pipelines.batch.running import Tally
from forumdocs.pipelines.batch.schedule import Gate
from forumdocs.pipelines.batch.sources import read_content
from forumdocs.pipelines.batch.workbench import Delivery, Errand, Parcel, Wish

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from forumdocs.mt.constraints import Terminology
    from forumdocs.pipelines.batch.crates import Crate
    from forumdocs.pipelines.batch.jobs import Job
    from forumdocs.pipelines.batch.making import Order
    from forumdocs.pipelines.batch.running import Batch

CONNECTING = 10.0
"""Seconds in which a scheduler has to answer."""

PATIENCE = 120.0
"""Seconds for which a run waits for a worker when there is none; a worker that its nanny starts anew is back in ten."""

LOOK = 1.0
"""Seconds between two looks at which workers there are."""

FETCHING = 300.0
"""Seconds in which the handouts of one parcel have to arrive, once they are made."""

SLOTS = 2
"""Parcels that a worker has at most: one that is translated, with all its cores, and one that is read beside it. A
worker with a single thread has one."""

PARCEL_DOCUMENTS = 32
PARCEL_BYTES = 2 << 20
"""What one parcel holds at most, but for a document that is larger itself. Sentences of equal length are decoded
together, so batches are full only where there are many; and what a lost worker had is done again in a minute or two."""

SHARES = 3
"""Parcels that each worker should get at least, so that they all end at about the same time."""

TRIES = 3
"""Workers that a document may bring down before it counts as failed."""

LOST = "the worker that had it was lost (a crash, out of memory, or longer than some minutes; its log says more)"


@dataclass(frozen=True, slots=True)
class _Worker:
    address: str
    slots: int


@dataclass(frozen=True, slots=True)
class _Load:
    """Orders that travel together, and how often a worker was lost that had them."""

    orders: tuple[Order, ...]
    losses: int = 0

    @property
    def jobs(self) -> tuple[Job, ...]:
        return tuple(job for order in self.orders for job in order.jobs)

    def apart(self) -> list[_Load]:
        """Each order by itself, after a loss."""
        return [_Load((order,), self.losses + 1) for order in self.orders]


class Cluster:
    """Workers of a Dask scheduler that make handouts, wherever they are.

    Args:
        address: of the scheduler, such as ``tcp://192.168.1.20:8786``; ``tls://`` where Dask is configured for it.
        tell: called with one line about each worker that cannot be used, and each package that is sent.

    Raises:
        ClusterError: Dask is not installed, or no scheduler answers.
    """

    def __init__(self, address: str, *, tell: Callable[[str], object] = bool) -> None:
        self.address = address
        self.tell = tell
        self.client = _connect(address)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()

    def run(
        self,
        batch: Batch,
        jobs: Sequence[Job],
        *,
        surveyed: int = 0,
        gate: Gate | None = None,
        watch: Callable[[Tally], object] = bool,
    ) -> Tally:
        """Do some jobs of a batch, as :meth:`Batch.run` does them on one machine.

        Args:
            batch: its ledger gets every handout as soon as it is there.
            jobs: those to do.
            surveyed: how many sentences there are to translate, if that is known, for the tally.
            gate: outside of its hours nothing is sent out; what the workers have comes home.
            watch: called with the tally whenever that has changed.

        Raises:
            ClusterError: the scheduler has gone, or no worker that can do the work is there.
        """
        run = _Run(self, batch, jobs, Tally(len(jobs), surveyed=surveyed), gate=gate or Gate(), watch=watch)
        try:
            run.work_through()
        finally:
            run.call_off()
        return run.tally

    def workers(self) -> dict[str, int]:
        """The addresses of all workers, with their threads.

        Raises:
            ClusterError: the scheduler has gone.
        """
        try:
            found = self.client.scheduler_info(n_workers=-1).get("workers")
        except (OSError, RuntimeError, TimeoutError) as error:
            raise self.gone() from error
        if found is None:  # the client has closed itself
            raise self.gone()
        return {address: int(facts["nthreads"]) for address, facts in found.items()}

    def gone(self) -> ClusterError:
        """What to say when the scheduler does not answer any more."""
        return ClusterError(
            f"{self.address}: the scheduler does not answer any more; start it again and run the same line, which "
            "goes on where this one stopped."
        )

    def ask(self, address: str, question: Callable[..., Any], *args: object) -> Any:
        """Have a worker call a function now, beside its work.

        Raises:
            OSError: the worker has gone.
            ForumdocsError: the function raised it.
        """
        answers = self.client.run(question, *args, workers=[address])
        if address not in answers:
            raise ConnectionError(f"{address}: has gone")
        return answers[address]


def _connect(address: str) -> Any:
    """A client of a scheduler; its own log is kept off the screen, since what it says is said here too."""
    try:
        import dask
        from distributed import Client
        from distributed.versions import VersionMismatchWarning
    except ImportError as error:
        raise ClusterError(f"--dask needs Dask ({error}); type: pip install 'forumdocs[cluster]'") from error
    make: Any = Client  # which has no types
    for logger in ("distributed", "distributed.client"):
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1TiB"})  # sources travel with their task
    try:
        asyncio.run(_knock(address))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", VersionMismatchWarning)  # what matters is asked of each worker
            return make(address, timeout=CONNECTING, set_as_default=False, name="forumdocs")
    except (OSError, ValueError, TypeError, RuntimeError, TimeoutError) as error:
        raise ClusterError(
            f"{address}: no Dask scheduler answers there; start one with 'dask scheduler' and open its port in the "
            "firewall, or check the address and, with tls://, the certificates."
        ) from error


async def _knock(address: str) -> None:
    """See whether anybody answers: a client that cannot connect goes on trying when it has been given up."""
    from distributed.comm import core
    from distributed.security import Security

    connect: Any = core.connect  # which has no types, like Security
    security: Any = Security
    comm = await connect(address, timeout=CONNECTING, **security().get_connection_args("client"))
    await comm.close()


class _Run:
    """One pass over some jobs of a batch, on the workers of a cluster."""

    def __init__(
        self,
        cluster: Cluster,
        batch: Batch,
        jobs: Sequence[Job],
        tally: Tally,
        *,
        gate: Gate,
        watch: Callable[[Tally], object],
    ) -> None:
        self.tally = tally
        self._cluster, self._batch, self._gate, self._watch = cluster, batch, gate, watch
        self._orders = deque(take_orders(jobs))
        self._suspects: deque[_Load] = deque()
        self._flying: dict[Any, tuple[_Load, _Worker]] = {}
        self._landed: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._crew: dict[str, _Worker] = {}
        self._unfit: set[str] = set()
        self._crates = _crates_for(batch, jobs)
        self._glossaries = _glossaries_for(batch, jobs)

    def work_through(self) -> None:
        """Hand out all orders and take in what comes of them."""
        idle = 0.0
        while self._orders or self._suspects or self._flying:
            self._muster()
            idle = 0.0 if self._crew else idle + LOOK
            if idle > PATIENCE:
                raise self._nobody()
            if self._gate.is_open:
                self._hand_out()
            elif not self._flying:
                self._gate.wait()
                continue
            self._take_in()
            self._watch(self.tally)

    def call_off(self) -> None:
        """Tell the scheduler to forget what is still out, if it is there."""
        if self._flying and self._cluster.client.status == "running":
            self._cluster.client.cancel(list(self._flying))
            self._flying.clear()

    # Workers

    def _muster(self) -> None:
        """Admit the workers that are new, and take back what the lost ones had."""
        present = self._cluster.workers()
        for address in self._crew.keys() - present.keys():
            del self._crew[address]
            self._cluster.tell(f"{address}: this worker is lost; what it had is done again.")
        lost = [future for future, (_, worker) in self._flying.items() if worker.address not in self._crew]
        for future in lost:
            load, _ = self._flying.pop(future)
            future.cancel()
            self._redo(load, LOST)
        for address in present.keys() - self._crew.keys() - self._unfit:
            self._admit(address, threads=present[address])

    def _admit(self, address: str, *, threads: int) -> None:
        """Give a new worker what it lacks; one that cannot do the work is passed over."""
        try:
            self._check(address)
            self._equip(address)
        except OSError:
            return  # it has gone again; if it comes back, it is new
        except (ImportError, ClusterError) as error:
            self._unfit.add(address)
            reason = "forumdocs is not installed there" if isinstance(error, ImportError) else error
            self._cluster.tell(f"{address}: this worker is passed over: {reason}.")
            return
        self._crew[address] = _Worker(address, min(SLOTS, threads))

    def _check(self, address: str) -> None:
        own, facts = workbench.describe(), self._cluster.ask(address, workbench.describe)
        if facts.forumdocs != own.forumdocs:
            raise ClusterError(f"it has forumdocs {facts.forumdocs}, this machine {own.forumdocs}")
        if odd := sorted(set(facts.libraries) ^ set(own.libraries)):
            self._cluster.tell(f"{address}: handouts may differ in detail, since versions do: {', '.join(odd)}.")

    def _equip(self, address: str) -> None:
        """Send a worker the packages and glossaries that it lacks.

        Raises:
            OSError: it has gone.
            ClusterError: something arrived damaged.
        """
        ask = self._cluster.ask
        wanted = set(ask(address, workbench.lacking, list(self._crates)))
        for crate, folder in self._crates.items():
            if crate.key in wanted:
                self._cluster.tell(f"{address}: sending {crate.folder} ({crate.size / 1e6:.0f} MB), once.")
                self._send(address, crate, folder)
        for digest, terms in self._glossaries.items():
            if not ask(address, workbench.has_glossary, digest):
                ask(address, workbench.keep_glossary, digest, tuple(terms.glossary))

    def _send(self, address: str, crate: Crate, folder: Path) -> None:
        sender = self._cluster.client.id
        for part in crate.parts:
            for data in chunks(folder / part.name):
                self._cluster.ask(address, workbench.receive, crate, part.name, data, sender)
        self._cluster.ask(address, workbench.seal, crate, sender)

    def _nobody(self) -> ClusterError:
        reason = "none of its workers can do the work" if self._unfit else "it has no worker"
        return ClusterError(
            f"{self._cluster.address}: {reason}; start one with 'dask worker {self._cluster.address}', with the same "
            "forumdocs, and run the same line, which goes on where this one stopped."
        )

    # Documents

    def _hand_out(self) -> None:
        """Fill the workers; suspects come after all others, each with a worker to itself."""
        while self._orders and (worker := self._free_worker(alone=False)):
            self._submit(_Load(tuple(self._take_orders())), worker)
        while self._suspects and (worker := self._free_worker(alone=True)):
            self._submit(self._suspects.popleft(), worker)

    def _take_orders(self) -> list[Order]:
        """Orders with the same options, as many as go into one parcel."""
        most = max(1, min(PARCEL_DOCUMENTS, len(self._orders) // (SHARES * max(1, len(self._crew)))))
        taken, size = [self._orders.popleft()], 0
        while len(taken) < most and self._orders and self._orders[0].options == taken[0].options:
            size += _size(taken[-1])
            if size + _size(self._orders[0]) > PARCEL_BYTES:
                break
            taken.append(self._orders.popleft())
        return taken

    def _free_worker(self, *, alone: bool) -> _Worker | None:
        """A worker with room, the idlest first."""
        had: dict[str, list[_Load]] = {address: [] for address in self._crew}
        for load, worker in self._flying.values():
            had[worker.address].append(load)
        for worker in sorted(self._crew.values(), key=lambda worker: len(had[worker.address])):
            loads = had[worker.address]
            if len(loads) < (1 if alone else worker.slots) and not any(load.losses for load in loads):
                return worker
        return None

    def _submit(self, load: _Load, worker: _Worker) -> None:
        errands = self._errands(load)
        if not errands:
            return
        load = replace(load, orders=tuple(errands))
        parcel = self._parcel(load, tuple(errands.values()))
        future = self._cluster.client.submit(workbench.work, parcel, workers=[worker.address], pure=False)
        self._flying[future] = (load, worker)
        future.add_done_callback(self._landed.put)

    def _errands(self, load: _Load) -> dict[Order, Errand]:
        """The orders as they travel; one whose source cannot be read has failed."""
        errands: dict[Order, Errand] = {}
        for order in load.orders:
            try:
                errands[order] = _errand(order)
            except ForumdocsError as error:
                self._fail(order, explain(error))
        return errands

    def _parcel(self, load: _Load, errands: tuple[Errand, ...]) -> Parcel:
        options = load.orders[0].options
        terms = self._batch.terms_of(options)
        return Parcel(
            crates=tuple(self._crates),
            glossary=terms.glossary.digest if terms else "",
            glossary_files=tuple(path.name for path in options.glossary),
            options=replace(options, glossary=()),
            errands=errands,
        )

    def _take_in(self) -> None:
        """What has landed, after a wait of :data:`LOOK` at most."""
        try:
            landed = [self._landed.get(timeout=LOOK)]
            while not self._landed.empty():
                landed.append(self._landed.get())
        except queue.Empty:
            return
        for future in landed:
            if future in self._flying:
                self._unload(future)

    def _unload(self, future: Any) -> None:
        load, _ = self._flying[future]
        if future.status in ("cancelled", "lost"):
            raise self._cluster.gone()
        try:
            delivery = future.result(timeout=FETCHING)
        except Exception as error:  # of the worker, not of a document: those come home as outcomes
            del self._flying[future]
            self._redo(load, explain(error))
            return
        del self._flying[future]
        self._enter(load, delivery)

    def _enter(self, load: _Load, delivery: Delivery) -> None:
        self._batch.ledger.remember(delivery.fresh)
        self.tally.found += delivery.sentences
        self.tally.sentences += delivery.sentences
        for job, outcome in zip(load.jobs, delivery.outcomes, strict=True):
            self._record(
                Made(
                    job,
                    outcome.content,
                    outcome.fault,
                    sentences=outcome.sentences,
                    flagged=outcome.flagged,
                    seconds=outcome.seconds,
                )
            )

    def _redo(self, load: _Load, reason: str) -> None:
        """Have orders done again one by one; one that was out too often has failed."""
        for single in load.apart():
            if single.losses < TRIES:
                self._suspects.append(single)
            else:
                (order,) = single.orders
                self._fail(order, f"{order.source.name}: given up after {TRIES} workers; {reason}.")

    def _fail(self, order: Order, fault: str) -> None:
        for job in order.jobs:
            self._record(Made(job, fault=fault))

    def _record(self, made: Made) -> None:
        self.tally.read += 1
        self.tally.count(self._batch.enter(made))


def _crates_for(batch: Batch, jobs: Sequence[Job]) -> dict[Crate, Path]:
    """The packages that may take part in these jobs, and where they lie on this machine."""
    targets = dict.fromkeys(target for job in jobs for target in job.targets)
    return pack(dict.fromkeys(package for target in targets for package in packages_into(batch.engine, target)))


def _glossaries_for(batch: Batch, jobs: Sequence[Job]) -> dict[str, Terminology]:
    """The glossaries of these jobs by their digests."""
    found = (batch.terms_of(options) for options in dict.fromkeys(job.options for job in jobs))
    return {terms.glossary.digest: terms for terms in found if terms}


def _errand(order: Order) -> Errand:
    """An order as it travels.

    Raises:
        ReadError: its source cannot be read.
    """
    wishes = tuple(Wish(job.targets, job.output.suffix, job.style, job.meta, job.summary) for job in order.jobs)
    name = order.source.name
    return Errand(name, PurePath(name).name, read_content(order.source), wishes)


def _size(order: Order) -> int:
    """Bytes of a source; nothing for one that lies in an archive or cannot be read, which is told of later."""
    try:
        return 0 if order.source.member else order.source.path.stat().st_size
    except OSError:
        return 0
