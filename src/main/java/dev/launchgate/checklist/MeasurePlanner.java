package dev.launchgate.checklist;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.Defect;
import dev.launchgate.api.v1alpha1.ItemSpec;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.api.v1alpha1.PreventionMeasure;
import dev.launchgate.api.v1alpha1.Severity;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.check.DateTimes;
import dev.launchgate.check.Judgement;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.check.Refusals;
import dev.launchgate.check.SpecBounds;
import dev.launchgate.status.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the measures of a postmortem to items of a checklist; what has no check is judged by what people say. Pure. */
public final class MeasurePlanner {
    /** How sources of items that are measures begin. */
    public static final String SOURCE = "Postmortem/";

    private static final Pattern DATE = Pattern.compile(PreventionMeasure.DATE);

    private final ItemPlanner items;

    public MeasurePlanner(CheckRegistry checks) {
        this.items = new ItemPlanner(checks);
    }

    /** Plans the measures as they stand, for no checklist in particular; refusals have paths from {@code spec} on. */
    public List<PlannedMeasure> plan(PostmortemSpec spec, String postmortem, Instant now) {
        return plan(spec, postmortem, "spec", ItemPlanner.Context.UNKNOWN, now);
    }

    /** Plans the measures for a checklist. */
    List<PlannedMeasure> plan(PostmortemSpec spec, String postmortem, ItemPlanner.Context context, Instant now) {
        return plan(spec, postmortem, "Postmortem " + postmortem + ": spec", context, now);
    }

    /** The name of the row of a measure: no item of a checklist itself has a name with a slash. */
    public static String row(String postmortem, String measure) {
        return postmortem + "/" + measure;
    }

    /** An item in place of the measures of a postmortem that cannot be read. */
    PlannedItem unreadable(String postmortem, Defect defect) {
        Refusals refusals = new Refusals("Postmortem " + postmortem + ": spec");
        refusals.refuse(defect.path(), defect.message());
        return stated(
                row(postmortem, "*"),
                SOURCE + postmortem,
                ItemPlanner.Context.UNKNOWN,
                Judgement.unknown(Reason.InvalidItem, defect.message()),
                refusals);
    }

    /** An item about measures that are not told one by one. */
    PlannedItem about(Judgement judgement) {
        return stated(
                "postmortems/*", SOURCE + "*", ItemPlanner.Context.UNKNOWN, judgement, new Refusals("postmortems"));
    }

    private List<PlannedMeasure> plan(
            PostmortemSpec spec, String postmortem, String root, ItemPlanner.Context context, Instant now) {
        List<PlannedMeasure> planned = new ArrayList<>();
        RowNames names = new RowNames(
                spec.prevention().stream().map(PreventionMeasure::name).toList());
        int count = Math.min(spec.prevention().size(), PostmortemSpec.MEASURES);
        for (int i = 0; i < count; i++) {
            PreventionMeasure measure = spec.prevention().get(i);
            Refusals refusals = new Refusals(root + ".prevention[" + i + "]");
            refusals.require(names.first(i), "name", "another measure has this name");
            planned.add(new PlannedMeasure(
                    measure, names.of(i), item(measure, names.of(i), postmortem, context, refusals, now)));
        }
        return List.copyOf(planned);
    }

    private PlannedItem item(
            PreventionMeasure measure,
            String name,
            String postmortem,
            ItemPlanner.Context context,
            Refusals refusals,
            Instant now) {
        String row = row(postmortem, name);
        String source = SOURCE + postmortem;
        refuse(measure, refusals);
        ItemSpec item = measure.item();
        if (item == null) {
            return stated(row, source, context, word(measure, name, postmortem, now), refusals);
        }
        Refusals ofItem = refusals.below("item");
        PlannedItem planned = items.plan(item.named(name), name, context, ofItem);
        refusals.addAll(ofItem);
        Severity severity = measure.blocksLaunch() ? Severity.Blocking : Severity.Advisory;
        return planned.from(source, planned.spec().named(row, severity), refusals.all());
    }

    private PlannedItem stated(
            String row, String source, ItemPlanner.Context context, Judgement judgement, Refusals refusals) {
        return items.bare(row, context).stating(judgement).from(source, ItemSpec.bare(row), refusals.all());
    }

    private static void refuse(PreventionMeasure measure, Refusals refusals) {
        if (measure.defect() != null) {
            refusals.refuse(measure.defect().path(), measure.defect().message());
            return;
        }
        refusals.require(RowNames.valid(measure.name()), "name", "must be a DNS label of 1 to 63 characters");
        SpecBounds.lines(measure.description(), 0, PostmortemSpec.SHORT_TEXT, "description", refusals);
        SpecBounds.text(measure.owner(), 0, 100, "owner", refusals);
        SpecBounds.text(measure.doneBy(), 1, 100, "doneBy", refusals);
        SpecBounds.link(measure.tracker(), "tracker", refusals);
        refusals.require(
                measure.dueDate() == null || due(measure).isPresent(), "dueDate", "must be a day, such as 2026-12-04");
        if (measure.doneAt() != null) {
            DateTimes.refuse(measure.doneAt(), "doneAt", refusals);
        }
        refusals.require((measure.doneAt() == null) == (measure.doneBy() == null), "", PreventionMeasure.DONE_TOGETHER);
    }

    /** The judgement of a measure without a check. */
    private static Judgement word(PreventionMeasure measure, String name, String postmortem, Instant now) {
        String subject = "%s of Postmortem %s (%s%s)"
                .formatted(
                        name,
                        postmortem,
                        blank(measure.owner()) ? "no owner" : "owner " + measure.owner(),
                        measure.dueDate() == null ? "" : ", due " + measure.dueDate());
        Optional<Instant> done = Optional.ofNullable(measure.doneAt()).flatMap(DateTimes::parse);
        if (done.isEmpty() || blank(measure.doneBy())) {
            return Judgement.fail(Reason.MeasureNotDone, subject + ": not done; do it, then set doneAt and doneBy");
        }
        return DateTimes.future(subject + ": doneAt", done.get(), now)
                .orElseGet(() -> Judgement.pass(
                        Reason.MeasureDone,
                        "%s: done %s by %s".formatted(subject, DateTimes.day(done.get()), measure.doneBy())));
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** The last day on which a measure is not overdue; empty where it has none. */
    private static Optional<LocalDate> due(PreventionMeasure measure) {
        String date = measure.dueDate();
        if (date == null || !DATE.matches(date)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(date));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * A measure as an item.
     *
     * @param name unique among the measures, even where the measure has none
     */
    public record PlannedMeasure(PreventionMeasure measure, String name, PlannedItem item) {
        /** Whether it is an item of the checklists: what blocks, and what a check measures. */
        public boolean inherited() {
            return measure.blocksLaunch() || measure.item() != null;
        }

        /** Whether the last day for it has passed. */
        public boolean late(LocalDate today) {
            return due(measure).filter(today::isAfter).isPresent();
        }
    }
}
