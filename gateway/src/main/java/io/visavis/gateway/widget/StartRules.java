package io.visavis.gateway.widget;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.gateway.kernel.KnownNames;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.problem.ProblemException.FieldError;
import io.visavis.spi.CustomerField;
import io.visavis.spi.OptionSpec;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a chat mode asks of a start, beyond its schema. Takes documents that break the schema, to name all errors at once. */
final class StartRules {
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private StartRules() {}

    static List<FieldError> check(JsonNode body, LiveProvider live, Set<String> optionsOfAnyMode) {
        List<FieldError> errors = new ArrayList<>();
        for (OptionSpec option : live.descriptor().options()) {
            if (option.required()
                    && isBlank(body.path("options"), option.name())
                    && live.settings().getOrDefault(option.name(), "").isBlank()) {
                errors.add(new FieldError(
                        "options." + option.name(), "is required for this chat mode: " + option.description()));
            }
        }
        errors.addAll(unknownOptions("options", body.path("options"), optionsOfAnyMode));
        for (CustomerField field : new TreeSet<>(live.descriptor().requiredCustomerFields())) {
            JsonNode holder = field == CustomerField.SUBJECT ? body : body.path("customer");
            if (isBlank(holder, nameOf(field))) {
                errors.add(new FieldError(pathOf(field), "is required for this chat mode"));
            }
        }
        JsonNode email = body.path("customer").path("email");
        if (email.isTextual() && VisibleText.isIn(email.textValue()) && !isEmail(email.textValue())) {
            errors.add(new FieldError("customer.email", "is not an e-mail address"));
        }
        String avatar = JsonTexts.text(body.path("customer"), "avatarUrl");
        if (avatar != null && StartRequest.webAddress(avatar) == null) {
            errors.add(new FieldError("customer.avatarUrl", "must be an https or http address"));
        }
        for (int i = 0; i < body.path("history").size(); i++) {
            errors.addAll(saidBefore("history[" + i + "]", body.path("history").path(i)));
        }
        return errors;
    }

    /** The schema takes more for a time or an address than can be read as one; what is no line or file at all, it refuses itself. */
    private static List<FieldError> saidBefore(String path, JsonNode line) {
        List<FieldError> errors = new ArrayList<>();
        String at = JsonTexts.text(line, "at");
        if (at != null) {
            try {
                StartRequest.time(at);
            } catch (DateTimeParseException _) {
                errors.add(new FieldError(path + ".at", "must be a time such as 2026-11-20T09:15:00Z"));
            }
        }
        JsonNode files = line.path("attachments");
        for (int i = 0; i < files.size(); i++) {
            String url = JsonTexts.text(files.path(i), "url");
            if (url != null && StartRequest.isWeb(url) && StartRequest.webAddress(url) == null) {
                errors.add(new FieldError(path + ".attachments[" + i + "].url", "is not an address"));
            }
        }
        return errors;
    }

    /**
     * The options that stand in no chat mode: those of the application's other modes may stand on the same element, a misspelt
     * one stands nowhere.
     *
     * @param path where the options stand in the request
     */
    static List<FieldError> unknownOptions(String path, JsonNode options, Set<String> optionsOfAnyMode) {
        List<FieldError> errors = new ArrayList<>();
        options.fieldNames().forEachRemaining(name -> {
            if (!optionsOfAnyMode.contains(name)) {
                errors.add(new FieldError(
                        path + "." + name,
                        "no chat mode of this application has this option" + KnownNames.hint(name, optionsOfAnyMode)));
            }
        });
        return errors;
    }

    /** Whether it has the shape of an address. */
    static boolean isEmail(String text) {
        return ADDRESS.matcher(text).matches();
    }

    private static boolean isBlank(JsonNode object, String name) {
        return JsonTexts.text(object, name) == null;
    }

    private static String pathOf(CustomerField field) {
        return field == CustomerField.SUBJECT ? "subject" : "customer." + nameOf(field);
    }

    private static String nameOf(CustomerField field) {
        return switch (field) {
            case NAME -> "name";
            case EMAIL -> "email";
            case PHONE -> "phone";
            case SUBJECT -> "subject";
        };
    }
}
