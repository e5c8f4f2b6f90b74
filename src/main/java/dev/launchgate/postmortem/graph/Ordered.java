package dev.launchgate.postmortem.graph;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps in the order in which they are written down: that of Map.of differs from run to run, and the bytes must not. */
final class Ordered {
    private Ordered() {}

    /** @param pairs name, value, name, value */
    static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
