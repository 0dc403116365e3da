package org.eventgateway.sandbox.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Hands every request below the API's prefix to the sandbox, whatever its method; called by the server's threads. */
@WebServlet("/Portal/Api/*")
public class ApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange.send(SandboxStart.sandbox(getServletContext()).handle(Exchange.request(request)), response);
    }
}
