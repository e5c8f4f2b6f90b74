package dev.launchgate.probe.net;

import java.util.Map;

/** Port to Secrets: one read by name for each use; nothing is kept. */
@FunctionalInterface
public interface SecretSource {
    /**
     * Reads a Secret.
     *
     * @throws ProbeException SecretMissing or SecretForbidden, with a detail for people
     */
    SecretContent read(String namespace, String name) throws ProbeException;

    /**
     * A Secret as read.
     *
     * @param data decoded values by key
     */
    record SecretContent(Map<String, String> annotations, Map<String, String> data) {
        public SecretContent {
            annotations = Map.copyOf(annotations);
            data = Map.copyOf(data);
        }

        @Override
        public String toString() {
            return "SecretContent[redacted]";
        }
    }
}
