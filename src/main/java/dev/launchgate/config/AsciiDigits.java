package dev.launchgate.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;

/**
 * Has numbers written with ASCII digits wherever the operator runs: formats follow the locale of the machine, and what stands
 * in a status or in a patch may not.
 */
@ApplicationScoped
class AsciiDigits {
    /** Before the controllers start. */
    void start(@Observes @Priority(1) StartupEvent event) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    }
}
