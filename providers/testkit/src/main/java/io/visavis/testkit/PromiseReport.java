package io.visavis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes {@code target/visavis-testkit} (another folder by the system property {@code visavis.testkit.report}) when tests that
 * carry a {@link Promise} have run: a JUnit XML file for each test class and {@code index.html} over all of them. Found by the
 * JUnit Platform itself; nothing needs to be configured.
 */
public final class PromiseReport implements TestExecutionListener {
    private final List<Check> checks = new CopyOnWriteArrayList<>();
    private final Map<String, Long> started = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> entries = new ConcurrentHashMap<>();
    private volatile String provider = "";

    @Override
    public void executionStarted(TestIdentifier test) {
        started.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        Map<String, String> published = entry.getKeyValuePairs();
        entries.computeIfAbsent(test.getUniqueId(), _ -> new ConcurrentHashMap<>())
                .putAll(published);
        provider = published.getOrDefault(Trials.PROVIDER, provider);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() && test.getSource().orElse(null) instanceof MethodSource source) {
            AnnotationSupport.findAnnotation(source.getJavaMethod(), Promise.class)
                    .ifPresent(promise -> checks.add(check(test, source, promise, result)));
        }
    }

    private Check check(TestIdentifier test, MethodSource source, Promise promise, TestExecutionResult result) {
        Map<String, String> published = entries.getOrDefault(test.getUniqueId(), Map.of());
        Duration took = Duration.ofNanos(System.nanoTime() - started.getOrDefault(test.getUniqueId(), 0L));
        String name = Check.sentence(source.getMethodName());
        if (test.getDisplayName().startsWith("[")) {
            name += ": " + test.getDisplayName().replaceFirst("^\\[\\d+\\] ", "");
        }
        Check.Outcome outcome = Check.Outcome.PASSED;
        String detail = "";
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            outcome = Check.Outcome.FAILED;
            detail = result.getThrowable().map(String::valueOf).orElse("did not run to its end");
        } else if (published.containsKey(Trials.NOT_OFFERED)) {
            outcome = Check.Outcome.NOT_OFFERED;
            detail = published.get(Trials.NOT_OFFERED);
        } else if (published.containsKey(Trials.REFUSED_CLEANLY)) {
            outcome = Check.Outcome.REFUSED_CLEANLY;
            detail = published.get(Trials.REFUSED_CLEANLY);
        }
        return new Check(source.getClassName(), name, promise.value(), outcome, detail, took);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!checks.isEmpty()) {
            write(Path.of(System.getProperty("visavis.testkit.report", "target/visavis-testkit")));
        }
    }

    private void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Map<String, List<Check>> suites = checks.stream().collect(Collectors.groupingBy(Check::suite));
            for (Map.Entry<String, List<Check>> suite : suites.entrySet()) {
                JUnitXml.write(folder.resolve("TEST-" + suite.getKey() + ".xml"), suite.getKey(), suite.getValue());
            }
            // The jar is tested in a later run than the classes: what that one left belongs to the same report.
            List<Check> all = new ArrayList<>();
            try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
                for (Path file : files) {
                    all.addAll(JUnitXml.read(file));
                }
            }
            Files.writeString(folder.resolve("index.html"), new HtmlReport(provider, all).html());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report into " + folder, e);
        }
    }
}
