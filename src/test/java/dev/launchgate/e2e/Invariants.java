package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.PodTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What must hold whatever happens, read off everything that operators wrote: nothing goes out that was not recorded before,
 * nobody writes who does not lead, nothing is written that says nothing new, nothing grows without bound. Shares no code
 * with the gate but the hash of a template.
 */
final class Invariants {
    private static final int MOST_ITEMS = 200;
    private static final int MOST_DECISIONS = 20;
    private static final int LONGEST_MESSAGE = 1_024;
    private static final int MOST_DRAFTED = 200;
    private static final int LONGEST_NOTES = 16_384;

    private final Map<String, Long> latest = new HashMap<>();
    private final Map<String, JsonNode> approvals = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private Optional<String> leader = Optional.empty();

    private Invariants() {}

    /** Asserts that all of it holds, and that there was something to look at. */
    static void verify(Collection<Write> writes) {
        assertThat(writes).as("what was written").isNotEmpty();
        assertThat(violations(writes)).as("invariants").isEmpty();
    }

    static List<String> violations(Collection<Write> writes) {
        Invariants invariants = new Invariants();
        writes.stream().sorted(Comparator.comparingLong(Write::resourceVersion)).forEach(invariants::next);
        return List.copyOf(invariants.violations);
    }

    private void next(Write write) {
        if (write.asked().about("leases")) {
            leader = Optional.of(write.stored().at("/spec/holderIdentity").asText())
                    .filter(holder -> !holder.isEmpty());
            return;
        }
        // I2: with an election, only its winner writes
        if (leader.isPresent() && !leader.get().equals(write.operator())) {
            violations.add("written while %s leads: %s".formatted(leader.get(), write.label()));
        }
        if (write.asked().about("events")) {
            return;
        }
        // I4: what changes nothing is a write too many
        Long before = latest.put(write.uid(), write.resourceVersion());
        if (before != null && before == write.resourceVersion()) {
            violations.add("nothing new: " + write.label());
        }
        if (write.asked().about("postmortems/status")) {
            messages(write);
            return;
        }
        if (write.asked().about("postmortems")) {
            draft(write);
            return;
        }
        if (write.asked().about("configmaps")) {
            document(write);
            return;
        }
        if (write.asked().about("launchchecklists")) {
            status(write);
        } else if (write.asked().about("deployments")) {
            deployment(write);
        } else {
            violations.add("not ours to write: " + write.label());
        }
    }

    /** Of ConfigMaps the documents of postmortems alone are ours. */
    private void document(Write write) {
        JsonNode owner = write.stored().at("/metadata/ownerReferences/0");
        String name = write.stored().at("/metadata/name").asText();
        if (!owner.path("kind").asText().equals("Postmortem")
                || !owner.path("controller").asBoolean()
                || !name.equals("postmortem-" + owner.path("name").asText())) {
            violations.add("not ours to write: " + write.label());
        }
    }

    /** I6: a draft is bounded, and what people write is theirs. */
    private void draft(Write write) {
        boolean ours = !write.stored()
                .at("/metadata/labels/launchgate.dev~1drafted-for")
                .isMissingNode();
        if (!ours || !write.stored().at("/spec/state").asText().equals("Draft")) {
            violations.add("a postmortem is its author's: " + write.label());
        }
        if (write.stored().at("/spec/timeline").size() > MOST_DRAFTED
                || write.stored().at("/spec/notes").asText().length() > LONGEST_NOTES) {
            violations.add("a draft without bound: " + write.label());
        }
    }

    private void status(Write write) {
        if (!write.asked().about("launchchecklists/status")) {
            violations.add("a checklist is its author's: " + write.label());
        }
        messages(write);
        JsonNode status = write.stored().path("status");
        approvals.put(write.uid(), status.at("/gate/approved"));
        // I6: bounded, whatever endpoints send
        if (status.path("items").size() > MOST_ITEMS || status.path("history").size() > MOST_DECISIONS) {
            violations.add("status without bound: " + write.label());
        }
    }

    /** I6: bounded, whatever endpoints send and people write. */
    private void messages(Write write) {
        if (write.stored().path("status").findValuesAsText("message").stream()
                .anyMatch(message -> message.length() > LONGEST_MESSAGE)) {
            violations.add("message without bound: " + write.label());
        }
    }

    /** I1: what is let go was recorded before for exactly this object and template, or nothing waits and nobody gates it. */
    private void deployment(Write write) {
        if (!write.body().isArray()) {
            boolean pausesOrNotes = !write.body().at("/spec").has("template")
                    && write.body().at("/spec/paused").asBoolean(true);
            if (!pausesOrNotes) {
                violations.add("neither a pause nor a note: " + write.label());
            }
            return;
        }
        JsonNode template = operation(write.body(), "test", "/spec/template").path("value");
        boolean bound = operation(write.body(), "test", "/metadata/uid")
                        .path("value")
                        .asText()
                        .equals(write.uid())
                && template.isObject();
        if (!bound) {
            violations.add("bound neither to object nor to template: " + write.label());
            return;
        }
        String identity = PodTemplate.of(template).identity();
        boolean recorded = approvals.values().stream()
                .anyMatch(approved -> approved.path("uid").asText().equals(write.uid())
                        && approved.path("templateHash").asText().equals(identity));
        if (!recorded && !(letsGo(write) && idle(write.stored()))) {
            violations.add("released without a record: " + write.label());
        }
    }

    /** The operator withdraws: it takes its notes with it. */
    private static boolean letsGo(Write write) {
        return !operation(write.body(), "remove", "/metadata/annotations/launchgate.dev~1checklist")
                .isMissingNode();
    }

    private static boolean idle(JsonNode deployment) {
        int wanted = deployment.at("/spec/replicas").asInt();
        return deployment.at("/status/updatedReplicas").asInt() == wanted
                && deployment.at("/status/replicas").asInt() == wanted;
    }

    private static JsonNode operation(JsonNode patch, String op, String path) {
        Stream<JsonNode> operations = StreamSupport.stream(patch.spliterator(), false);
        return operations
                .filter(operation -> operation.path("op").asText().equals(op)
                        && operation.path("path").asText().equals(path))
                .findFirst()
                .orElseGet(() -> patch.path("none"));
    }
}
