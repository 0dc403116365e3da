package org.eventgateway.war.rest;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eventgateway.plugin.Reason;
import org.eventgateway.war.door.Answers;
import org.eventgateway.war.http.Reply;

/**
 * The entrances for events, in front of JAX-RS, which answers everything else. Called on request threads; a reply that has to wait for
 * the disk is sent by {@link GatewayLifecycle#replyThreads}.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class DoorFilter extends HttpFilter {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final System.Logger LOG = System.getLogger(DoorFilter.class.getName());

    @Inject
    @SuppressWarnings("NullAway.Init") // the server sets it
    private transient GatewayLifecycle lifecycle;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // The servers differ in what they do with double and trailing slashes; the URI is what the sender wrote.
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Optional<Entrance> entrance =
                Entrance.at(path).filter(found -> found.methods().contains(request.getMethod()));
        if (entrance.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        if (entrance.get().openToPages()) {
            Cors.answer(request.getHeader("Origin")).forEach(response::setHeader);
        }
        answer(request, response, reply(entrance.get(), request));
    }

    private CompletableFuture<Reply> reply(Entrance entrance, HttpServletRequest request) {
        try {
            var shell = lifecycle.shell();
            return shell.isEmpty()
                    ? CompletableFuture.completedFuture(Answers.notRunning())
                    : entrance.take(shell.get(), Heads.of(request), request.getInputStream());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            LOG.log(System.Logger.Level.ERROR, "A request failed", e);
            return CompletableFuture.completedFuture(Answers.failure(
                    500, Reason.internal("internal_error", "The gateway failed; its log says how. Send again.")));
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, CompletableFuture<Reply> reply)
            throws IOException {
        if (reply.isDone()) {
            write(response, reply.join());
            return;
        }
        AsyncContext exchange = request.startAsync(request, response);
        // LateReplies does it: the server would schedule a task for each request.
        exchange.setTimeout(0);
        LateReplies.Waiting waiting = lifecycle.lateReplies().watch(() -> end(exchange, response, Answers.late()));
        // Nobody waits for the outcome: if no thread is left, the request is answered as late.
        CompletableFuture<Void> unused = reply.thenAcceptAsync(
                done -> {
                    if (waiting.answered()) {
                        end(exchange, response, done);
                    }
                },
                lifecycle.replyThreads());
    }

    /** Answers and ends the exchange; throws nothing, for whoever calls it has other exchanges to end. */
    static void end(AsyncContext exchange, HttpServletResponse response, Reply reply) {
        try {
            write(response, reply);
        } catch (IOException | RuntimeException e) {
            notSent(e);
        }
        try {
            exchange.complete();
        } catch (RuntimeException e) {
            // Payara releases the response of a sender that is gone, and says so here.
            notSent(e);
        }
    }

    /** The sender is gone. What is stored is stored, and recognised when it comes again. */
    private static void notSent(Exception e) {
        LOG.log(
                System.Logger.Level.DEBUG,
                "An answer could not be sent: {0}",
                e.getClass().getName());
    }

    private static void write(HttpServletResponse response, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(reply.status());
        response.setContentType("application/json");
        reply.headers().forEach(response::setHeader);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
