package io.visavis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.spi.Author;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.ConfigurationProblem;
import io.visavis.spi.ProviderEvent.Unrecognised;
import io.visavis.spi.RawWebhook;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What deliveries mean: promises T1 to T7. */
public interface TranslationContract extends ProviderContract {

    @Test
    @Promise("T1")
    default void theSameDeliveryMeansTheSameWheneverAndWhereverItIsRead(Trial trial) {
        List<Sample> samples = trial.fixture().samples();
        List<List<ProviderEvent>> first = samples.stream()
                .map(sample -> trial.translate(sample.delivery()))
                .toList();
        Provider another = trial.another(Map.of());
        for (int i = samples.size() - 1; i >= 0; i--) {
            RawWebhook delivery = samples.get(i).delivery();
            byte[] before = delivery.body().clone();
            assertThat(trial.translate(delivery))
                    .as("%s, read again", samples.get(i))
                    .isEqualTo(first.get(i));
            assertThat(Trial.translate(another, delivery))
                    .as("%s, read by another provider of the account", samples.get(i))
                    .isEqualTo(first.get(i));
            assertThat(delivery.body()).as("the bytes of %s", samples.get(i)).isEqualTo(before);
        }
        assertThat(trial.vendor().requests()).as("requests while translating").isEmpty();
    }

    @Test
    @Promise("T2")
    default void everyDocumentedEventIsUnderstood(Trial trial) {
        for (Sample sample : trial.fixture().samples()) {
            if (!foreign(sample)) {
                assertThat(trial.translate(sample.delivery()))
                        .as("%s, but for authors and texts", sample)
                        .map(Words::without)
                        .isEqualTo(sample.means().stream().map(Words::without).toList());
            }
        }
    }

    @Test
    @Promise("T2")
    default void theSamplesShowWhatTheDescriptorDeclares(Trial trial) {
        SampleCoverage.expectAll(trial.offered(), trial.fixture().samples());
    }

    private static boolean foreign(Sample sample) {
        return sample.means().stream().anyMatch(Unrecognised.class::isInstance);
    }

    @Test
    @Promise("T3")
    default void anUnknownKindIsNamedAsSuch(Trial trial) {
        List<Sample> unknown = trial.fixture().samples().stream()
                .filter(TranslationContract::foreign)
                .toList();
        assertThat(unknown).as("samples of a kind that nobody knows").isNotEmpty();
        for (Sample sample : unknown) {
            assertThat(trial.translate(sample.delivery()))
                    .as(sample.name())
                    .hasSameSizeAs(sample.means())
                    .anySatisfy(event -> assertThat(event).isInstanceOf(Unrecognised.class));
        }
    }

    @Test
    @Promise("T3")
    default void anUnknownShapeIsNamedAsSuch(Trial trial) {
        for (RawWebhook shape : ForeignDeliveries.shapes(trial.fixture().samples())) {
            assertThat(trial.translate(shape))
                    .as("what %s means as '%s'", shape.bodyText(), shape.action())
                    .isNotEmpty()
                    .allMatch(event -> event instanceof Unrecognised || event instanceof ConfigurationProblem);
        }
    }

    @Test
    @Promise("T4")
    default void bytesThatAreNotTheVendorsThrowNothing(Trial trial) {
        Provider provider = trial.provider();
        ForeignDeliveries.of(trial.fixture().samples()).forEach(delivery -> {
            try {
                List.copyOf(Trial.translate(provider, delivery));
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("translate threw, or gave null, for " + ForeignDeliveries.shown(delivery), e);
            }
        });
    }

    @Test
    @Promise("T5")
    default void aRepeatHasTheSameKeyAndAnotherDeliveryAnother(Trial trial) {
        Set<String> keys = new HashSet<>();
        for (Sample sample : trial.fixture().samples()) {
            RawWebhook delivery = sample.delivery();
            Optional<String> key = key(trial, delivery);
            assertThat(key(trial, delivery))
                    .as("the key of %s, asked again", sample)
                    .isEqualTo(key);
            assertThat(key(trial, trial.fixture().again(delivery)))
                    .as("the key of %s, delivered again", sample)
                    .isEqualTo(key);
            key.ifPresent(present -> assertThat(keys.add(present))
                    .as("the key %s of %s is its own", present, sample)
                    .isTrue());
        }
    }

    @Test
    @Promise("T5")
    default void noBytesMakeTheKeyThrow(Trial trial) {
        Provider provider = trial.provider();
        ForeignDeliveries.of(trial.fixture().samples()).forEach(delivery -> {
            try {
                Objects.requireNonNull(provider.webhooks().dedupKey(delivery));
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("dedupKey threw for " + ForeignDeliveries.shown(delivery), e);
            }
        });
    }

    private static Optional<String> key(Trial trial, RawWebhook delivery) {
        return trial.provider().webhooks().dedupKey(delivery);
    }

    @Test
    @Promise("T6")
    default void wordsAreWhoseTheyAre(Trial trial) {
        boolean agentHeard = false;
        for (Sample sample : trial.fixture().samples()) {
            List<Words> expected = Words.of(sample.means());
            assertThat(Words.of(trial.translate(sample.delivery())))
                    .as("authors of %s", sample)
                    .extracting(Words::author, Words::mayBeEcho)
                    .isEqualTo(expected.stream()
                            .map(words -> org.assertj.core.groups.Tuple.tuple(words.author(), words.mayBeEcho()))
                            .toList());
            agentHeard |= expected.stream().anyMatch(words -> words.author().kind() == Author.Kind.AGENT);
        }
        assertThat(agentHeard).as("a sample in which an agent speaks").isTrue();
    }

    @Test
    @Promise("T6")
    default void whereThereAreEchoesOneIsShown(Trial trial) {
        boolean echoes = trial.provider()
                .describe(trial.declared())
                .rules()
                .echoPatience()
                .isPositive();
        if (echoes) {
            assertThat(trial.fixture().samples())
                    .as("samples with an echo, because the rules wait for one")
                    .anyMatch(sample -> Words.of(sample.means()).stream()
                            .anyMatch(
                                    words -> words.mayBeEcho() || words.author().kind() == Author.Kind.VISITOR));
        } else {
            trial.notes().notOffered("the rules wait for no echo");
        }
    }

    @Test
    @Promise("T7")
    default void textIsPassedOnAsItCame(Trial trial) {
        for (String text : List.of(
                "Hello",
                " <b>bold</b> & \"quoted\" 'so' <script>alert(1)</script>&amp;%20+{{x}}${y}\\n ",
                "Καλημέρα 👋🏽 مرحبا \u200f line\nnext\ttab \u0007",
                "long ".repeat(4_000))) {
            assertThat(Words.of(trial.translate(trial.fixture().agentSays(text))))
                    .as("the words of an agent's message")
                    .extracting(Words::text)
                    .containsExactly(text);
        }
        for (Sample sample : trial.fixture().samples()) {
            assertThat(Words.of(trial.translate(sample.delivery())))
                    .as("texts of %s", sample)
                    .extracting(Words::text)
                    .isEqualTo(
                            Words.of(sample.means()).stream().map(Words::text).toList());
        }
    }
}
