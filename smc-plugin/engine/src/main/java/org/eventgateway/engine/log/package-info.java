/**
 * What survives a crash: the event log between intake and delivery, the dead letters, the repeats index and the ledger.
 *
 * <p>Decision: four small interfaces, one SQLite file behind them ({@code sqlite-jdbc}, WAL, {@code synchronous=FULL}). Measured
 * here, SQLite loses no acknowledged event by {@code kill -9}, needs a quarter of the CPU of H2 or Derby, clashes with no server's own
 * library, and an operator can open the file in a shell. It is slow without a grouping writer; the writer is what makes it good.
 * Only {@link org.eventgateway.engine.log.EventLog} may later be something distributed.
 *
 * <p>Decision: the events of one transaction are one row, a block, instead of a row each. Measured with batches of 100 events of 1.1 KB, the
 * writer then needs 4.7 instead of 11.2 microseconds an event, a read 0.7 instead of 1.6, and 2.8 instead of 5.5 times the
 * payload is written (log, checkpoint and settlement together). Settling stays exact: the position is kept in the ledger, and a block goes when
 * all of it is settled.
 *
 * <p>Decision: small blocks are kept in slots, rows of a page each that are written in place (see {@code SlotTable}), and in memory until they are
 * settled. A block of its own row takes seven pages in the write-ahead log, a slot one: with single events over 8 connections, of which
 * about five share a transaction, 1.5 instead of 5.4 times the payload is written, and a tenth of the server's CPU is saved.
 *
 * <p>Decision: blocks of more than a single event are compressed (LZ4, by {@code lz4-java}; see {@code BlockPacker}). Measured with batches of 100
 * events of 1.1 KB from door to sink, 0.5 instead of 1.9 times the payload is written, and what is spent on compression is saved on pages (the
 * CPU time stayed what it was even with LZ4 in plain Java); while the destination is down, an event takes 380 instead of 1,390 bytes of the disk
 * budget.
 *
 * <p>Decision: large blocks stay in memory too until they are settled, as they were before they were packed, but at most 4 MB of a connection. A
 * delivery that keeps up then needs no query and unpacks nothing, which took 3 % of a server under load. What does not fit is left to the disk, so
 * that what is kept is what is read next; and what a commit may have changed on disk is forgotten with the session.
 *
 * <p>Decision: repeats are not an index, since random keys would rewrite a page for each event. The newest fingerprints are a set in memory,
 * written as one small row for each transaction, or into the slot of its events; a full set, or that of a past hour, goes to the table of its hour as it is, with a
 * filter that stays in memory, at most 32 MB for all. Tables that left the window are dropped whole.
 *
 * <p>Decision: deleted content is overwritten only where that needs no extra writing ({@code secure_delete=FAST}); overwriting all
 * would write every event once more. An operator can ask for it. What goes with a person is overwritten always.
 *
 * <p>Decision: a deletion request is noted in the transaction that appends it, with a hash of the person; all else follows in small
 * transactions and can be done again after a crash. Events that are taken out leave an empty place, so that positions stay, and their places
 * are counted as deleted then and there: a settlement may mention them or not. What a request reaches is told by its place and by the newest
 * dead letter when it came, never by the clock. Once the request is settled nothing is deleted for
 * it any more, since what fails then stood behind it.
 *
 * <p>Decision: the repeat index keeps the hashes of the message ids of events that were taken out, for the repeat window like all others,
 * and the receipt says how many. They lead to nobody, and without them a sender that repeats such an event would bring the person back
 * right after the deletion: the simulation met it in one run of twenty.
 *
 * <p>Decision: what a replay must not undo is noted only for persons with an identify call among the dead letters: nobody else's can be
 * replayed. With no such dead letter a settlement costs one look into an index.
 *
 * <p>Decision: after any failure the writer throws its connection and all that it keeps in memory away, and reads both anew from disk. There is
 * no second code path that repairs memory, so memory and disk cannot differ.
 */
package org.eventgateway.engine.log;
