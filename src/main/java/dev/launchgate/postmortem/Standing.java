package dev.launchgate.postmortem;

import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.api.v1alpha1.NameRef;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.Judgement;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.check.Refusals.Refusal;
import dev.launchgate.checklist.MeasurePlanner.PlannedMeasure;
import dev.launchgate.status.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the measures of a postmortem stand. What a check measures is what the checklists have measured: evaluated in one
 * place, so that no two answers differ, and the worst of them where there are several.
 */
final class Standing {
    private static final List<Verdict> FROM_THE_WORST = List.of(
            Verdict.Fail, Verdict.Unknown, Verdict.Pending, Verdict.NotApplicable, Verdict.Waived, Verdict.Pass);

    private final PostmortemSpec spec;
    private final Map<String, KnownChecklist> checklists;

    /** @param checklists by name, all that the spec names */
    Standing(PostmortemSpec spec, Map<String, KnownChecklist> checklists) {
        this.spec = spec;
        this.checklists = checklists;
    }

    Judgement of(PlannedMeasure measure) {
        PlannedItem item = measure.item();
        if (!item.refusals().isEmpty()) {
            return Judgement.unknown(
                    Reason.InvalidItem,
                    item.refusals().stream().map(Refusal::toString).collect(Collectors.joining("; ")));
        }
        if (item.stated() != null) {
            return item.stated();
        }
        return spec.checklists().stream()
                .map(NameRef::name)
                .distinct()
                .map(name -> measured(item.name(), name))
                .min(Comparator.comparingInt(judgement -> FROM_THE_WORST.indexOf(judgement.verdict())))
                .orElseGet(() -> Judgement.unknown(
                        Reason.NotMeasuredAnywhere,
                        "expected a checklist that measures it, saw none; name one in spec.checklists"));
    }

    private Judgement measured(String row, String checklist) {
        return switch (checklists.get(checklist)) {
            case KnownChecklist.Missing(String namespace) ->
                Judgement.unknown(Reason.ChecklistNotFound, notFound(checklist, namespace));
            case KnownChecklist.Unread(var obstacle) -> Judgement.unreadable(obstacle);
            case KnownChecklist.Seen seen ->
                seen.row(row)
                        .map(found -> told(checklist, found))
                        .orElseGet(() -> Judgement.pending(
                                Reason.NotMeasuredYet,
                                "LaunchChecklist %s has not measured it yet".formatted(checklist)));
            case null ->
                Judgement.pending(Reason.NotMeasuredYet, "LaunchChecklist %s is not read yet".formatted(checklist));
        };
    }

    /** A word of another version proves nothing. */
    private Judgement told(String checklist, ItemStatus row) {
        Optional<Verdict> verdict = Stream.of(Verdict.values())
                .filter(known -> known.name().equals(row.verdict()))
                .findFirst();
        Optional<Reason> reason = Reason.named(row.reason());
        String message = spec.checklists().size() > 1 ? checklist + ": " + row.message() : row.message();
        return verdict.isPresent() && reason.isPresent()
                ? new Judgement(verdict.get(), reason.get(), message)
                : Judgement.pending(Reason.NotMeasuredYet, message);
    }

    /** What is said of a checklist that does not exist. */
    static String notFound(String checklist, String namespace) {
        return "LaunchChecklist %s not found in %s; create it or correct spec.checklists"
                .formatted(checklist, namespace);
    }
}
