package io.visavis.gateway.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class MasterKeyCheckTest {
    @Inject
    AccessFixture fixture;

    @Inject
    ConnectionRows rows;

    @Inject
    JsonColumn json;

    @Inject
    SettingsCipher cipher;

    @Test
    void a_key_that_does_not_open_the_stored_secrets_is_named() {
        fixture.connection(fixture.application(), WebhookCredential.OAUTH, null);
        SettingsCipher other = new SettingsCipher(new MasterKey(null, "dHdvLW1hc3Rlci1rZXktdHdvLW1hc3Rlci1rZXktMDI"));

        assertThatCode(() -> new MasterKeyCheck(rows, json, cipher).check()).doesNotThrowAnyException();
        assertThatThrownBy(() -> new MasterKeyCheck(rows, json, other).check())
                .hasMessageContaining("VISAVIS_MASTER_KEY")
                .hasMessageContaining("client-secret");
    }
}
