package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.ResourceMatch;
import dev.launchgate.api.v1alpha1.ResourceParams;
import dev.launchgate.api.v1alpha1.ResourceSelector;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges the objects that a resource item names or selects, all of them within one budget. */
final class ResourceObjects {
    /** Hundreds for each of a thousand objects; less than a tenth of a second. */
    private static final long STEPS = 1_000_000;

    private final ResourceParams params;
    private final CelExpression expression;
    private final ResourceKind kind;
    private final Facts facts;
    private final Parts parts = new Parts();
    private final CelRun run = new CelRun(new CelBudget(STEPS));

    ResourceObjects(ResourceParams params, CelExpression expression, ResourceKind kind, Facts facts) {
        this.params = params;
        this.expression = expression;
        this.kind = kind;
        this.facts = facts;
    }

    Judgement judge() {
        Map<String, JsonNode> variables = new HashMap<>();
        if (expression.reads("target")) {
            TargetWorkload.named(facts, parts).ifPresent(target -> variables.put("target", SeenObject.of(target)));
        }
        boolean known = !expression.reads("target") || variables.containsKey("target");
        ResourceSelector selector = params.selector();
        return selector == null
                ? named(String.valueOf(params.name()), variables, known)
                : selected(selector, variables, known);
    }

    private Judgement named(String name, Map<String, JsonNode> variables, boolean known) {
        Optional<Resource> object = parts.found(facts.object(kind, namespace(), name));
        if (known) {
            object.ifPresent(found -> all(List.of(evaluated(found, variables))));
        }
        return parts.whole(kind.kind() + " " + name);
    }

    private Judgement selected(ResourceSelector selector, Map<String, JsonNode> variables, boolean known) {
        Optional<List<Resource>> listed = parts.listed(facts.objects(kind, namespace(), selector.matchLabels()));
        String labels = LabelSelector.show(selector.matchLabels());
        if (!known || listed.isEmpty()) {
            return parts.whole(kind.kind() + " with " + labels);
        }
        List<Evaluated> objects = listed.get().stream()
                .map(object -> evaluated(object, variables))
                .toList();
        ResourceMatch match = params.match() == null ? ResourceMatch.All : params.match();
        if (objects.isEmpty() && match != ResourceMatch.None) {
            parts.add(Judgement.fail(
                    Reason.NoObjects,
                    "no %s%s has labels %s; create it or correct the selector"
                            .formatted(kind.kind(), where(), labels)));
        } else {
            switch (match) {
                case All -> all(objects);
                case Any -> any(objects, labels);
                case None -> none(objects);
            }
        }
        return parts.whole("%s with %s".formatted(Wording.count(objects.size(), kind.kind() + " object"), labels));
    }

    private void all(List<Evaluated> objects) {
        for (Evaluated object : objects) {
            switch (object.outcome()) {
                case CelOutcome.Decided(boolean value) when value -> {}
                case CelOutcome.Decided decided ->
                    parts.add(Judgement.fail(
                            Reason.ExpressionFalse,
                            "%s %s: %s".formatted(kind.kind(), object.name(), next("expected"))));
                case CelOutcome.Faulty(String fault) -> parts.add(faulty(object, fault));
                case CelOutcome.TooExpensive() -> {
                    parts.add(tooExpensive(objects.size()));
                    return;
                }
            }
        }
    }

    /** One that satisfies it is enough, whatever the others are. */
    private void any(List<Evaluated> objects, String labels) {
        if (satisfying(objects).isEmpty() && !unknown(objects)) {
            parts.add(Judgement.fail(
                    Reason.ExpressionFalse,
                    "none of %s with %s: %s"
                            .formatted(
                                    Wording.count(objects.size(), kind.kind() + " object"), labels, next("expected"))));
        }
    }

    private void none(List<Evaluated> objects) {
        List<String> satisfying = satisfying(objects);
        if (!satisfying.isEmpty()) {
            parts.add(Judgement.fail(
                    Reason.ObjectsForbidden,
                    "%s %s: %s; %s"
                            .formatted(
                                    Wording.count(satisfying.size(), kind.kind() + " object"),
                                    satisfying.size() == 1 ? "matches" : "match",
                                    Wording.list(satisfying),
                                    next("expected none with"))));
        } else {
            unknown(objects);
        }
    }

    private boolean unknown(List<Evaluated> objects) {
        boolean unknown = false;
        for (Evaluated object : objects) {
            switch (object.outcome()) {
                case CelOutcome.Decided decided -> {}
                case CelOutcome.Faulty(String fault) -> {
                    parts.add(faulty(object, fault));
                    unknown = true;
                }
                case CelOutcome.TooExpensive() -> {
                    parts.add(tooExpensive(objects.size()));
                    return true;
                }
            }
        }
        return unknown;
    }

    private static List<String> satisfying(List<Evaluated> objects) {
        return objects.stream()
                .filter(object -> object.outcome() instanceof CelOutcome.Decided(boolean value) && value)
                .map(Evaluated::name)
                .toList();
    }

    private Judgement faulty(Evaluated object, String fault) {
        return Judgement.unknown(Reason.ExpressionError, "%s %s: %s".formatted(kind.kind(), object.name(), fault));
    }

    private static Judgement tooExpensive(int objects) {
        return Judgement.unknown(
                Reason.ExpressionTooExpensive,
                "the expression takes more than %d steps on %s; make it simpler%s"
                        .formatted(
                                STEPS,
                                Wording.count(objects, "object"),
                                objects == 1 ? "" : ", or select fewer objects"));
    }

    /** What the author says to do, else what was expected. */
    private String next(String expected) {
        return params.message() != null ? params.message() : expected + " " + Wording.cut(oneLine(params.expression()));
    }

    private static String oneLine(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining(" ")).strip();
    }

    private String namespace() {
        return params.namespace() == null ? facts.namespace() : params.namespace();
    }

    private String where() {
        return kind.namespaced() ? " in " + namespace() : "";
    }

    private Evaluated evaluated(Resource object, Map<String, JsonNode> variables) {
        Map<String, JsonNode> all = new HashMap<>(variables);
        all.put("object", SeenObject.of(object));
        return new Evaluated(object.name(), expression.evaluate(all, run));
    }

    private record Evaluated(String name, CelOutcome outcome) {}
}
