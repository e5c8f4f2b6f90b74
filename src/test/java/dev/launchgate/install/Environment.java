package dev.launchgate.install;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.config.Settings;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Environment variables of a container, and which of them the operator understands. */
final class Environment {
    private static final Set<String> KNOWN = variables("LAUNCHGATE", Settings.class);

    private Environment() {}

    /** Name and value of each variable of the first container; the field of those that take theirs from one. */
    static Map<String, String> of(JsonNode podSpec) {
        Map<String, String> all = new TreeMap<>();
        podSpec.at("/containers/0/env")
                .forEach(variable -> all.put(
                        variable.path("name").asText(),
                        variable.path("value")
                                .asText(variable.at("/valueFrom/fieldRef/fieldPath")
                                        .asText())));
        return all;
    }

    /** Whether a variable is a setting, or one of the few others that mean something to the process. */
    static boolean isKnown(String name) {
        return KNOWN.contains(name) || Set.of("POD_NAME", "TZ").contains(name);
    }

    /** The variable of every setting. */
    static Set<String> known() {
        return Set.copyOf(KNOWN);
    }

    /** As MicroProfile Config maps properties to variables: upper case, everything else an underscore. */
    private static Set<String> variables(String prefix, Class<?> group) {
        Set<String> all = new TreeSet<>();
        for (Method method : group.getMethods()) {
            String name =
                    prefix + "_" + method.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
            if (method.getReturnType().isMemberClass() && method.getReturnType().isInterface()) {
                all.addAll(variables(name, method.getReturnType()));
            } else {
                all.add(name);
            }
        }
        return all;
    }
}
