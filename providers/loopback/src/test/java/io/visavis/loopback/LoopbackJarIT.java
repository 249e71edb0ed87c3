package io.visavis.loopback;

import io.visavis.testkit.PackagingContract;
import io.visavis.testkit.ProviderFixture;
import java.nio.file.Path;

/** The jar as it is dropped into {@code plugins/}. */
class LoopbackJarIT implements PackagingContract {

    @Override
    public ProviderFixture fixture() {
        return new LoopbackFixture();
    }

    @Override
    public Path jar() {
        return Path.of("target/loopback.jar");
    }
}
