package org.eventgateway.trackingapi.destination;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eventgateway.plugin.destination.CheckReport;
import org.eventgateway.plugin.destination.CheckReport.Step;
import org.eventgateway.plugin.destination.CheckReport.Verdict;

/** Looks whether an address can be reached, without sending a request. */
final class Reachability {
    private static final Step NOTHING_SENT = new Step(
            "write key",
            Verdict.SKIPPED,
            "Nothing was sent: only a real event would tell whether the write key is right. Send one and look for it in the gateway.");

    private Reachability() {}

    static CheckReport check(URI address, Duration timeout) {
        List<Step> steps = new ArrayList<>();
        boolean tls = "https".equalsIgnoreCase(address.getScheme());
        steps.add(
                tls
                        ? new Step("address", Verdict.PASSED, "Events go to " + address.getHost() + " with TLS.")
                        : new Step(
                                "address",
                                Verdict.WARNING,
                                "Events and key go to " + address.getHost() + " in clear text. Use https."));
        if (resolves(address.getHost(), steps)) {
            connect(address, tls, timeout, steps);
        }
        steps.add(NOTHING_SENT);
        return new CheckReport(steps);
    }

    private static boolean resolves(String host, List<Step> steps) {
        try {
            int found = InetAddress.getAllByName(host).length;
            steps.add(new Step("name", Verdict.PASSED, "The host name has " + found + " address(es)."));
            return true;
        } catch (UnknownHostException e) {
            steps.add(new Step("name", Verdict.FAILED, "The host name is not known. Check url."));
            return false;
        }
    }

    private static void connect(URI address, boolean tls, Duration timeout, List<Step> steps) {
        int millis = (int) timeout.toMillis();
        int port = address.getPort() >= 0 ? address.getPort() : tls ? 443 : 80;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port), millis);
            socket.setSoTimeout(millis);
            steps.add(new Step("connection", Verdict.PASSED, "Port " + port + " takes connections."));
            if (tls) {
                handshake(socket, address.getHost(), port, steps);
            }
        } catch (IOException e) {
            steps.add(new Step(
                    "connection",
                    Verdict.FAILED,
                    "Port " + port + " takes no connection (" + kind(e) + "). Check url, firewall and proxy."));
        }
    }

    private static void handshake(Socket socket, String host, int port, List<Step> steps) {
        try (SSLSocket secure = (SSLSocket)
                ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(socket, host, port, false)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            steps.add(new Step(
                    "tls", Verdict.PASSED, secure.getSession().getProtocol() + ", the certificate is trusted."));
        } catch (IOException e) {
            steps.add(new Step(
                    "tls",
                    Verdict.FAILED,
                    "The TLS handshake failed (" + kind(e)
                            + "). Check the certificate, the trust store and the port."));
        }
    }

    private static String kind(IOException failure) {
        return failure.getClass().getSimpleName().toLowerCase(Locale.ROOT).replace("exception", "");
    }
}
