package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.ImageBinding;
import dev.launchgate.api.v1alpha1.KeyRef;
import dev.launchgate.api.v1alpha1.LoadTestParams;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What was tested and when: said by the report, else by the ConfigMap that holds it, else by the item. */
final class LoadTestEvidence {
    private static final String IMAGE = "launchgate.dev/image";
    private static final String FINISHED = "launchgate.dev/finished-at";
    private static final int LONGEST_IMAGE = 512;

    private LoadTestEvidence() {}

    /** When the test ended; what is wrong with that goes to {@code parts}. */
    static Optional<Instant> date(LoadTestParams params, Optional<Instant> reported, Facts facts, Parts parts) {
        String noted = annotation(params, FINISHED, facts);
        Optional<Instant> date = reported;
        if (date.isEmpty() && !noted.isEmpty()) {
            date = DateTimes.parse(noted);
            if (date.isEmpty()) {
                parts.add(Judgement.unknown(
                        Reason.DataMalformed,
                        "%s: annotation %s expected a date and time with zone, such as 2026-11-20T09:00:00Z"
                                .formatted(SourceContent.label(params.report()), FINISHED)));
                return date;
            }
        }
        if (date.isEmpty()) {
            date = Optional.ofNullable(params.run())
                    .map(LoadTestParams.Run::finishedAt)
                    .flatMap(DateTimes::parse);
        }
        date.ifPresentOrElse(
                finished -> age(params, finished, facts, parts),
                () -> parts.add(Judgement.fail(
                        Reason.ReportUndated,
                        "nothing says when the test ended; %sset run.finishedAt"
                                .formatted(annotate(params, FINISHED)))));
        return date;
    }

    private static void age(LoadTestParams params, Instant finished, Facts facts, Parts parts) {
        DateTimes.future("end of the load test", finished, facts.now()).ifPresent(parts::add);
        Duration maxAge = Durations.parse(params.maxAge());
        if (Duration.between(finished, facts.now()).compareTo(maxAge) > 0) {
            parts.add(Judgement.fail(
                    Reason.ReportTooOld,
                    "finished %s, at most %s allowed; run the test again"
                            .formatted(DateTimes.day(finished), Durations.format(maxAge))));
        }
    }

    static void binding(LoadTestParams params, Facts facts, Parts parts) {
        if (params.bind() == ImageBinding.None) {
            return;
        }
        TargetWorkload.candidate(facts, parts)
                .ifPresent(candidate -> container(params, candidate)
                        .ifPresentOrElse(
                                image -> compare(params, image, facts, parts),
                                () -> parts.add(Judgement.fail(
                                        Reason.ObjectMissing,
                                        "%s not found in the pod template; correct its name"
                                                .formatted(
                                                        params.container() == null
                                                                ? "the default container"
                                                                : "container " + params.container())))));
    }

    private static void compare(LoadTestParams params, String image, Facts facts, Parts parts) {
        String noted = annotation(params, IMAGE, facts);
        String claimed = noted.isEmpty()
                ? Optional.ofNullable(params.run())
                        .map(LoadTestParams.Run::image)
                        .orElse("")
                : noted;
        if (claimed.isEmpty()) {
            parts.add(Judgement.fail(
                    Reason.EvidenceUnbound,
                    "nothing says which image was tested; %sset run.image".formatted(annotate(params, IMAGE))));
        } else if (claimed.length() > LONGEST_IMAGE || ImageName.parse(claimed).isEmpty()) {
            parts.add(Judgement.fail(
                    Reason.EvidenceUnbound,
                    "%s: annotation %s expected the name of an image"
                            .formatted(SourceContent.label(params.report()), IMAGE)));
        } else {
            ImageName.mismatch(claimed, image).ifPresent(parts::add);
        }
    }

    private static Optional<String> container(LoadTestParams params, PodTemplate candidate) {
        Optional<JsonNode> container = params.container() == null
                ? candidate.defaultContainer()
                : Resource.elements(candidate.json().at("/spec/containers"))
                        .filter(one ->
                                params.container().equals(one.path("name").asText()))
                        .findFirst();
        return container.map(one -> one.path("image").asText());
    }

    private static String annotation(LoadTestParams params, String key, Facts facts) {
        KeyRef configMap = params.report().configMap();
        Map<String, String> annotations = configMap != null
                        && facts.object(ResourceKind.CONFIG_MAP, configMap.name())
                                instanceof Lookup.Found(Resource held)
                ? held.annotations()
                : Map.of();
        return annotations.getOrDefault(key, "");
    }

    private static String annotate(LoadTestParams params, String key) {
        return params.report().configMap() == null ? "" : "annotate the ConfigMap with " + key + " or ";
    }
}
