package io.visavis.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a newcomer may do with the launcher, rightly and wrongly: each test in a clone of its own, beside others, for it mostly waits. */
@Execution(ExecutionMode.CONCURRENT)
class LauncherIT {
    @TempDir
    Path folder;

    private Clone clone;
    private final List<Launch> launches = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final String port = Integer.toString(Ports.free());
    private final String sandboxPort = Integer.toString(Ports.free());

    @BeforeEach
    void makeAClone() throws IOException {
        clone = new Clone(folder.resolve("clone"));
        environment.put("VISAVIS_JAVA_HOME", clone.jdk().toString());
    }

    @AfterEach
    void endAll() {
        launches.forEach(Launch::close);
    }

    // What it tells before it builds anything

    @Test
    void helpNeedsNoJdk() throws IOException {
        environment.put("VISAVIS_JAVA_HOME", folder.resolve("nothing").toString());
        assertThat(run("help").status()).isZero();
        assertThat(run("help").words()).contains("help     this page", "rehearse", "--home DIR");
        assertThat(run("demo", "--help").words()).contains("Usage: ./visavis");
    }

    @Test
    void aCommandThatIsNoneIsNamed() throws IOException {
        assertThat(refusal("demmo")).contains("there is no command \"demmo\"", "./visavis help");
        assertThat(refusal("demo", "--prot", "1")).contains("unknown option --prot", "./visavis help");
        assertThat(run().status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--sandbox-port"})
    void aPortMustBeANumber(String option) throws IOException {
        for (String wrong : List.of("abc", "0", "65536", "99999999999999999999", "-1", "80 80")) {
            assertThat(refusal("demo", option, wrong)).contains(option + " needs a number from 1 to 65535", wrong);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--sandbox-port", "--home"})
    void anOptionNeedsItsValue(String option) throws IOException {
        assertThat(refusal("demo", option)).contains("visavis: " + option + " needs a", "behind it");
        assertThat(refusal("demo", option, "--port=8081")).contains("visavis: " + option + " needs a");
    }

    @Test
    void aTakenPortIsToldBeforeAnythingIsBuilt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String busy = Integer.toString(taken.getLocalPort());
            assertThat(refusal("demo", "--port", busy)).contains("port " + busy + " is taken", "--port");
            assertThat(refusal("demo", "--port", port, "--sandbox-port", busy))
                    .contains("port " + busy + " is taken", "--sandbox-port");
            assertThat(refusal("serve", "--port", busy))
                    .contains("port " + busy + " is taken", "./visavis serve --port");
        }
        assertThat(refusal("demo", "--port", port, "--sandbox-port", port)).contains("one each");
    }

    @Test
    void aHomeThatCannotBeWrittenIsTold() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        assertThat(refusal("demo", "--home", folder.resolve("file/home").toString()))
                .contains("cannot make the folder", "--home DIR");
        Files.createDirectories(folder.resolve("home/visavis.pid"));
        assertThat(refusal("demo", "--home", folder.resolve("home").toString()))
                .contains("cannot write to", "--home DIR");
    }

    @Test
    void anOldJdkIsNamed() throws IOException {
        Path old = Clone.jdk(folder.resolve("old"), "17");
        environment.put("VISAVIS_JAVA_HOME", old.toString());
        assertThat(refusal("build")).contains("JDK 25 or newer is needed", old + " is 17");
        environment.put("VISAVIS_JAVA_HOME", folder.resolve("nothing").toString());
        assertThat(refusal("build")).contains("JDK 25 or newer is needed", "is none");
    }

    @Test
    void anOldJavaHomeIsPassedByAloud() throws IOException {
        environment.put("VISAVIS_JAVA_HOME", "");
        environment.put("JAVA_HOME", Clone.jdk(folder.resolve("old"), "17").toString());
        environment.put("HOME", folder.resolve("person").toString());
        Path jdk = Clone.jdk(folder.resolve("person/.jdks/temurin"), "99");
        Launch build = run("build");
        // On a machine with a fitting JDK of its own that one is found first.
        assertThat(build.words()).contains("JAVA_HOME=" + folder.resolve("old") + " is no JDK 25; taking /");
        assertThat(jdk).exists();
        assertThat(build.status()).isZero();
    }

    // What it builds, and when

    @Test
    void itBuildsOnceAndAgainWhenASourceChangedOrWent() throws IOException {
        assertThat(run("build").words()).contains("2/7  Visavis provider SPI", "Rehearsing", "Built in");
        run("build");
        assertThat(clone.builds()).isEqualTo(1);
        clone.write("gateway/src/Main.java", "other\n");
        run("build");
        assertThat(clone.builds()).as("after a change").isEqualTo(2);
        Files.delete(clone.folder().resolve("gateway/src/Gone.java"));
        run("build");
        assertThat(clone.builds()).as("after a deletion").isEqualTo(3);
        clone.write(".mvn/jvm.config", "-Xmx1g\n");
        run("build");
        assertThat(clone.builds()).as("after a change of Maven's settings").isEqualTo(4);
        clone.edited("\n");
        run("build");
        assertThat(clone.builds()).as("after a change of the launcher").isEqualTo(5);
        clone.write("gateway/README.md", "words\n");
        clone.write("gateway/src/test/SomeTest.java", "test\n");
        run("build");
        assertThat(clone.builds()).as("words and tests are not built").isEqualTo(5);
    }

    @Test
    void whatIsEditedDuringABuildIsBuiltNextTime() throws IOException {
        clone.write("edited-meanwhile", "");
        run("build");
        run("build");
        assertThat(clone.builds()).isEqualTo(2);
    }

    @Test
    void aFailedBuildIsShownAndTriedAgain() throws IOException {
        clone.write("fails", "[ERROR] Main.java:[1,1] no such thing\n");
        assertThat(refusal("demo", "--port", port, "--sandbox-port", sandboxPort))
                .contains("no such thing", "target/build.log");
        clone.write(
                "fails",
                "[ERROR] Could not transfer artifact a:b:1 from central: repo.maven.apache.org: Unknown host\n");
        assertThat(refusal("build")).contains("needs the internet");
        Files.delete(clone.folder().resolve("fails"));
        assertThat(run("build").status()).isZero();
    }

    // Where from

    @Test
    void aHomeCountsFromTheCallersFolder() throws IOException {
        Path caller = Files.createDirectories(folder.resolve("caller"));
        start(caller, clone.launcher(), "demo", "--port", port, "--sandbox-port", sandboxPort, "--home", "my home");
        assertThat(started().getFirst()).contains("home=" + caller.resolve("my home") + " ");
        assertThat(caller.resolve("my home/gateway.log")).exists();
    }

    @Test
    void aLinkLeadsToTheClone() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path far = Files.createSymbolicLink(bin.resolve("far"), Path.of("../clone/visavis"));
        Path near = Files.createSymbolicLink(bin.resolve("near"), far);
        start(bin, near, "demo", "--port=" + port, "--sandbox-port=" + sandboxPort);
        assertThat(started().getFirst())
                .contains("home=" + clone.folder().resolve("data") + " ", "port=" + port)
                .contains("plugins=" + clone.folder().resolve("plugins"));
    }

    // How it ends

    @Test
    void aSecondDemoOnTheSameHomeIsRefused() throws IOException {
        Launch first = demo();
        started();
        assertThat(refusal("demo", "--port", Integer.toString(Ports.free())))
                .contains("is in use by another Visavis (process " + first.pid() + ")", "--home DIR");
        first.signal("TERM");
        first.ended();
        clone.write("starts", "");
        demo();
        assertThat(started()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void whoStopsItStopsAll(String signal) throws IOException {
        Launch demo = demo();
        List<Long> pids = pids();
        demo.signal(signal);
        assertThat(demo.ended().status()).isZero();
        pids.forEach(Launch::awaitGone);
        assertThat(clone.folder().resolve("data/visavis.pid")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whenOneOfTheTwoDiesTheOtherGoesToo(int which) throws IOException {
        Launch demo = demo();
        List<Long> pids = pids();
        Launch.signal(pids.get(which), "KILL");
        assertThat(demo.ended().status()).isEqualTo(137);
        assertThat(demo.words()).containsAnyOf("the gateway stopped (status 137)", "the sandbox stopped (status 137)");
        pids.forEach(Launch::awaitGone);
    }

    @Test
    void aLauncherThatIsKilledTakesBothAlong() throws IOException {
        Launch demo = demo();
        List<Long> pids = pids();
        demo.signal("KILL");
        pids.forEach(Launch::awaitGone);
    }

    @Test
    void whatAKilledLauncherLeftBehindIsNamed() throws IOException {
        Launch demo = demo();
        List<Long> pids = pids();
        ProcessHandle keeper = ProcessHandle.of(demo.pid()).stream()
                .flatMap(ProcessHandle::children)
                .filter(child -> child.info().command().orElse("").endsWith("bash"))
                .findFirst()
                .orElseThrow();
        keeper.destroyForcibly();
        demo.signal("KILL");
        demo.ended();

        assertThat(refusal("demo", "--port", Integer.toString(Ports.free())))
                .contains("left behind", "(kill ")
                .contains(pids.stream().map(String::valueOf).toList());

        pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    @Test
    void aPortThatAnotherVisavisHasIsToldWithItsProcess() throws IOException {
        demo();
        long gateway = gatewayOf(started());
        try (ServerSocket listening = new ServerSocket(Integer.parseInt(port), 50, InetAddress.getLoopbackAddress())) {
            assertThat(refusal(
                            "demo",
                            "--port",
                            port,
                            "--home",
                            folder.resolve("other").toString()))
                    .contains("port " + listening.getLocalPort() + " is taken by another Visavis (process " + gateway
                            + "). Stop it (kill " + gateway + ")");
        }
    }

    private static long gatewayOf(List<String> started) {
        return started.stream()
                .filter(line -> line.contains("visavis-gateway.jar"))
                .map(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aBuildThatIsStoppedLeavesNothingBehind() throws IOException {
        clone.write("goes-on", "");
        Launch build = start(clone.folder(), clone.launcher(), "build");
        Await.untilTrue("Maven runs", Await.PATIENCE, () -> clone.builds() == 1);
        List<ProcessHandle> maven = Await.until(
                "Maven is at work",
                Await.PATIENCE,
                () -> Optional.of(processesOf(build.pid())).filter(found -> !found.isEmpty()));
        build.signal("INT");
        assertThat(build.ended().status()).isEqualTo(130);
        maven.forEach(process -> Launch.awaitGone(process.pid()));
        assertThat(clone.folder().resolve("target/built")).doesNotExist();
    }

    private static List<ProcessHandle> processesOf(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
    }

    private Launch demo() throws IOException {
        return start(clone.folder(), clone.launcher(), "demo", "--port", port, "--sandbox-port", sandboxPort);
    }

    private List<Long> pids() {
        return started().stream()
                .map(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
                .toList();
    }

    /** Gateway and sandbox, whichever was first. */
    private List<String> started() {
        Launch launch = launches.getLast();
        try {
            return Await.until("gateway and sandbox are started", Await.PATIENCE, () -> {
                boolean goesOn = launch.alive();
                List<String> lines = clone.lines("starts").stream()
                        .filter(line -> !line.contains("AOTCacheOutput"))
                        .toList();
                if (lines.size() != 2 && !goesOn) {
                    throw new AssertionError("the launcher ended with " + lines);
                }
                return Optional.of(lines).filter(it -> it.size() == 2);
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; its words:\n" + launch.words(), e);
        }
    }

    private Launch start(Path from, Path launcher, String... arguments) throws IOException {
        List<String> command = Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toList();
        Launch launch = Launch.start(from, environment, command, folder.resolve("words-" + launches.size() + ".log"));
        launches.add(launch);
        return launch;
    }

    private Launch run(String... arguments) throws IOException {
        return start(clone.folder(), clone.launcher(), arguments).ended();
    }

    /** What it says when it refuses: nothing was started for it. */
    private String refusal(String... arguments) throws IOException {
        int startedBefore = clone.lines("starts").size();
        Launch launch = run(arguments);
        assertThat(launch.status()).as(launch.words()).isEqualTo(1);
        assertThat(clone.lines("starts")).as(launch.words()).hasSize(startedBefore);
        return launch.words();
    }
}
