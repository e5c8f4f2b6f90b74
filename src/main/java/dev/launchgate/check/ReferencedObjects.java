package dev.launchgate.check;

import dev.launchgate.check.Presence.KeyAbsent;
import dev.launchgate.check.Presence.NotSeen;
import dev.launchgate.check.Presence.ObjectAbsent;
import dev.launchgate.check.Presence.Present;
import dev.launchgate.check.TemplateReference.Kind;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer.SecretSeen;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeRequest.SecretLook;
import dev.launchgate.status.Reason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The objects that one pod template refers to, and whether they are there: Secrets by a look, all others from the caches. */
final class ReferencedObjects {
    /** Secrets of one template that are looked at. */
    static final int MOST_SECRETS = 100;

    private final List<TemplateReference> references;
    private final Set<String> secrets;

    ReferencedObjects(List<TemplateReference> references) {
        this.references = List.copyOf(references);
        this.secrets = references.stream()
                .filter(reference -> reference.kind() == Kind.Secret)
                .map(TemplateReference::name)
                .filter(SecretLook::valid)
                .distinct()
                .limit(MOST_SECRETS)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static ReferencedObjects of(PodTemplate template) {
        return new ReferencedObjects(TemplateReferences.of(template));
    }

    List<TemplateReference> references() {
        return references;
    }

    /** Asks for a look at each Secret. */
    void plan(Needs needs) {
        secrets.forEach(name -> needs.probe(new SecretLook(name)));
    }

    /**
     * What is missing of all that pods need to start; nothing of what is optional.
     *
     * @param absent what to say of {@code ConfigMap ml-db} or {@code Secret smtp, key password}, which is not there
     */
    List<Judgement> faults(Facts facts, Function<String, Judgement> absent) {
        return references.stream()
                .filter(reference -> !reference.optional())
                .flatMap(reference -> fault(reference, look(reference, facts), absent).stream())
                .distinct()
                .toList();
    }

    private static Optional<Judgement> fault(
            TemplateReference reference, Presence presence, Function<String, Judgement> absent) {
        return switch (presence) {
            case Present present -> Optional.empty();
            case ObjectAbsent none -> Optional.of(absent.apply(reference.object()));
            case KeyAbsent none ->
                Optional.of(absent.apply("%s, key %s".formatted(reference.object(), reference.shownKey())));
            case NotSeen unseen -> Optional.of(unseen.why());
        };
    }

    /** Whether the object is there, and its key where one is named. */
    Presence look(TemplateReference reference, Facts facts) {
        if (!SecretLook.valid(reference.name())) {
            return new ObjectAbsent();
        }
        ResourceKind kind = reference.kind().cached();
        Presence presence =
                kind == null ? secret(reference.name(), facts) : cached(facts.object(kind, reference.name()));
        String key = reference.key();
        return key != null
                        && presence instanceof Present present
                        && !present.object().has(key, reference.text())
                ? new KeyAbsent(present.object())
                : presence;
    }

    private static Presence cached(Lookup lookup) {
        return switch (lookup) {
            case Lookup.Found found -> new Present(ReferencedObject.of(found.resource()));
            case Lookup.Missing missing -> new ObjectAbsent();
            case Lookup.Unreadable unreadable -> new NotSeen(Judgement.unreadable(unreadable.obstacle()));
        };
    }

    private Presence secret(String name, Facts facts) {
        if (!secrets.contains(name)) {
            return new NotSeen(Judgement.unknown(
                    Reason.DataTooLarge,
                    "the pod template refers to more than %d Secrets, so that Secret %s is not looked at; refer to fewer"
                            .formatted(MOST_SECRETS, name)));
        }
        return switch (facts.answer(new SecretLook(name))) {
            case Measurement.NotYet() -> new NotSeen(ProbeJudgement.notYet());
            case Measurement.TooOld() -> new NotSeen(ProbeJudgement.tooOld("Secret " + name));
            case Measurement.Failed(var failure) -> failed(name, failure, facts);
            case Measurement.Answered(SecretSeen seen) -> new Present(ReferencedObject.of(seen));
            case Measurement.Answered(var other) -> throw new IllegalStateException("not an answer to a look");
        };
    }

    private static Presence failed(String name, ProbeFailure failure, Facts facts) {
        return switch (failure.cause()) {
            case SecretMissing -> new ObjectAbsent();
            case Timeout ->
                new NotSeen(Judgement.unknown(
                        Reason.Timeout,
                        "Secret %s: no complete answer within %s".formatted(name, Durations.format(facts.timeout()))));
            default -> new NotSeen(ProbeJudgement.of(failure, "Secret " + name, facts.timeout()));
        };
    }
}
