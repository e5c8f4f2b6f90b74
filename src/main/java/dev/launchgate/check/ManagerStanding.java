package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.ManagerMark.Application;
import dev.launchgate.check.ManagerMark.Flux;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.ProbeRequest.SecretLook;
import dev.launchgate.status.Reason;
import java.util.Optional;

/** Whether the manager that an object is marked with exists and is in step, where it can be looked at. */
final class ManagerStanding {
    private final Facts facts;

    ManagerStanding(Facts facts) {
        this.facts = facts;
    }

    /** Pass with AsExpected where it was seen to be in step, with DeclaredOnly where it cannot be looked at. */
    Judgement of(ManagerMark mark, TemplateReference object) {
        return switch (mark) {
            case Application application -> application(application, object);
            case Flux flux -> flux(flux, object);
            case ManagerMark.Claimed claimed -> claimed(mark);
        };
    }

    private Judgement application(Application mark, TemplateReference object) {
        return read(ResourceKind.APPLICATION, mark.namespace(), mark.name(), mark, object, found -> {
            String sync = found.text("/status/sync/status");
            return switch (sync) {
                case "Synced" -> Judgement.pass(mark.label());
                case "OutOfSync" ->
                    Judgement.fail(
                            Reason.ManagerNotSynced,
                            "%s, which manages %s: expected Synced, saw OutOfSync; sync it"
                                    .formatted(mark.label(), object.label()));
                default ->
                    Judgement.unknown(
                            Reason.StatusOutdated,
                            "%s, which manages %s: expected Synced, saw no comparison yet; its controller has not looked yet"
                                    .formatted(mark.label(), object.label()));
            };
        });
    }

    private Judgement flux(Flux mark, TemplateReference object) {
        return read(mark.kind(), mark.namespace(), mark.name(), mark, object, found -> {
            Parts parts = new Parts();
            String subject = "%s, which manages %s".formatted(mark.label(), object.label());
            new ObservedConditions(subject, found.at("/status/conditions"), found.generation(), parts)
                    .require("Ready", Reason.ManagerNotSynced);
            if (!lists(found, object)) {
                parts.add(Judgement.fail(
                        Reason.ManagerNotSynced,
                        "%s is marked as managed by %s, which does not list it; add it to configuration management"
                                .formatted(object.label(), mark.label())));
            }
            return parts.whole(mark.label());
        });
    }

    /** A Kustomization keeps a list of what it applied; a copy of an object is not in it. */
    private boolean lists(Resource manager, TemplateReference object) {
        String id = "%s_%s__%s".formatted(facts.namespace(), object.name(), object.kind());
        return manager.at("/status/inventory/entries").isMissingNode()
                || manager.elements("/status/inventory/entries")
                        .anyMatch(entry -> entry.path("id").asText().equals(id));
    }

    /** What judges a manager's object. */
    @FunctionalInterface
    private interface Look {
        Judgement judge(Resource found);
    }

    private Judgement read(
            ResourceKind kind, String namespace, String name, ManagerMark mark, TemplateReference object, Look look) {
        if (!SecretLook.valid(name) || !SecretLook.valid(namespace)) {
            return claimed(mark);
        }
        return switch (facts.object(kind, namespace, name)) {
            case Lookup.Found found -> look.judge(found.resource());
            case Lookup.Missing missing ->
                Judgement.fail(
                        Reason.ManagerNotSynced,
                        "%s, which is said to manage %s, not found; add it to configuration management"
                                .formatted(mark.label(), object.label()));
            case Lookup.Unreadable unreadable ->
                Optional.of(Judgement.unreadable(unreadable.obstacle()))
                        .filter(judgement -> judgement.verdict() == Verdict.Pending)
                        .orElseGet(() -> claimed(mark));
        };
    }

    private static Judgement claimed(ManagerMark mark) {
        return Judgement.pass(Reason.DeclaredOnly, mark.label());
    }
}
