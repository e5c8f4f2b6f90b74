package dev.launchgate.postmortem.document;

import dev.launchgate.api.v1alpha1.NameRef;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What programs read of the document: YAML at its beginning, every value in double quotes. */
final class FrontMatter {
    private static final int LONGEST = 200;

    private final StringBuilder text = new StringBuilder("---\n");

    private FrontMatter() {}

    static String of(DocumentSource source) {
        PostmortemSpec spec = source.spec();
        return new FrontMatter()
                .value("title", spec.title())
                .value("namespace", source.namespace())
                .value("name", source.name())
                .value("state", spec.state().name())
                .value(
                        "severity",
                        spec.severity() == null ? null : spec.severity().name())
                .value("startedAt", spec.impact().startedAt())
                .value("detectedAt", spec.impact().detectedAt())
                .value("mitigatedAt", spec.impact().mitigatedAt())
                .value("resolvedAt", spec.impact().resolvedAt())
                .value("duration", source.status().impactDuration())
                .values("authors", spec.authors())
                .values(
                        "checklists",
                        spec.checklists().stream().map(NameRef::name).toList())
                .end();
    }

    private FrontMatter value(String name, @Nullable String value) {
        if (value != null) {
            text.append(name).append(": ").append(quoted(value)).append('\n');
        }
        return this;
    }

    private FrontMatter values(String name, List<String> values) {
        if (!values.isEmpty()) {
            text.append(name).append(":\n");
            values.forEach(value -> text.append("  - ").append(quoted(value)).append('\n'));
        }
        return this;
    }

    private String end() {
        return text.append("---").toString();
    }

    /** Braces are escaped as well, because template engines do not read YAML first. */
    private static String quoted(String value) {
        String plain = VisibleText.of(value, LONGEST)
                .replace('\n', ' ')
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("{", "\\x7B")
                .replace("}", "\\x7D")
                .replace("<", "\\x3C")
                .replace(">", "\\x3E");
        return "\"" + plain + "\"";
    }
}
