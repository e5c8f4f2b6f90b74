package dev.launchgate.config;

import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurationServiceCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;

/** Framework settings that have no property. */
@ApplicationScoped
public class OperatorTuning implements ConfigurationServiceCustomizer {
    @Override
    public Consumer<ConfigurationServiceOverrider> overrider() {
        // An API server without our CRD, or away at start, is waited for: a crash loop would help nobody.
        return overrider -> overrider.withStopOnInformerErrorDuringStartup(false);
    }
}
