package io.visavis.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.access.AccessFixture.NewClient;
import io.visavis.gateway.storage.Sql;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** A copy of the database opens no door: what it holds of a secret is a hash with a key that lies elsewhere. */
@MicronautTest(transactional = false)
class SecretHashesTest {
    private static final String ONE_KEY = "b25lLW1hc3Rlci1rZXktb25lLW1hc3Rlci1rZXktMDE";
    private static final String OTHER_KEY = "dHdvLW1hc3Rlci1rZXktdHdvLW1hc3Rlci1rZXktMDI";

    @Inject
    AccessFixture fixture;

    @Inject
    SecretHashes hashes;

    @Inject
    Sql sql;

    private static SecretHashes keyed(String masterKey) {
        return new SecretHashes(new MasterKey(null, masterKey));
    }

    @Test
    void theSameSecretHasAnotherHashUnderAnotherKey() {
        assertThat(keyed(ONE_KEY).of("secret"))
                .isEqualTo(keyed(ONE_KEY).of("secret"))
                .isNotEqualTo(keyed(OTHER_KEY).of("secret"))
                .isNotEqualTo(keyed(ONE_KEY).of("secret2"));
    }

    @Test
    void whatIsStoredOfAClientsSecretIsThatHash() {
        NewClient client = fixture.client(fixture.application(), null, Permission.WEBHOOKS);

        assertThat(sql.query(
                        "select secret_hash from client_secret where client_id = ?",
                        row -> row.getString(1),
                        client.id().value()))
                .containsExactly(hashes.of(client.secret()))
                .doesNotContain(keyed(ONE_KEY).of(client.secret()));
    }
}
