package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.MetricsParams;
import dev.launchgate.api.v1alpha1.Patterns;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import java.util.List;

/** PromQL of a spec, with placeholders for what the target is called. */
final class QueryText {
    private static final int LONGEST = 2000;
    private static final Pattern PLAIN = Pattern.compile(Patterns.QUERY);
    private static final String NAMESPACE = "${namespace}";
    private static final String NAME = "${name}";
    private static final String POD_TEMPLATE_HASH = "${podTemplateHash}";

    private QueryText() {}

    static void refuse(String query, String path, Refusals refusals) {
        int length = query.codePointCount(0, query.length());
        refusals.require(
                length >= 1 && length <= LONGEST && PLAIN.matches(query),
                path,
                "must be 1 to 2000 characters without control characters");
        String rest = query;
        for (String placeholder : List.of(NAMESPACE, NAME, POD_TEMPLATE_HASH)) {
            rest = rest.replace(placeholder, "");
        }
        refusals.require(!rest.contains("${"), path, MetricsParams.PLACEHOLDERS);
    }

    static void refuseIn(Phase phase, String query, String path, Refusals refusals) {
        refusals.require(
                phase == Phase.AfterRelease || !query.contains(POD_TEMPLATE_HASH), path, MetricsParams.NO_PODS_YET);
    }

    /** The query with every placeholder replaced. */
    static Reference<String> of(String query, Facts facts) {
        String named = query.replace(NAMESPACE, escaped(facts.namespace()))
                .replace(NAME, escaped(facts.target().name()));
        if (!named.contains(POD_TEMPLATE_HASH)) {
            return new Resolved<>(named);
        }
        return switch (TargetWorkload.podTemplateHash(facts)) {
            case Resolved<String>(String hash) -> new Resolved<>(named.replace(POD_TEMPLATE_HASH, escaped(hash)));
            case Unresolved<String>(Judgement why) -> new Unresolved<>(why);
        };
    }

    /** As the inside of a quoted PromQL string; names of objects need none of this, hostile labels might. */
    private static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        value.chars().filter(c -> c >= ' ').forEach(c -> {
            if ("\\\"'`$".indexOf(c) >= 0) {
                text.append("\\x").append(Integer.toHexString(c));
            } else {
                text.append((char) c);
            }
        });
        return text.toString();
    }
}
