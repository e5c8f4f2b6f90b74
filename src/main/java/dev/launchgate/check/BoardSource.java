package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.ContentSource;
import dev.launchgate.api.v1alpha1.DashboardSource.BoardConfigMap;
import dev.launchgate.api.v1alpha1.DashboardSource.ImportLabel;
import dev.launchgate.api.v1alpha1.KeyRef;
import dev.launchgate.check.BoardContent.Board;
import dev.launchgate.check.BoardContent.NoBoard;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Boards that lie in the cluster, for somebody to bring into Grafana. */
final class BoardSource {
    private static final NoBoard NO_GZIP = new NoBoard("gzipJson is not gzip of at most 1 MiB", "publish it again");
    private static final NoBoard ELSEWHERE =
            new NoBoard("it is neither in json, gzipJson nor configMapRef", "use source.grafana to ask Grafana for it");

    private BoardSource() {}

    static Reference<Board> inConfigMap(KeyRef key, BoardReader reader, Facts facts) {
        ContentSource source = new ContentSource(key, null, null, null);
        String subject = SourceContent.label(source);
        return switch (SourceContent.of(source, reader, facts)) {
            case SourceContent.Absent(String saw) ->
                new Unresolved<>(Judgement.fail(
                        Reason.DashboardMissing,
                        "%s: not there (saw %s); add it or correct the reference".formatted(subject, saw)));
            case SourceContent.Unavailable(Judgement why) -> new Unresolved<>(why);
            case SourceContent.Read(Board board) -> new Resolved<>(board);
            case SourceContent.Read(NoBoard none) -> new Unresolved<>(malformed(subject, none));
            case SourceContent.Read(var other) -> throw new IllegalStateException("not what the reader makes");
        };
    }

    /** What the sidecar would say of the ConfigMap; empty if it imports it, or if there is none. */
    static Optional<Judgement> label(BoardConfigMap board, Facts facts) {
        if (!(facts.object(ResourceKind.CONFIG_MAP, board.name()) instanceof Lookup.Found(Resource configMap))) {
            return Optional.empty();
        }
        ImportLabel label = board.label();
        String value = configMap.labels().get(label.key());
        if (value == null) {
            return Optional.of(Judgement.fail(
                    Reason.SidecarLabelMissing,
                    "%s: label %s is not set: the sidecar will not import it; set the label"
                            .formatted(configMap.label(), label.key())));
        }
        return label.value() == null || label.value().equals(value)
                ? Optional.empty()
                : Optional.of(Judgement.fail(
                        Reason.SidecarLabelMissing,
                        "%s: label %s: expected '%s', saw '%s': the sidecar will not import it; correct the label"
                                .formatted(configMap.label(), label.key(), label.value(), value)));
    }

    /** What the Grafana operator says of its object. */
    static void synchronizedBy(Resource dashboard, Parts parts) {
        ObservedConditions conditions = new ObservedConditions(
                dashboard.label(), dashboard.at("/status/conditions"), dashboard.generation(), parts);
        conditions
                .forbid("NoMatchingInstance", "True", Reason.DashboardNotSynced)
                .forbid("NoMatchingFolder", "True", Reason.DashboardNotSynced)
                .forbid("InvalidSpec", "True", Reason.DashboardNotSynced)
                .forbid("Suspended", "True", Reason.DashboardNotSynced)
                .require("DashboardSynchronized", Reason.DashboardNotSynced);
    }

    /** The board of a GrafanaDashboard, where the object or a ConfigMap beside it holds it. */
    static Reference<Board> inOperatorObject(Resource dashboard, BoardReader reader, Facts facts) {
        JsonNode spec = dashboard.at("/spec");
        if (spec.has("json")) {
            byte[] json = spec.path("json").asText().getBytes(StandardCharsets.UTF_8);
            return read(dashboard.label(), json, reader);
        }
        if (spec.has("configMapRef")) {
            JsonNode key = spec.path("configMapRef");
            return inConfigMap(
                    new KeyRef(key.path("name").asText(), key.path("key").asText()), reader, facts);
        }
        if (spec.has("gzipJson")) {
            return GzippedBoard.unpack(spec.path("gzipJson").asText())
                    .map(json -> read(dashboard.label(), json, reader))
                    .orElseGet(() -> new Unresolved<>(malformed(dashboard.label(), NO_GZIP)));
        }
        return new Unresolved<>(malformed(dashboard.label(), ELSEWHERE));
    }

    static Judgement malformed(String subject, NoBoard none) {
        return Judgement.unknown(
                Reason.DataMalformed, "%s: not a dashboard (%s); %s".formatted(subject, none.looks(), none.next()));
    }

    private static Reference<Board> read(String subject, byte[] json, BoardReader reader) {
        return switch (reader.read(200, json)) {
            case Board board -> new Resolved<>(board);
            case NoBoard none -> new Unresolved<>(malformed(subject, none));
        };
    }
}
