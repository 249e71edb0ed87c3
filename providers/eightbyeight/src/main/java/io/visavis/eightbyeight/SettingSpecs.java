package io.visavis.eightbyeight;

import io.visavis.eightbyeight.availability.Analytics;
import io.visavis.eightbyeight.inbound.SystemMessages;
import io.visavis.eightbyeight.outbound.Defaults;
import io.visavis.eightbyeight.outbound.Reopening;
import io.visavis.eightbyeight.signature.SignatureMode;
import io.visavis.spi.Availability;
import io.visavis.spi.SettingSpec;
import java.util.Arrays;
import java.util.List;

/** The words of the form in which an administrator enters an 8x8 account. */
final class SettingSpecs {
    private SettingSpecs() {}

    /** In the order of the form: who, where chats go, then what rarely changes. */
    static List<SettingSpec> all() {
        return List.of(
                SettingSpec.requiredSecret(
                        Settings.API_KEY,
                        "API key of an app with the product Chat Gateway; in 8x8 Admin Console under API Keys > Create"
                                + " App. Its secret is not needed for chats."),
                SettingSpec.optional(
                        Settings.TENANT_ID,
                        "Tenant label; in 8x8 Configuration Manager under Home > Profile. Needed when the customer has"
                                + " several tenants, wise always: deliveries of other tenants are refused then."),
                SettingSpec.optional(
                        Settings.CHANNEL_ID,
                        "Channel used when a page names none; in 8x8 Configuration Manager under Channels > Chat API,"
                                + " column ID. The set-up of this connection can make one."),
                SettingSpec.optional(
                        Settings.QUEUE_ID,
                        "Queue used when a page names none; without it the channel's own queue applies."),
                SettingSpec.optional(
                        Settings.SCRIPT_ID, "Script that runs before a queue is chosen, when a page names none."),
                SettingSpec.optional(Settings.API_BASE_URL, "Address of 8x8's API.")
                        .withDefault(Settings.DEFAULT_API_BASE_URL),
                SettingSpec.optional(
                                Settings.KEY_PATH,
                                "Path of 8x8's public keys; {kid} stands for the key's id. Older tenants may need"
                                        + " /vcc/us/chat/v2/jwk/{kid}/public.")
                        .withDefault(Settings.DEFAULT_KEY_PATH),
                SettingSpec.optional(
                                Settings.SIGNATURE,
                                "Whether deliveries must be signed by 8x8. WARN and OFF let in anyone who knows the"
                                        + " address: for tests only.")
                        .withDefault(SignatureMode.REQUIRED.name())
                        .oneOf(names(SignatureMode.values())),
                SettingSpec.optional(
                                Settings.TRANSMISSION_WINDOW,
                                "How old a delivery may be, as an ISO-8601 duration such as PT10M; 8x8 dates every try"
                                        + " anew.")
                        .withDefault(Settings.DEFAULT_TRANSMISSION_WINDOW.toString()),
                SettingSpec.optional(
                                Settings.SYSTEM_MESSAGES,
                                "Whether visitors see what 8x8 itself writes into a chat, such as that it was closed.")
                        .withDefault(SystemMessages.HIDE.name())
                        .oneOf(names(SystemMessages.values())),
                SettingSpec.optional(
                                Settings.END_GRACE,
                                "How long a chat stays open after its agent left, in case it is being transferred.")
                        .withDefault(Settings.DEFAULT_END_GRACE.toString()),
                SettingSpec.optional(
                                Settings.REOPEN,
                                "Whether visitors may go on with a chat that has ended: their next message waits in the last"
                                        + " queue, and the next agent sees the whole chat. OFF: they begin a new one.")
                        .withDefault(Reopening.ON.name())
                        .oneOf(names(Reopening.values())),
                SettingSpec.optional(
                                Settings.REORDER_WINDOW,
                                "How long an event may wait for an earlier one to overtake it, PT0S to PT1S; a longer"
                                        + " wait orders better and shows later.")
                        .withDefault(Settings.DEFAULT_REORDER_WINDOW.toString()),
                SettingSpec.optional(
                        Settings.SCHEDULE_ID,
                        "Schedule that says when the queue is open, by its number or name; in 8x8 Configuration Manager under"
                                + " Schedules. Blank: visitors are not told."),
                SettingSpec.optional(
                                Settings.SCHEDULE_SOURCE,
                                "Where the schedule is asked for: KEY asks with the API key, whose app needs the product"
                                        + " Contact Center Schedule; PLATFORM asks the tenant's older platform and needs its"
                                        + " address and the data request token.")
                        .withDefault(ScheduleGeneration.KEY.name())
                        .oneOf(names(ScheduleGeneration.values())),
                SettingSpec.optional(
                        Settings.SCHEDULE_OPEN_CHOICES,
                        "Numbers of the schedule's own choices that count as open, such as 1,3; all others are closed."),
                SettingSpec.optional(
                                Settings.SCHEDULE_ON_ERROR, "What visitors see while the schedule cannot be asked.")
                        .withDefault(Availability.State.UNKNOWN.name())
                        .oneOf(names(Availability.State.values())),
                SettingSpec.optional(
                                Settings.STATISTICS,
                                "Where the waiting time comes from: KEY asks with the API key, ANALYTICS asks Analytics for"
                                        + " Contact Center, for names of agents too, and needs the API secret, PLATFORM asks the"
                                        + " tenant's older platform and needs its address and the data request token.")
                        .withDefault(StatisticsSource.OFF.name())
                        .oneOf(names(StatisticsSource.values())),
                SettingSpec.secret(Settings.API_SECRET, "Secret of the API key; for ANALYTICS only."),
                SettingSpec.optional(
                        Settings.ANALYTICS_BASE_URL,
                        "Address of the realtime metrics if the account is not in the United States, such as"
                                + " https://api.8x8.com/eu/analytics/cc/v5/realtime-metrics."),
                SettingSpec.optional(Settings.WAIT_UNIT, "In what ANALYTICS counts waits; 8x8 prints no unit.")
                        .withDefault(Analytics.WaitUnit.MILLISECONDS.name())
                        .oneOf(names(Analytics.WaitUnit.values())),
                SettingSpec.optional(
                        Settings.PLATFORM_URL,
                        "Address of the tenant's platform, such as https://vcc-eu5.8x8.com; with the action request"
                                + " token visitors see the names of agents."),
                SettingSpec.secret(
                        Settings.DATA_REQUEST_TOKEN,
                        "Data Request Token; in 8x8 Configuration Manager under Integration > API Token. Where PLATFORM is asked"
                                + " only."),
                SettingSpec.secret(
                        Settings.ACTION_REQUEST_TOKEN,
                        "Action Request Token; in 8x8 Configuration Manager under Integration > API Token. Only for the"
                                + " names of agents; a new one there ends all others at once."),
                SettingSpec.optional(
                                Settings.REQUESTS_PER_SECOND,
                                "Most requests per second to 8x8's API, which publishes no limit; 0 is without limit.")
                        .withDefault(String.valueOf(Settings.DEFAULT_REQUESTS_PER_SECOND)),
                SettingSpec.optional(
                                Settings.REQUEST_TIMEOUT,
                                "How long one request to 8x8 may take, as an ISO-8601 duration such as PT10S.")
                        .withDefault(Settings.DEFAULT_REQUEST_TIMEOUT.toString()),
                SettingSpec.optional(
                                Settings.MAX_MESSAGE_LENGTH,
                                "Most characters of one message; longer ones are visibly shortened.")
                        .withDefault(String.valueOf(Defaults.MESSAGE_LENGTH)),
                SettingSpec.optional(
                                Settings.MAX_HISTORY_MESSAGES,
                                "Most messages of an earlier transcript handed over, the latest kept; 8x8 takes 200, 0"
                                        + " hands none over.")
                        .withDefault(String.valueOf(Defaults.MOST_HISTORY_MESSAGES)));
    }

    private static String[] names(Enum<?>[] choices) {
        return Arrays.stream(choices).map(Enum::name).toArray(String[]::new);
    }
}
