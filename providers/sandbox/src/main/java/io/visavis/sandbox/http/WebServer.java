package io.visavis.sandbox.http;

import java.io.IOException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Jetty server that runs every request on a virtual thread of its own. Jetty's few platform threads only select. */
public final class WebServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebServer.class);
    private static final long IDLE_MILLIS = 15 * 60 * 1000L;

    private final Server server;
    private final ServerConnector connector;

    /**
     * @param port 0 picks a free one
     * @param handler must answer everything, errors too; what it throws becomes a bare 500
     */
    public WebServer(String host, int port, Handler handler) {
        var threads = new QueuedThreadPool(12, 2);
        threads.setName("sandbox-http");
        server = new Server(threads);
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(32 * 1024);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost(host);
        connector.setPort(port);
        // The faults hold answers back for minutes; the tests decide how long, not this server.
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setHandler(new OnVirtualThread(handler));
    }

    /**
     * Begins to listen.
     *
     * @throws IOException if the port is taken
     */
    public WebServer start() throws IOException {
        try {
            server.start();
            return this;
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the server did not start: " + e.getMessage(), e);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            log.warn("the server did not stop cleanly", e);
        }
    }

    private static final class OnVirtualThread extends org.eclipse.jetty.server.Handler.Abstract {

        private final Handler handler;

        OnVirtualThread(Handler handler) {
            this.handler = handler;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Thread.ofVirtual().name("request-" + request.getId()).start(() -> run(request, response, callback));
            return true;
        }

        private void run(Request request, Response response, Callback callback) {
            var exchange = new Exchange(request, response);
            try {
                var reply = handler.handle(exchange);
                if (reply.status() == 0) {
                    callback.failed(new IOException("the connection was taken over by a fault"));
                    return;
                }
                exchange.send(reply);
                callback.succeeded();
            } catch (IOException e) {
                callback.failed(e);
            } catch (Exception e) {
                log.error(
                        "{} {} failed",
                        request.getMethod(),
                        request.getHttpURI().getPath(),
                        e);
                if (exchange.committed()) {
                    callback.failed(e);
                } else {
                    Response.writeError(request, response, callback, 500);
                }
            }
        }
    }
}
