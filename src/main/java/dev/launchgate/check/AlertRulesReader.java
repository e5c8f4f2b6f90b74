package dev.launchgate.check;

import dev.launchgate.probe.ContentReader;
import java.io.IOException;
import java.util.Set;

/**
 * Keeps of all loaded rules the alerts of these names.
 *
 * @param firing whether it matters that one fires; where it does not, firing is no news
 */
record AlertRulesReader(Set<String> names, boolean firing) implements ContentReader {
    AlertRulesReader {
        names = Set.copyOf(names);
    }

    @Override
    public Content read(int status, byte[] body) {
        try {
            return new AlertRulesScan(names, firing).read(body);
        } catch (IOException e) {
            return new AlertRulesResult.Malformed(JsonScan.position(e));
        }
    }
}
