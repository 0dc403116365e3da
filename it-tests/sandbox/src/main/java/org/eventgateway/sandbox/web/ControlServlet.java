package org.eventgateway.sandbox.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eventgateway.sandbox.ControlApi;

/** Hands every request below {@code /sandbox/} to the control API; called by the server's threads. */
@WebServlet("/sandbox/*")
public class ControlServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ControlApi control = new ControlApi(SandboxStart.sandbox(getServletContext()));
        Exchange.send(control.handle(Exchange.request(request)), response);
    }
}
