package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where a dashboard is: exactly one form. */
@ValidationRule(
        value = "[has(self.grafana), has(self.configMap), has(self.grafanaDashboard)].exists_one(x, x)",
        message = DashboardSource.ONE_FORM)
public record DashboardSource(
        @JsonPropertyDescription("The board as Grafana shows it: the proof that it was imported.") @Nullable
        LiveBoard grafana,

        @JsonPropertyDescription(
                "The board in a ConfigMap, for the sidecar that imports it. It passes as declared: only Grafana shows the"
                        + " import.")
        @Nullable
        BoardConfigMap configMap,

        @JsonPropertyDescription("A GrafanaDashboard of the Grafana operator, which must be synchronized.") @Nullable
        NameRef grafanaDashboard) {

    /** What is said of a source without a form, or with several. */
    public static final String ONE_FORM = "exactly one of grafana, configMap, grafanaDashboard must be set";

    /** A board of a Grafana server, read from its HTTP API. */
    public record LiveBoard(
            @JsonPropertyDescription(
                    "The Grafana server; left out, the administrator's. Its credentials need to read this board.")
            @Nullable
            MonitoringServer server,

            @JsonPropertyDescription("uid of the board, as its URL has it behind /d/.")
            @Required
            @Size(min = 1, max = 40)
            @Pattern(LiveBoard.UID)
            String uid) {
        /** uids as Grafana allows them. */
        public static final String UID = "^[-_a-zA-Z0-9]+$";

        public LiveBoard {
            uid = uid == null ? "" : uid;
        }
    }

    /** A board in a key of a ConfigMap. */
    public record BoardConfigMap(
            @JsonPropertyDescription("Name of the ConfigMap.")
            @Required
            @Size(min = 1, max = 253)
            @Pattern(Patterns.NAME)
            String name,

            @JsonPropertyDescription("Key that holds the board as JSON.")
            @Required
            @Size(min = 1, max = 253)
            @Pattern(Patterns.KEY)
            String key,

            @JsonPropertyDescription(
                    "Label by which the sidecar finds ConfigMaps to import; left out, grafana_dashboard with any value.")
            ImportLabel label) {
        public BoardConfigMap {
            name = name == null ? "" : name;
            key = key == null ? "" : key;
            label = label == null ? new ImportLabel(null, null) : label;
        }
    }

    /** A label that the sidecar is set to look for. */
    public record ImportLabel(
            @JsonPropertyDescription("Key of the label.")
            @Required
            @Size(min = 1, max = 316)
            @Pattern(Patterns.ANNOTATION)
            String key,

            @JsonPropertyDescription("Its value; left out, any.") @Size(max = 63) @Pattern(ImportLabel.VALUE) @Nullable
            String value) {
        /** Values of labels. */
        public static final String VALUE = "^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$";

        public ImportLabel {
            key = key == null ? "grafana_dashboard" : key;
        }
    }
}
