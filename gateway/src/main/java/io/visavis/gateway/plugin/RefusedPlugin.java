package io.visavis.gateway.plugin;

import org.jspecify.annotations.Nullable;

/** Why a jar is not admitted, in words for the administrator: what is wrong and what to do. */
class RefusedPlugin extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedPlugin(String problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
