package io.visavis.acceptance.browser;

import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The same browser processes for one class after the other, since to start two takes as long as a short call; what was in them
 * goes after each test. Classes that run side by side have different ones, for {@link Browsers} are not thread-safe.
 */
public final class SharedBrowsers implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(SharedBrowsers.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browsers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return lease(context).browsers;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        lease(context).browsers.release();
    }

    /** The test class's: whichever of its tests or instances asks. */
    private static Lease lease(ExtensionContext context) {
        ExtensionContext ofClass = context;
        while (ofClass.getTestMethod().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        Pool pool = context.getRoot().getStore(HERE).getOrComputeIfAbsent(Pool.class, _ -> new Pool(), Pool.class);
        return ofClass.getStore(HERE).getOrComputeIfAbsent(Lease.class, _ -> new Lease(pool), Lease.class);
    }

    /** Until the class is done. */
    private static final class Lease implements AutoCloseable {
        private final Pool pool;
        private final Browsers browsers;

        Lease(Pool pool) {
            this.pool = pool;
            this.browsers = pool.take();
        }

        @Override
        public void close() {
            pool.idle.push(browsers);
        }
    }

    private static final class Pool implements AutoCloseable {
        private final ConcurrentLinkedDeque<Browsers> idle = new ConcurrentLinkedDeque<>();

        Browsers take() {
            Browsers browsers = idle.poll();
            return browsers == null ? new Browsers() : browsers;
        }

        @Override
        public void close() {
            idle.forEach(Browsers::close);
        }
    }
}
