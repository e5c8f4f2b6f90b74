package dev.launchgate.check;

import dev.launchgate.probe.ContentReader;
import java.io.IOException;

/** Takes routes and receivers from the configuration that an Alertmanager shows in its state. */
record AlertRoutesReader() implements ContentReader {
    @Override
    public Content read(int status, byte[] body) {
        String[] original = {""};
        try {
            JsonScan.document(body, (name, json) -> {
                if (name.equals("config")) {
                    JsonScan.object(json, (member, at) -> {
                        if (member.equals("original")) {
                            original[0] = JsonScan.text(at);
                        }
                    });
                }
            });
        } catch (IOException e) {
            return new AlertRoutesResult.Malformed(JsonScan.position(e));
        }
        return original[0].isEmpty()
                ? new AlertRoutesResult.Malformed("no configuration")
                : AlertmanagerConfig.read(original[0]);
    }
}
