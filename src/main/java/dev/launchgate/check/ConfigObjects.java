package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.ConfigParams;
import dev.launchgate.api.v1alpha1.HandEdits;
import dev.launchgate.api.v1alpha1.SecretChecks;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.TemplateReference.Kind;
import dev.launchgate.status.PlainText;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Judges the objects that settings and references lead to; what is wrong with one is said once. */
final class ConfigObjects {
    private static final int LONGEST = 253;

    private final ConfigParams params;
    private final Facts facts;
    private final ReferencedObjects objects;
    private final ManagerMarks marks;
    private final ManagerStanding managers;
    private final Set<String> told = new HashSet<>();
    private final Set<String> skipped = new TreeSet<>();
    private final Set<String> claims = new LinkedHashSet<>();
    private final List<Judgement> faults = new ArrayList<>();

    ConfigObjects(ConfigParams params, Facts facts, ReferencedObjects objects) {
        this.params = params;
        this.facts = facts;
        this.objects = objects;
        this.marks = new ManagerMarks(params, facts);
        this.managers = new ManagerStanding(facts);
    }

    /** Whether the item leaves the object unseen; counted, so that every message can say how many there are. */
    boolean skipped(TemplateReference reference) {
        boolean unseen = reference.kind() == Kind.Secret && params.secrets() == SecretChecks.Skip;
        if (unseen) {
            skipped.add(reference.name());
        }
        return unseen;
    }

    Presence look(TemplateReference reference) {
        return objects.look(reference, facts);
    }

    void add(Judgement fault) {
        if (told.add(fault.reason() + " " + fault.message())) {
            faults.add(fault);
        }
    }

    /** The object or its key is not there. */
    void absent(TemplateReference reference, Presence presence) {
        if (presence instanceof Presence.ObjectAbsent && tell(reference, "absent")) {
            faults.add(Judgement.fail(
                    Reason.ReferenceMissing,
                    "%s not found in %s; create it or correct the name"
                            .formatted(reference.label(), facts.namespace())));
        }
        if (presence instanceof Presence.KeyAbsent && tell(reference, "key " + reference.key())) {
            faults.add(Judgement.fail(
                    Reason.KeyMissing,
                    "%s: key %s not found; add it or correct the key"
                            .formatted(reference.label(), reference.shownKey())));
        }
    }

    /** The object must carry the mark of a manager that is in step. */
    void managed(TemplateReference reference, ReferencedObject object) {
        if (!tell(reference, "managed")) {
            return;
        }
        List<Judgement> standings = marks.of(reference, object).stream()
                .map(mark -> managers.of(mark, reference))
                .toList();
        if (standings.isEmpty()) {
            faults.add(Judgement.fail(
                    Reason.NotManaged,
                    "%s carries no mark of %s; add it to configuration management"
                            .formatted(reference.label(), marks.accepted())));
        }
        standings.stream()
                .filter(standing -> standing.verdict() != Verdict.Pass)
                .forEach(this::add);
        boolean seen = standings.stream().anyMatch(standing -> standing.reason() == Reason.AsExpected);
        standings.stream()
                .filter(standing -> !seen && standing.reason() == Reason.DeclaredOnly)
                .limit(1)
                .forEach(standing -> claims.add("%s of %s".formatted(reference.object(), standing.message())));
    }

    /** The object must be of the environment that the item names. */
    void ofEnvironment(TemplateReference reference, ReferencedObject object) {
        ConfigParams.RequiredLabel required = params.environment();
        if (required == null || !tell(reference, "environment")) {
            return;
        }
        String seen = object.labels().getOrDefault(required.label(), "");
        if (!seen.equals(required.value())) {
            faults.add(Judgement.fail(
                    Reason.WrongEnvironment,
                    "%s has %s, expected %s; refer to the object of this environment"
                            .formatted(
                                    reference.label(),
                                    seen.isEmpty()
                                            ? "no label " + required.label()
                                            : required.label() + "=" + PlainText.of(seen, LONGEST),
                                    required.value())));
        }
    }

    /**
     * Nobody may have written the key last by hand.
     *
     * @param key null for any key of the object
     */
    void notByHand(TemplateReference reference, ReferencedObject object, @Nullable String key) {
        if (params.handEdits() == HandEdits.Ignore || !tell(reference, "by hand " + key)) {
            return;
        }
        HandEdit.of(object, key)
                .map(edit -> Judgement.fail(
                        Reason.EditedByHand,
                        "%s: key %s was last written by %s on %s; make the change in configuration management"
                                .formatted(reference.label(), edit.key(), edit.manager(), edit.date())))
                .ifPresent(faults::add);
    }

    /** The judgement of everything that was added. */
    Judgement whole(String subject) {
        List<Judgement> all = new ArrayList<>(faults);
        if (!claims.isEmpty()) {
            all.add(Judgement.pass(
                    Reason.DeclaredOnly,
                    "%s: declared by marks, not measured, because these managers cannot be looked at from here: %s"
                            .formatted(subject, Wording.list(claims))));
        } else if (!skipped.isEmpty()) {
            all.add(Judgement.declared(subject, "secrets: Check"));
        }
        all.add(Judgement.pass(subject));
        Judgement worst = Judgement.worst(all);
        return skipped.isEmpty()
                ? worst
                : new Judgement(
                        worst.verdict(),
                        worst.reason(),
                        worst.message() + "; " + Wording.count(skipped.size(), "Secret") + " not looked at");
    }

    private boolean tell(TemplateReference reference, String what) {
        return told.add(reference.kind() + " " + reference.name() + " " + what);
    }
}
