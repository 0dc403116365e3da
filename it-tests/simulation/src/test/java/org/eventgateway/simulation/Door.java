package org.eventgateway.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eventgateway.sandbox.http.SandboxReply;

/** Who may do what at SMC, and how often: the key of the moment, rights that are missing for a while, and a quota by the minute. */
final class Door {
    static final String KEY = "sandbox-key:sandbox-secret";
    static final String NEXT_KEY = "next-key:next-secret";

    private final Rules rules;
    private final Coverage coverage;
    private Instant window = Instant.MIN;
    private int taken;

    Door(Rules rules, Coverage coverage) {
        this.rules = rules;
        this.coverage = coverage;
    }

    /**
     * What holds in one simulation.
     *
     * @param revocations rights that are missing for a while
     * @param rotation from when on only the next key is good
     * @param quota the most requests in a minute
     */
    record Rules(List<Revocation> revocations, Instant rotation, int quota) {
        static final Rules NONE = new Rules(List.of(), Instant.MAX, Integer.MAX_VALUE);
    }

    /**
     * The service account has no right to write to a list for a while.
     *
     * @param list which one; empty if it may do nothing at all, {@link #DELETIONS} if it may not delete persons, whatever the list
     * @param status how SMC, or what stands before it, says so: 401 or 403
     */
    record Revocation(String list, int status, Instant from, Instant until) {
        static final String DELETIONS = "deletions";

        private boolean concerns(RemoteSmc.Request request, Instant now) {
            boolean right = switch (list) {
                case "" -> true;
                case DELETIONS -> request.isOfDeletion();
                default -> request.isBulk() && request.list().equals(list);
            };
            return right && !now.isBefore(from) && now.isBefore(until);
        }

        private Incident incident() {
            return switch (list) {
                case RemoteSmc.EVENTS -> Incident.EVENTS_LIST_REVOKED;
                case RemoteSmc.USERS -> Incident.USER_LIST_REVOKED;
                case DELETIONS -> Incident.DELETIONS_REVOKED;
                default -> Incident.ACCOUNT_REVOKED;
            };
        }
    }

    /** How a request is refused; empty if it may pass. */
    Optional<SandboxReply> refuse(RemoteSmc.Request request, Instant now) {
        String good = now.isBefore(rules.rotation()) ? KEY : NEXT_KEY;
        if (!request.key().equals(good)) {
            if (good.equals(NEXT_KEY)) {
                coverage.met(Incident.KEY_ROTATED);
            }
            return Optional.of(SandboxReply.jsonString(401, "Unauthorized"));
        }
        Optional<Revocation> revoked = rules.revocations().stream()
                .filter(each -> each.concerns(request, now))
                .findFirst();
        if (revoked.isPresent()) {
            coverage.met(revoked.get().incident());
            return Optional.of(SandboxReply.jsonString(revoked.get().status(), "Unauthorized"));
        }
        return overQuota(now) ? Optional.of(quotaUsedUp(now)) : Optional.empty();
    }

    private boolean overQuota(Instant now) {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        if (!minute.equals(window)) {
            window = minute;
            taken = 0;
        }
        return ++taken > rules.quota();
    }

    private SandboxReply quotaUsedUp(Instant now) {
        coverage.met(Incident.QUOTA_USED_UP);
        long left = Duration.between(now, window.plus(1, ChronoUnit.MINUTES)).toSeconds() + 1;
        return SandboxReply.text(429, "API calls quota exceeded! maximum admitted " + rules.quota() + " per Minute.")
                .withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", Long.toString(left));
    }
}
