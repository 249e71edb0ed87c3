package io.visavis.acceptance.browser;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The same browser processes for all classes that run alone, since to start two takes as long as a short call; what was in them
 * goes after each test. They start at first use. Others need {@link Browsers} of their own: these are not thread-safe.
 */
public final class SharedBrowsers implements ParameterResolver, AfterEachCallback {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browsers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return browsers(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        browsers(context).release();
    }

    private static Browsers browsers(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedBrowsers.class))
                .getOrComputeIfAbsent(Browsers.class, _ -> new Browsers(), Browsers.class);
    }
}
