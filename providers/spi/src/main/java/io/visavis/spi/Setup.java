package io.visavis.spi;

import java.util.List;
import java.util.Map;

/** Sets the vendor's side up, or says what is wrong with it, so that an administrator need not leave the gateway. */
@Incubating(review = "2027-03-01")
public interface Setup {

    /**
     * Looks; changes nothing at the vendor.
     *
     * @throws ProviderException classified like a command
     */
    Report inspect();

    /**
     * Makes what is missing and mends what is wrong. Safe to repeat.
     *
     * @param choices values for {@link Report#choices}, by their names; one that is not among the options may do all the same
     * @throws ProviderException classified like a command; rejected where the vendor does not have what was chosen, if possible
     *     before anything is made
     */
    Report apply(Map<String, String> choices);

    /**
     * How things stand.
     *
     * @param steps in the order in which they are done
     * @param choices what the administrator may decide; what is left out is kept as it is
     * @param settings values that belong into the connection now
     */
    record Report(List<Step> steps, List<Choice> choices, Map<String, String> settings) {
        public Report {
            steps = List.copyOf(steps);
            choices = List.copyOf(choices);
            settings = Map.copyOf(settings);
        }
    }

    enum State {
        OK,
        /** Not there yet, or wrong: {@link Setup#apply} would change it. */
        MISSING,
        /** Just made or mended. */
        CHANGED,
        /** Somebody must do something; {@link Step#detail} says what. */
        FAILED
    }

    /**
     * One thing that must be right.
     *
     * @param name short, for example {@code webhook}
     * @param detail a sentence for the administrator, without secrets
     */
    record Step(String name, State state, String detail) {}

    /**
     * A decision.
     *
     * @param name the setting it decides
     * @param options what there is to choose; empty when the vendor lists nothing and any value is taken
     */
    record Choice(String name, String description, List<Option> options) {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /** A value and what it is called. */
    record Option(String value, String label) {}
}
