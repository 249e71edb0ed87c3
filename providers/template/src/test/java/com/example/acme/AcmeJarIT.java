package com.example.acme;

import io.visavis.testkit.PackagingContract;
import io.visavis.testkit.ProviderFixture;
import java.nio.file.Path;

/** The jar as it is dropped into {@code plugins/}. */
class AcmeJarIT implements PackagingContract {

    @Override
    public ProviderFixture fixture() {
        return new AcmeFixture();
    }

    @Override
    public Path jar() {
        return Path.of("target/acme.jar");
    }
}
