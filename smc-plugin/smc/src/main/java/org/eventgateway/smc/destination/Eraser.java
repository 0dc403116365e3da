package org.eventgateway.smc.destination;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.plugin.event.Person;
import org.eventgateway.smc.api.BulkResult;
import org.eventgateway.smc.api.Reply;
import org.eventgateway.smc.api.Search;
import org.eventgateway.smc.api.SmcClient;
import org.eventgateway.smc.row.RowBuffer;
import org.eventgateway.smc.row.Rows;
import org.eventgateway.smc.settings.SmcOptions;

/**
 * Deletes what SMC holds of a person: the rows of the events list that carry his user id, and his contact if there is a user list.
 * Rows are searched and deleted by their key, so that the counters account for each of them; a store counts as empty only when a
 * search finds nothing more. What only deletions lack lets them wait alone. SMC compares ignoring case, people's ids do not: event rows of another spelling stay. For one
 * erasure.
 */
final class Eraser {
    private static final int LARGEST_PAGE = 500;
    private static final int MOST_DELETIONS = 40;
    /** Of rows of alike ids, which end no attempt, so many pages: some 200,000 rows. */
    private static final int MOST_SEARCHES = 400;

    private static final Scope RIGHT = new Scope("right", "to delete persons");

    private final Remote remote;
    private final SmcOptions options;
    private final Settling settling;
    private final ConnectionCheck check;
    private final ClosedLists closed;
    private final int page;
    private final List<Erasure.Store> stores = new ArrayList<>();
    private boolean leave = true;

    Eraser(Remote remote, SmcOptions options, Settling settling, ClosedLists closed, ConnectionCheck check) {
        this.check = check;
        this.closed = closed;
        this.remote = remote;
        this.options = options;
        this.settling = settling;
        this.page = Math.min(LARGEST_PAGE, options.callRows());
    }

    /**
     * Deletes as much as can be deleted now. Leave is asked for once: to ask before each call would begin anew without end where the key
     * has few requests. The others count as well, so that whoever comes next waits for them too.
     */
    Erasure erase(Person person) {
        if (!remote.ask().isZero()) {
            return new Erasure(List.of(), Optional.of(remote.whyNot()));
        }
        Optional<String> user = options.columns().userColumn();
        Optional<Problem> ofRows = user.flatMap(column -> clear(options.eventsList(), key(), column, person.userId()));
        if (user.isEmpty()) {
            stores.add(new Erasure.Store(options.eventsList() + " (not searched: no column takes userId)", 0, 0));
        }
        // An id that one list cannot hold may be in the other all the same.
        boolean goesOn = ofRows.filter(Problem::mayPass).isEmpty();
        Optional<Problem> ofContact = options.userList()
                .filter(users -> goesOn)
                .flatMap(users -> clear(users.list(), users.businessKey(), users.businessKey(), person.userId()));
        Optional<Problem> open =
                ofContact.filter(Problem::mayPass).or(() -> ofRows).or(() -> ofContact);
        return new Erasure(
                stores, open.map(Problem::reason), open.map(Problem::waitsFor).orElse(Set.of()));
    }

    private String key() {
        return options.columns().keyColumn().orElseThrow();
    }

    private Optional<Problem> clear(String list, String key, String column, String user) {
        // A load that takes effect late would bring the person back.
        if (!settling.before(list, new Deleting(user)).isZero()) {
            stores.add(new Erasure.Store(list, 0, 0));
            return Optional.of(Problem.of(Settling.reason(list)));
        }
        long deleted = 0;
        int skip = 0;
        Optional<Problem> open = Optional.of(Problem.of(
                Reason.remote("erasure_continues", "There are many rows of this person; the deletion goes on.")));
        int deletions = 0;
        for (int searches = 0; deletions < MOST_DELETIONS && searches < MOST_SEARCHES; searches++) {
            Page found = search(list, key, column, user, skip);
            if (found.problem().isPresent()) {
                open = found.problem();
                break;
            }
            if (found.keys().isEmpty()) {
                if (found.rows() < page) {
                    open = Optional.empty();
                    break;
                }
                skip += page;
                continue;
            }
            deletions++;
            Deletion deletion = delete(list, key, found.keys(), user);
            deleted += deletion.deleted();
            if (deletion.problem().isPresent()) {
                open = deletion.problem();
                break;
            }
        }
        boolean nothing = open.isEmpty() && deleted == 0;
        stores.add(new Erasure.Store(list, deleted, nothing ? 1 : 0));
        return open;
    }

    private Page search(String list, String key, String column, String user, int skip) {
        List<String> fields = key.equalsIgnoreCase(column) ? List.of(key) : List.of(key, column);
        Search search = Search.byValue(fields, column, user, skip, page);
        Asked<Search.Result> asked = ask(
                (api, organization) ->
                        api.search(organization, list, remote.client().json(search)),
                Search.Result.class,
                list);
        if (asked.value().isEmpty()) {
            return new Page(List.of(), 0, asked.problem());
        }
        FoundRows rows = new FoundRows(asked.value().get(), key, column);
        return rows.keysOf(user)
                .map(keys -> new Page(keys, rows.count(), Optional.empty()))
                .orElseGet(() -> new Page(List.of(), 0, Optional.of(Problem.of(unreadable(list)))));
    }

    private Deletion delete(String list, String key, List<String> keys, String user) {
        RowBuffer buffer = new RowBuffer();
        int[] numbers = keys.stream()
                .distinct()
                .mapToInt(value -> {
                    buffer.raw('[');
                    buffer.quoted(value, value.length());
                    buffer.raw(']');
                    return buffer.endRow();
                })
                .toArray();
        Rows rows = Rows.of(buffer, numbers);
        Asked<BulkResult> asked = ask(
                (api, organization) -> api.delete(organization, list, key, key, rows::writeTo), BulkResult.class, list);
        if (asked.mayStillRun()) {
            settling.lost(list, new Deleting(user));
        }
        if (asked.value().isEmpty()) {
            return new Deletion(0, asked.problem());
        }
        BulkResult result = asked.value().get();
        boolean accounted = result.outcome() == BulkResult.Outcome.SUCCEEDED
                && result.refused() == 0
                && result.gone() >= rows.size();
        return new Deletion(
                result.deletedRecords(),
                accounted
                        ? Optional.empty()
                        : Optional.of(Problem.of(Reason.remote(
                                "deletion_not_confirmed",
                                "SMC did not confirm each deletion in the list " + list + "."))));
    }

    private <T> Asked<T> ask(SmcClient.Call call, Class<T> type, String list) {
        Reply reply = leave ? remote.heeded(call) : remote.now(call);
        leave = false;
        Lookup lookup = Lookup.of(reply);
        if (lookup.kind() == Lookup.Kind.FOUND && reply instanceof Reply.Answered answered) {
            Optional<T> value = answered.body().as(type);
            boolean unread = value.isEmpty();
            return new Asked<>(value, unread ? Optional.of(Problem.of(unreadable(list))) : Optional.empty(), unread);
        }
        if (lookup.kind() == Lookup.Kind.UNKNOWN_NAME) {
            return everything()
                    .or(() -> listMissing(list))
                    .map(problem -> Asked.<T>not(problem, false))
                    .orElseGet(() -> askedAgain(remote.now(call), list));
        }
        Problem problem = switch (lookup.kind()) {
            case NO_ACCESS -> everything().orElseGet(() -> rightMissing(list));
            case NOT_SMC, FOUND, UNKNOWN_NAME -> Problem.of(unreadable(list));
            case UNAVAILABLE -> Problem.of(unavailable(lookup, list));
        };
        return Asked.not(problem, mayStillRun(reply, lookup));
    }

    /** What keeps all else from SMC too. */
    private Optional<Problem> everything() {
        return check.diagnoseAccess().map(Problem::of);
    }

    /** The key is taken elsewhere. */
    private Problem rightMissing(String list) {
        return listMissing(list)
                .orElseGet(() -> new Problem(
                        Reason.configuration(
                                "right_missing",
                                "SMC refused the key for searching or deleting in the list " + list
                                        + ": enable the endpoints List data search and List data for this service account."),
                        Set.of(RIGHT)));
    }

    /** What read-only calls say is wrong with a list. Whoever else needs it waits with the deletion, and does not overtake who waits already. */
    private Optional<Problem> listMissing(String list) {
        return check.diagnose(list).map(reason -> {
            if (reason.category() != Category.CONFIGURATION) {
                return Problem.of(reason);
            }
            closed.close(ClosedLists.list(list), reason);
            return new Problem(reason, Set.of(ClosedLists.list(list)));
        });
    }

    /** The list is as it should be: now, if not when it was asked. Only who is refused once more is to blame for it. */
    private static <T> Asked<T> askedAgain(Reply reply, String list) {
        Lookup again = Lookup.of(reply);
        Reason reason = again.status() == 400
                ? Reason.event(
                        "deletion_refused",
                        "SMC refused to search or delete in the list " + list
                                + " (400): the userId may not be a value that its field can hold.")
                : Reason.remote("not_found_for_now", "SMC did not find the list " + list + ", though it shows it.");
        return Asked.not(Problem.of(reason), mayStillRun(reply, again));
    }

    // What SMC says of a search may quote what was searched for, and that is the person: only its status is passed on.
    private static Reason unavailable(Lookup lookup, String list) {
        if (lookup.status() == 0) {
            return lookup.reason();
        }
        return lookup.status() == 429
                ? Reason.throttled(
                        "too_many_requests", "SMC answered 429 to a deletion; it goes on when SMC allows it.")
                : Reason.remote(
                        "smc_status_" + lookup.status(),
                        "SMC answered " + lookup.status() + " to a deletion in the list " + list
                                + "; it will be tried again.");
    }

    private static boolean mayStillRun(Reply reply, Lookup lookup) {
        return reply instanceof Reply.Lost
                || lookup.kind() == Lookup.Kind.NOT_SMC
                || (reply instanceof Reply.Answered answered && answered.mayStillRun());
    }

    private static Reason unreadable(String list) {
        return Reason.remote("reply_unreadable", "SMC's answer for the list " + list + " cannot be read.");
    }

    /**
     * Why it is not finished.
     *
     * @param waitsFor what an operator must see to while others go on; empty if nothing
     */
    private record Problem(Reason reason, Set<Scope> waitsFor) {
        static Problem of(Reason reason) {
            return new Problem(reason, Set.of());
        }

        boolean mayPass() {
            return reason.category() != Category.EVENT;
        }
    }

    private record Page(List<String> keys, int rows, Optional<Problem> problem) {}

    private record Deletion(long deleted, Optional<Problem> problem) {}

    private record Asked<T>(Optional<T> value, Optional<Problem> problem, boolean mayStillRun) {
        static <T> Asked<T> not(Problem problem, boolean mayStillRun) {
            return new Asked<>(Optional.empty(), Optional.of(problem), mayStillRun);
        }
    }

    /** The deletions of one person on a list, which may follow each other whatever became of them. */
    private record Deleting(String user) {
        /** Hides whom it is about. */
        @Override
        public String toString() {
            return "Deleting";
        }
    }
}
