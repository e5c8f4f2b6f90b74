package dev.launchgate.postmortem;

import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.check.Refusals.Refusal;
import dev.launchgate.checklist.MeasurePlanner.PlannedMeasure;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A postmortem's spec, looked through.
 *
 * @param measures in the order of the spec, with unique names; refused ones included
 * @param refusals what is wrong with the spec outside its measures
 */
public record PostmortemPlan(PostmortemSpec spec, List<PlannedMeasure> measures, List<Refusal> refusals) {
    private static final int REFUSALS_SHOWN = 5;

    public PostmortemPlan {
        measures = List.copyOf(measures);
        refusals = List.copyOf(refusals);
    }

    /** Whether nothing is wrong. */
    public boolean accepted() {
        return all().findFirst().isEmpty();
    }

    /** Everything that is wrong, the first few of it in words, each with the path of its field. */
    public String objection() {
        List<String> all = all().map(Refusal::toString).toList();
        String shown = all.stream().limit(REFUSALS_SHOWN).collect(Collectors.joining("; "));
        int more = all.size() - REFUSALS_SHOWN;
        return more > 0 ? shown + " (and " + more + " more)" : shown;
    }

    private Stream<Refusal> all() {
        return Stream.concat(
                refusals.stream(), measures.stream().flatMap(measure -> measure.item().refusals().stream()));
    }
}
