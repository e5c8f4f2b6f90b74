package dev.launchgate.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Dashboards of every schema, and the answers in which Grafana wraps them. */
public final class BoardFixtures {
    static final List<String> ALL = List.of("classic.json", "rows.json", "v2.json");

    private BoardFixtures() {}

    public static String text(String name) {
        try (InputStream file =
                Objects.requireNonNull(BoardFixtures.class.getResourceAsStream("dashboard/" + name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code /api/dashboards/uid/} answers. */
    public static String legacy(String board) {
        return """
                {"meta": {"type": "db", "canSave": false, "slug": "scoring", "url": "/d/ml-scoring/scoring", "version": 3,
                  "hasAcl": false, "isFolder": false, "folderTitle": "General", "provisioned": true},
                 "dashboard": %s}
                """.formatted(board);
    }

    /** As {@code /apis/dashboard.grafana.app/} answers for a board of the classic schema. */
    public static String object(String version, String board) {
        return """
                {"kind": "Dashboard", "apiVersion": "dashboard.grafana.app/%s",
                 "metadata": {"name": "ml-scoring", "namespace": "default", "resourceVersion": "7", "generation": 3},
                 "spec": %s, "status": {}}
                """.formatted(version, board);
    }

    /** What 12 answers for a board that it cannot tell in the schema that was asked for. */
    public static String unconverted(String version) {
        return """
                {"kind": "Dashboard", "apiVersion": "dashboard.grafana.app/%s", "metadata": {"name": "ml-scoring"},
                 "spec": {"title": "", "elements": {}, "layout": {"kind": "GridLayout", "spec": {"items": []}}},
                 "status": {"conversion": {"failed": true, "storedVersion": "v1beta1", "error": "not implemented"}}}
                """.formatted(version);
    }
}
