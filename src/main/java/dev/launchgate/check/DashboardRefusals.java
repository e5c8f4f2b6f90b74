package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.DashboardParams;
import dev.launchgate.api.v1alpha1.DashboardSource;
import dev.launchgate.api.v1alpha1.DashboardSource.BoardConfigMap;
import dev.launchgate.api.v1alpha1.DashboardSource.ImportLabel;
import dev.launchgate.api.v1alpha1.DashboardSource.LiveBoard;
import dev.launchgate.api.v1alpha1.GoldenSignal;
import dev.launchgate.api.v1alpha1.KeyRef;
import dev.launchgate.api.v1alpha1.Patterns;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses parameters of a dashboard item. */
final class DashboardRefusals {
    private static final Pattern UID = Pattern.compile(LiveBoard.UID);
    private static final Pattern LABEL_KEY = Pattern.compile(Patterns.ANNOTATION);
    private static final Pattern LABEL_VALUE = Pattern.compile(ImportLabel.VALUE);
    private static final Pattern PLAIN = Pattern.compile(Patterns.PLAIN_TEXT);
    private static final int LONGEST_TITLE = 200;

    private DashboardRefusals() {}

    static void refuse(DashboardParams params, Refusals refusals) {
        DashboardSource source = params.source();
        SpecBounds.exactlyOne(
                "grafana, configMap, grafanaDashboard",
                "source",
                refusals,
                source.grafana(),
                source.configMap(),
                source.grafanaDashboard());
        if (source.grafana() != null) {
            MonitoringApi.refuse(source.grafana().server(), "source.grafana.server", refusals);
            String uid = source.grafana().uid();
            refusals.require(
                    uid.length() <= 40 && UID.matches(uid),
                    "source.grafana.uid",
                    "must be 1 to 40 letters, digits, dashes, underscores");
        }
        if (source.configMap() != null) {
            configMap(source.configMap(), refusals);
        }
        if (source.grafanaDashboard() != null) {
            ObjectNames.refuse(source.grafanaDashboard(), "source.grafanaDashboard", refusals);
        }
        signals(params, refusals);
    }

    private static void configMap(BoardConfigMap board, Refusals refusals) {
        ObjectNames.refuse(new KeyRef(board.name(), board.key()), "source.configMap", refusals);
        ImportLabel label = board.label();
        refusals.require(
                label.key().length() <= 316 && LABEL_KEY.matches(label.key()),
                "source.configMap.label.key",
                "must be the key of a label");
        String value = label.value();
        refusals.require(
                value == null || value.length() <= 63 && LABEL_VALUE.matches(value),
                "source.configMap.label.value",
                "must be the value of a label");
    }

    private static void signals(DashboardParams params, Refusals refusals) {
        List<GoldenSignal> covers = params.covers();
        SpecBounds.count(covers, 1, GoldenSignal.ALL.size(), "covers", refusals);
        refusals.require(Set.copyOf(covers).size() == covers.size(), "covers", DashboardParams.NAMED_ONCE);
        Set<String> covered = covers.stream().map(Enum::name).collect(Collectors.toSet());
        refusals.require(covered.containsAll(params.panels().keySet()), "panels", DashboardParams.ONLY_COVERED);
        refusals.require(
                params.panels().values().stream().allMatch(DashboardRefusals::title), "panels", DashboardParams.TITLES);
    }

    private static boolean title(String title) {
        int length = title.codePointCount(0, title.length());
        return length >= 1 && length <= LONGEST_TITLE && PLAIN.matches(title);
    }
}
