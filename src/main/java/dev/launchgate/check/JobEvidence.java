package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Evidence;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Successes by the image that ran, so that a job which is deleted afterwards still counts. A later failure of the same image
 * takes its success back.
 *
 * @param kind kind of the workload that the item names
 * @param name its name
 */
record JobEvidence(String kind, String name) {
    private static final int LONGEST_IMAGE = 512;
    private static final Comparator<Evidence> NEWEST =
            Comparator.comparing(Evidence::at).reversed();

    /** Earlier successes of this workload. */
    List<Run> earlier(Facts facts) {
        return facts.evidence().stream()
                .filter(evidence ->
                        evidence.kind().equals(kind) && evidence.name().equals(name))
                .flatMap(evidence -> Run.of(evidence).stream())
                .toList();
    }

    /** What the status shall keep. */
    List<Evidence> of(List<Run> runs) {
        Map<String, Run> newest = new HashMap<>();
        runs.stream()
                .filter(Run::finished)
                .filter(run -> !run.image().isEmpty() && run.image().length() <= LONGEST_IMAGE)
                .forEach(run -> newest.merge(run.image(), run, JobEvidence::later));
        return newest.values().stream()
                .filter(Run::succeeded)
                .filter(run -> run.at().isAfter(Instant.EPOCH))
                .map(run -> new Evidence(kind, name, run.image(), run.at().toString()))
                .sorted(NEWEST.thenComparing(Evidence::boundTo))
                .limit(Evidence.MOST)
                .toList();
    }

    /** Of a success and a failure in the same second the failure counts. */
    static Run later(Run one, Run other) {
        int order = one.at().compareTo(other.at());
        if (order == 0) {
            return one.succeeded() ? other : one;
        }
        return order > 0 ? one : other;
    }
}
