package org.eventgateway.war.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.eventgateway.war.http.Reply;
import org.junit.jupiter.api.Test;

/** An exchange whose sender is gone ends without a fault, whatever the server says to that. */
class DoorFilterTest {
    private final List<String> called = new ArrayList<>();

    @Test
    void endsAnExchangeWhoseResponseTheServerHasReleased() {
        DoorFilter.end(
                of(AsyncContext.class, failing()), of(HttpServletResponse.class, failing()), Reply.of(200, "{}"));
        assertThat(called).containsExactly("setStatus", "complete");
    }

    private InvocationHandler failing() {
        return (exchange, method, arguments) -> {
            called.add(method.getName());
            throw new IllegalStateException("released");
        };
    }

    private static <T> T of(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
