package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.launchgate.check.SettingSource.Broken;
import dev.launchgate.check.SettingSource.Literal;
import dev.launchgate.check.SettingSource.None;
import dev.launchgate.check.SettingSource.Pod;
import dev.launchgate.check.SettingSource.Unseen;
import dev.launchgate.check.TemplateContainers.Container;
import dev.launchgate.check.TemplateReference.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a container's variables come from, as the kubelet does: an entry of env wins over all of envFrom, a later one
 * over an earlier one.
 */
final class SettingSources {
    /** A value that is another variable and nothing else. */
    private static final Pattern ALIAS = Pattern.compile("^\\$\\(([ -\\x27*-<>-~]+)\\)$");

    private static final int MOST_FOLLOWED = 20;

    private final Sight sight;

    /** What is known of an object that variables are taken from. */
    @FunctionalInterface
    interface Sight {
        Presence look(TemplateReference reference);
    }

    SettingSources(Sight sight) {
        this.sight = sight;
    }

    SettingSource of(String variable, Container container) {
        List<JsonNode> env = container.variables().toList();
        return new Search(variable, env, container).from(variable, env.size(), 0);
    }

    /** The search for one variable; it may follow another one, but messages name the one that was asked for. */
    private final class Search {
        private final String asked;
        private final List<JsonNode> env;
        private final Container container;

        private Search(String asked, List<JsonNode> env, Container container) {
            this.asked = asked;
            this.env = env;
            this.container = container;
        }

        /** The source of a variable among the first {@code end} entries, else among the objects of envFrom. */
        private SettingSource from(String variable, int end, int followed) {
            for (int i = end - 1; i >= 0; i--) {
                if (env.get(i).path("name").asText().equals(variable)) {
                    return entry(i, followed);
                }
            }
            return source(variable, asked, container);
        }

        private SettingSource entry(int i, int followed) {
            JsonNode from = env.get(i).path("valueFrom");
            if (!from.isMissingNode() && !from.isNull()) {
                return key(Kind.ConfigMap, from.path("configMapKeyRef"), asked, container)
                        .or(() -> key(Kind.Secret, from.path("secretKeyRef"), asked, container))
                        .<SettingSource>map(SettingSource.Key::new)
                        .orElseGet(Pod::new);
            }
            String value = env.get(i).path("value").asText("");
            Matcher alias = ALIAS.matcher(value);
            // only what is set before is put in its place; everything else stays as it is written
            SettingSource other =
                    alias.matches() && followed < MOST_FOLLOWED ? from(alias.group(1), i, followed + 1) : new None();
            return other instanceof None ? new Literal(value) : other;
        }
    }

    private static Optional<TemplateReference> key(Kind kind, JsonNode source, String asked, Container container) {
        return source.path("name").isTextual() && source.path("key").isTextual()
                ? Optional.of(new TemplateReference(
                        kind,
                        source.path("name").asText(),
                        source.path("key").asText(),
                        true,
                        false,
                        container.place(asked)))
                : Optional.empty();
    }

    private SettingSource source(String variable, String asked, Container container) {
        List<JsonNode> sources = container.sources().toList();
        boolean broken = false;
        for (JsonNode source : sources.reversed()) {
            String prefix = source.path("prefix").asText("");
            if (!variable.startsWith(prefix) || variable.length() == prefix.length()) {
                continue;
            }
            Optional<TemplateReference> reference =
                    whole(source, variable.substring(prefix.length()), container.place(asked));
            if (reference.isEmpty()) {
                continue;
            }
            switch (sight.look(reference.get())) {
                case Presence.Present present -> {
                    return new SettingSource.Key(reference.get());
                }
                case Presence.NotSeen unseen -> {
                    return new Unseen(unseen.why());
                }
                case Presence.ObjectAbsent absent -> broken |= !reference.get().optional();
                case Presence.KeyAbsent absent -> {
                    // an earlier one may have it
                }
            }
        }
        return broken ? new Broken() : new None();
    }

    private static Optional<TemplateReference> whole(JsonNode source, String key, String place) {
        return whole(Kind.ConfigMap, source.path("configMapRef"), key, place)
                .or(() -> whole(Kind.Secret, source.path("secretRef"), key, place));
    }

    private static Optional<TemplateReference> whole(Kind kind, JsonNode source, String key, String place) {
        return source.path("name").isTextual()
                ? Optional.of(new TemplateReference(
                        kind,
                        source.path("name").asText(),
                        key,
                        true,
                        source.path("optional").asBoolean(false),
                        place))
                : Optional.empty();
    }
}
