package io.visavis.gateway.admin;

import io.visavis.gateway.kernel.KnownNames;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.spi.Setup;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what an administrator chose against what there is to choose. */
final class SetupChoices {
    private static final int MOST_LISTED = 12;

    private final Map<String, String> chosen;
    private final List<Setup.Choice> offered;

    SetupChoices(Map<String, String> chosen, List<Setup.Choice> offered) {
        this.chosen = chosen;
        this.offered = offered;
    }

    /**
     * Holds every choice to have a value, which JSON's null is not.
     *
     * @throws ProblemException 400 naming those without
     */
    static void requireValues(Map<String, @Nullable String> chosen) {
        FieldChecks checks = new FieldChecks();
        chosen.forEach((name, value) -> {
            if (value == null) {
                checks.wrong("choices." + name, "must be a text");
            }
        });
        checks.orThrow();
    }

    /** What is decided nowhere: it would be dropped without a word. */
    void noteNames(FieldChecks checks) {
        List<String> names = offered.stream().map(Setup.Choice::name).toList();
        chosen.keySet().stream().filter(name -> !names.contains(name)).sorted().forEach(name -> {
            checks.wrong("choices." + name, "is no choice here" + KnownNames.hint(name, names));
        });
    }

    /** After a refusal: values that are not offered. Before one they may do, as a vendor need not list everything. */
    void noteValues(String refusal, FieldChecks checks) {
        for (Setup.Choice choice : offered) {
            String value = chosen.get(choice.name());
            if (value != null
                    && choice.options().stream()
                            .noneMatch(option -> option.value().equals(value))) {
                checks.wrong("choices." + choice.name(), "is not taken: " + refusal + listed(choice.options()));
            }
        }
    }

    private static String listed(List<Setup.Option> options) {
        return options.isEmpty()
                ? ""
                : options.stream()
                        .limit(MOST_LISTED)
                        .map(SetupChoices::named)
                        .collect(Collectors.joining(
                                ", ",
                                "; known are ",
                                options.size() > MOST_LISTED ? " and others, see GET of this address" : ""));
    }

    private static String named(Setup.Option option) {
        return option.value().equals(option.label()) ? option.value() : option.value() + " (" + option.label() + ")";
    }
}
