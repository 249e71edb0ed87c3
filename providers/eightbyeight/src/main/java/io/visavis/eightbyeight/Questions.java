package io.visavis.eightbyeight;

import io.visavis.eightbyeight.api.Account;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.HttpCalls;
import io.visavis.eightbyeight.availability.Analytics;
import io.visavis.eightbyeight.availability.AnalyticsNames;
import io.visavis.eightbyeight.availability.KeySchedules;
import io.visavis.eightbyeight.availability.KeyStatistics;
import io.visavis.eightbyeight.availability.KeyTokens;
import io.visavis.eightbyeight.availability.Platform;
import io.visavis.eightbyeight.availability.PlatformSchedules;
import io.visavis.eightbyeight.availability.PlatformStatistics;
import io.visavis.eightbyeight.availability.QueueAvailability;
import io.visavis.eightbyeight.availability.QueueSource;
import io.visavis.eightbyeight.availability.ScheduleSource;
import io.visavis.eightbyeight.availability.Schedules;
import io.visavis.eightbyeight.outbound.AgentStatusNames;
import io.visavis.spi.AgentDirectory;
import io.visavis.spi.Availability;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.ProviderContext;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is asked of 8x8 beside the chats, as far as the connection's settings allow. */
final class Questions {
    private final ConnectionSettings settings;
    private final ProviderContext context;
    private final Account account;
    private final HttpCalls http;
    private final EightByEightApi api;

    /** {@code api} has a rate limit of its own, so that questions never take a chat's turn. */
    Questions(
            ConnectionSettings settings,
            ProviderContext context,
            Account account,
            HttpCalls http,
            EightByEightApi api) {
        this.settings = settings;
        this.context = context;
        this.account = account;
        this.http = http;
        this.api = api;
    }

    /** Empty when neither schedule nor statistics are set. */
    Optional<Availability> availability(@Nullable String queueId) {
        Schedules schedules = settings.find(Settings.SCHEDULE_ID)
                .map(id -> new Schedules(scheduleSource(), id, openChoices()))
                .orElse(null);
        QueueSource queues = statistics().orElse(null);
        if (schedules == null && queues == null) {
            return Optional.empty();
        }
        Availability.State onError = Settings.choice(
                Settings.SCHEDULE_ON_ERROR, settings, Availability.State.UNKNOWN, Availability.State.values());
        return Optional.of(new QueueAvailability(schedules, queues, queueId, onError, context.clock()));
    }

    /** Names of queues for the set-up: by the key where nothing else is set. */
    QueueSource queues() {
        return statistics().orElseGet(() -> new KeyStatistics(api));
    }

    /** From the agent status where there is a token for it, else from Analytics where that is asked anyway. */
    Optional<AgentDirectory> agents(@Nullable String queueId) {
        Optional<URI> platform = settings.uri(Settings.PLATFORM_URL);
        Optional<String> token = settings.find(Settings.ACTION_REQUEST_TOKEN);
        if (platform.isEmpty() || token.isEmpty()) {
            return source() == StatisticsSource.ANALYTICS
                    ? Optional.of(new AnalyticsNames(analytics(), queueId))
                    : Optional.empty();
        }
        return Optional.of(
                new AgentStatusNames(http, platform.get(), settings.require(Settings.TENANT_ID), token.get()));
    }

    private Optional<QueueSource> statistics() {
        return switch (source()) {
            case OFF -> Optional.empty();
            case KEY -> Optional.of(new KeyStatistics(api));
            case ANALYTICS -> Optional.of(analytics());
            case PLATFORM -> Optional.of(new PlatformStatistics(platform()));
        };
    }

    private StatisticsSource source() {
        return Settings.choice(Settings.STATISTICS, settings, StatisticsSource.OFF, StatisticsSource.values());
    }

    private ScheduleSource scheduleSource() {
        return switch (Settings.choice(
                Settings.SCHEDULE_SOURCE, settings, ScheduleGeneration.KEY, ScheduleGeneration.values())) {
            case KEY -> new KeySchedules(api);
            case PLATFORM -> new PlatformSchedules(platform());
        };
    }

    private Platform platform() {
        return new Platform(
                http,
                settings.uri(Settings.PLATFORM_URL)
                        .orElseGet(() -> URI.create(settings.require(Settings.PLATFORM_URL))),
                settings.require(Settings.TENANT_ID),
                settings.require(Settings.DATA_REQUEST_TOKEN));
    }

    private Analytics analytics() {
        URI base = settings.uri(Settings.ANALYTICS_BASE_URL)
                .orElseGet(() -> URI.create(account.baseUrl() + "/analytics/cc/v5/realtime-metrics"));
        KeyTokens tokens = new KeyTokens(
                http,
                URI.create(account.baseUrl() + "/oauth/v2/token"),
                account.apiKey(),
                settings.require(Settings.API_SECRET),
                context.clock());
        Analytics.WaitUnit unit = Settings.choice(
                Settings.WAIT_UNIT, settings, Analytics.WaitUnit.MILLISECONDS, Analytics.WaitUnit.values());
        return new Analytics(http, context.accessTokens().cached(tokens), base, account.tenantId(), unit);
    }

    private Set<String> openChoices() {
        return settings.find(Settings.SCHEDULE_OPEN_CHOICES).stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(String::strip)
                .filter(choice -> !choice.isEmpty())
                .collect(Collectors.toSet());
    }
}
