package com.example.webhook;

import static java.util.stream.Collectors.*;

import java.io.IOException;
import java.net.http.*;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.*;
import org.eventgateway.plugin.event.*;

/** One address that events are posted to. Its receiver drops repeats by {@code messageId}. */
final class Webhook implements Destination {
    private final DestinationContext context;
    private final ExecutorService threads;
    private final HttpClient http;

    Webhook(DestinationContext context) {
        this.context = context;
        this.threads = Executors.newCachedThreadPool(context.threads());
        this.http = HttpClient.newBuilder().executor(threads).connectTimeout(Duration.ofSeconds(10)).build();
    }

    @Override public CheckReport check() {
        int status = send(request("HEAD", ""));
        boolean good = status > 0 && status < 500 && !Set.of(401, 403, 404).contains(status);
        return new CheckReport(List.of(new CheckReport.Step("address",
                good ? CheckReport.Verdict.PASSED : CheckReport.Verdict.FAILED, reason(status).text())));
    }

    @Override public Preview preview(Event event) {
        String body = array(List.of(event));
        HttpRequest request = request("POST", body);
        Map<String, String> headers = request.headers().map().entrySet().stream().collect(toMap(Map.Entry::getKey,
                header -> header.getKey().equals("Authorization") ? "***" : header.getValue().get(0)));
        String url = request.uri().toString();
        return new Preview(List.of(new Preview.Request("POST", url, headers, body)), Optional.empty());
    }

    @Override public DeliveryResult deliver(Batch batch) {
        int status = send(request("POST", array(batch.items().stream().map(Batch.Item::event).toList())));
        return switch (status) {
            case 200, 201, 202, 204 -> new DeliveryResult.Settled(
                    batch.items().stream().collect(toMap(Batch.Item::id, item -> Outcome.DELIVERED)));
            case 400, 413, 422 -> new DeliveryResult.Refused(Reason.event("refused", reason(status).text()));
            case 401, 403, 404 -> new DeliveryResult.Paused(Scope.CONNECTION,
                    Reason.configuration("not_let_in", reason(status).text() + " Correct url or token."));
            case 429 -> new DeliveryResult.Throttled(
                    context.clock().instant().plusSeconds(60), Scope.CONNECTION, reason(status));
            default -> new DeliveryResult.Unknown(reason(status));
        };
    }

    @Override public Erasure erase(Person person) { // not called, as deletions are not among the declared types
        return new Erasure(List.of(), Optional.of(Reason.configuration("not_offered", "A webhook deletes nothing.")));
    }

    @Override public void close() { threads.shutdownNow(); }

    private HttpRequest request(String method, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(context.settings().get(WebhookPlugin.URL))
                .timeout(Duration.ofSeconds(30)).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        context.settings().find(WebhookPlugin.TOKEN)
                .ifPresent(token -> request.header("Authorization", "Bearer " + token.reveal()));
        return request.build();
    }

    private int send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (IOException e) { // its text may hold the address
            return 0;
        }
    }

    private static Reason reason(int status) {
        return Reason.remote("http_" + status, status == 0 ? "No answer came." : "The status is " + status + ".");
    }

    private static String array(List<Event> events) {
        return events.stream().map(e -> StandardCharsets.UTF_8.decode(e.payload())).collect(joining(",", "[", "]"));
    }
}
