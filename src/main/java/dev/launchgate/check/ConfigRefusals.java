package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.ConfigParams;
import dev.launchgate.api.v1alpha1.Patterns;
import dev.launchgate.api.v1alpha1.ReferenceDemand;
import dev.launchgate.api.v1alpha1.SecretChecks;
import dev.launchgate.api.v1alpha1.Setting;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** What is refused of config parameters. */
final class ConfigRefusals {
    private static final int MOST_SETTINGS = 50;
    private static final int MOST_LABELS = 5;
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_CONTAINER = 63;
    private static final int LONGEST_KEY = 316;
    private static final Pattern NAME = Pattern.compile(Setting.NAME);
    private static final Pattern CONTAINER = Pattern.compile(Setting.CONTAINER);
    private static final Pattern LABEL_KEY = Pattern.compile(Patterns.LABEL_KEY);
    private static final Pattern LABEL_VALUE = Pattern.compile(Patterns.LABEL_VALUE);

    private ConfigRefusals() {}

    static void refuse(ConfigParams params, Refusals refusals) {
        refusals.require(
                !params.settings().isEmpty()
                        || params.references() != ReferenceDemand.Exists
                        || params.secrets() != SecretChecks.Skip,
                "",
                ConfigParams.NOTHING_LEFT);
        settings(params.settings(), refusals);
        refusals.require(
                Set.copyOf(params.managers()).size() == params.managers().size(),
                "managers",
                ConfigParams.MANAGER_TWICE);
        SpecBounds.count(params.managerLabels().keySet(), 0, MOST_LABELS, "managerLabels", refusals);
        // in one order, so that every process says the same
        new TreeMap<>(params.managerLabels())
                .forEach((key, value) -> refusals.require(label(key, value), "managerLabels", ConfigParams.LABELS));
        ConfigParams.RequiredLabel environment = params.environment();
        if (environment != null) {
            refusals.require(
                    label(environment.label(), environment.value()),
                    "environment",
                    "must be a label: a key such as app.kubernetes.io/environment, and its value");
        }
    }

    private static void settings(List<Setting> settings, Refusals refusals) {
        SpecBounds.count(settings, 0, MOST_SETTINGS, "settings", refusals);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < Math.min(settings.size(), MOST_SETTINGS); i++) {
            Setting setting = settings.get(i);
            String path = "settings[" + i + "]";
            refusals.require(
                    setting.name().length() <= LONGEST_NAME && NAME.matches(setting.name()),
                    path + ".name",
                    "must be the name of a variable: printable ASCII without =");
            refusals.require(
                    setting.container().length() <= LONGEST_CONTAINER && CONTAINER.matches(setting.container()),
                    path + ".container",
                    "must be the name of a container");
            if (setting.matches() != null) {
                SearchExpression.fault(setting.matches()).ifPresent(fault -> refusals.refuse(path + ".matches", fault));
            }
            refusals.require(
                    seen.add(setting.container() + "=" + setting.name()),
                    path,
                    "%s stands here twice for the same container".formatted(setting.name()));
        }
    }

    private static boolean label(String key, String value) {
        return key.length() <= LONGEST_KEY && LABEL_KEY.matches(key) && LABEL_VALUE.matches(value);
    }
}
