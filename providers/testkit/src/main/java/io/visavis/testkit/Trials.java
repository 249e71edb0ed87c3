package io.visavis.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands each test of a contract a {@link Trial} of its own, and closes it after the test. */
final class Trials implements ParameterResolver {
    /** Keys of report entries, which {@link PromiseReport} reads. */
    static final String NOT_OFFERED = "visavis.not-offered";

    static final String REFUSED_CLEANLY = "visavis.refused-cleanly";
    static final String PROVIDER = "visavis.provider";

    private static final Namespace OURS = Namespace.create(Trials.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Trial.class;
    }

    @Override
    public Trial resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getStore(OURS).getOrComputeIfAbsent(Trial.class, _ -> trial(test), Trial.class);
    }

    private static Trial trial(ExtensionContext test) {
        ProviderFixture fixture = ((ProviderContract) test.getRequiredTestInstance()).fixture();
        test.publishReportEntry(PROVIDER, fixture.factory().describe().displayName());
        return new Trial(fixture, new Trial.Notes() {
            @Override
            public void notOffered(String why) {
                test.publishReportEntry(NOT_OFFERED, why);
            }

            @Override
            public void refusedCleanly(String what) {
                test.publishReportEntry(REFUSED_CLEANLY, what);
            }
        });
    }
}
