package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.ConfigParams;
import dev.launchgate.api.v1alpha1.ReferenceDemand;
import dev.launchgate.api.v1alpha1.SecretChecks;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.check.TemplateReference.Kind;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.status.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the candidate refers to exists, comes from configuration management, and belongs to this environment: settings of a
 * pod are judged while no pod runs, and their values are told to nobody.
 */
public final class ConfigCheck implements Check<ConfigParams> {
    /** What settings and files come from; the rest of what a template names is no setting. */
    private static final Set<Kind> SETTINGS = EnumSet.of(Kind.ConfigMap, Kind.Secret, Kind.SecretProviderClass);
    /** Put into every namespace by the cluster itself. */
    private static final String CLUSTER_ROOTS = "kube-root-ca.crt";

    @Override
    public Class<ConfigParams> params() {
        return ConfigParams.class;
    }

    @Override
    public Section section() {
        return Section.ManualProcesses;
    }

    @Override
    public void refuse(ConfigParams params, Refusals refusals) {
        ConfigRefusals.refuse(params, refusals);
    }

    @Override
    public void plan(ConfigParams params, Facts facts, Needs needs) {
        if (params.secrets() == SecretChecks.Check) {
            facts.candidate().map(ReferencedObjects::of).ifPresent(objects -> objects.plan(needs));
            facts.running().map(ReferencedObjects::of).ifPresent(objects -> objects.plan(needs));
        }
    }

    /** Nobody notices that something is gone until a pod restarts. */
    @Override
    public Risks risks(ConfigParams params, Facts facts) {
        return facts.running()
                .map(running -> {
                    List<Judgement> faults = new ReferencedObjects(TemplateReferences.of(running).stream()
                                    .filter(reference ->
                                            params.secrets() == SecretChecks.Check || reference.kind() != Kind.Secret)
                                    .toList())
                            .faults(
                                    facts,
                                    what -> Judgement.fail(
                                            Reason.RunningRevisionAtRisk,
                                            "%s, which runs, needs %s, which is gone: a pod that restarts will not start; put it"
                                                            .formatted(running.displayName(), what)
                                                    + " back"));
                    return new Risks(
                            faults.stream()
                                    .filter(fault -> fault.reason() == Reason.RunningRevisionAtRisk)
                                    .map(Judgement::message)
                                    .collect(Collectors.toSet()),
                            faults.stream().allMatch(fault -> fault.reason() == Reason.RunningRevisionAtRisk));
                })
                .orElse(Risks.NONE);
    }

    @Override
    public Judgement judge(ConfigParams params, Facts facts) {
        Parts parts = new Parts();
        Optional<PodTemplate> candidate = TargetWorkload.candidate(facts, parts);
        String subject = "settings of " + facts.target().name();
        if (candidate.isEmpty()) {
            return parts.whole(subject);
        }
        return candidate.get().json().path("spec").path("containers").isEmpty()
                ? Judgement.unknown(
                        Reason.DataMalformed,
                        "%s %s: no container in its pod template, so that nothing can be looked at"
                                .formatted(facts.target().kind(), facts.target().name()))
                : judge(params, facts, candidate.get(), subject);
    }

    private static Judgement judge(ConfigParams params, Facts facts, PodTemplate candidate, String subject) {
        ReferencedObjects references = ReferencedObjects.of(candidate);
        ConfigObjects objects = new ConfigObjects(params, facts, references);
        ConfigSettings settings = new ConfigSettings(candidate, objects);
        params.settings().forEach(settings::judge);
        references.references().stream()
                .filter(reference -> SETTINGS.contains(reference.kind()))
                .filter(reference -> !objects.skipped(reference))
                .forEach(reference -> judge(params, reference, objects, settings));
        return objects.whole(subject);
    }

    private static void judge(
            ConfigParams params, TemplateReference reference, ConfigObjects objects, ConfigSettings settings) {
        boolean managed = params.references() == ReferenceDemand.Managed
                && reference.kind() != Kind.SecretProviderClass
                && !reference.name().equals(CLUSTER_ROOTS)
                && !settings.behind(reference);
        Presence presence = objects.look(reference);
        boolean needed = !reference.optional();
        switch (presence) {
            case Presence.NotSeen unseen when managed || needed -> objects.add(unseen.why());
            case Presence.ObjectAbsent absent when needed -> objects.absent(reference, absent);
            case Presence.KeyAbsent absent when needed -> objects.absent(reference, absent);
            case Presence.KeyAbsent absent when managed -> managed(reference, absent.object(), objects);
            case Presence.Present present when managed -> managed(reference, present.object(), objects);
            default -> {
                // optional, or nothing but there
            }
        }
    }

    private static void managed(TemplateReference reference, ReferencedObject object, ConfigObjects objects) {
        objects.managed(reference, object);
        objects.notByHand(reference, object, null);
    }
}
