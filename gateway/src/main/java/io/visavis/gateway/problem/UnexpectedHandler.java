package io.visavis.gateway.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.visavis.gateway.kernel.Ids;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what nobody expected: an id for the caller, the whole story under that id for the log. A database that cannot be
 * reached is 503, so that a vendor or a browser tries again.
 */
@Singleton
final class UnexpectedHandler implements ExceptionHandler<Throwable, HttpResponse<byte[]>> {
    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedHandler.class);

    private final ErrorForms forms;

    UnexpectedHandler(ErrorForms forms) {
        this.forms = forms;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<byte[]> handle(HttpRequest request, Throwable exception) {
        String id = Ids.next("err");
        if (databaseUnreachable(exception)) {
            LOG.warn("{}: the database cannot be reached: {}", id, exception.toString());
            return forms.of(
                    request,
                    ProblemException.later(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "not-ready",
                            "The gateway cannot reach its database; try again.",
                            Duration.ofSeconds(5)));
        }
        if (exception instanceof EOFException && hungUp(request)) {
            LOG.debug("{}: the caller hung up during {}", id, request.getMethodName());
        } else {
            LOG.error("{}: {} failed", id, request.getMethodName(), exception);
        }
        return forms.of(
                request,
                ProblemException.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "unexpected",
                        ProblemAction.RETRY,
                        "Something went wrong here. Tell the operator: " + id));
    }

    /** Then nobody reads the answer, and nothing is wrong here. */
    private static boolean hungUp(HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> netty
                && !netty.getChannelHandlerContext().channel().isActive();
    }

    /** SQLState class 08: connection exception; 57P: the server is going down or starting. */
    private static boolean databaseUnreachable(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException) {
                return true;
            }
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"))) {
                return true;
            }
        }
        return false;
    }
}
