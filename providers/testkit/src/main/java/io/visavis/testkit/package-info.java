/**
 * The promises of the provider SPI ({@code CONTRACT.md}) as tests that every provider inherits.
 *
 * <p>Start at {@link io.visavis.testkit.ProviderFixture}: it says what the tests must know of one provider and its vendor. A
 * test class that implements the five contracts ({@link io.visavis.testkit.AuthenticationContract},
 * {@link io.visavis.testkit.TranslationContract}, {@link io.visavis.testkit.SendContract},
 * {@link io.visavis.testkit.LifecycleContract}, {@link io.visavis.testkit.PackagingContract}) and supplies that fixture is all
 * that a provider writes. A run leaves its report in {@code target/visavis-testkit}.
 *
 * <p>Depends on the SPI, JUnit and AssertJ; on no provider, and on nothing of the gateway.
 */
@NullMarked
package io.visavis.testkit;

import org.jspecify.annotations.NullMarked;
