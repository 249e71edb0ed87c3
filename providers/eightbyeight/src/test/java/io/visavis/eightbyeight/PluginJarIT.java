package io.visavis.eightbyeight;

import io.visavis.testkit.PackagingContract;
import io.visavis.testkit.ProviderFixture;
import java.nio.file.Path;

/** The jar as it is dropped into {@code plugins/}. */
class PluginJarIT implements PackagingContract {

    @Override
    public ProviderFixture fixture() {
        return new EightByEightFixture();
    }

    @Override
    public Path jar() {
        return Path.of(System.getProperty("plugin.jar"));
    }
}
