package dev.launchgate.postmortem;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.Attachment;
import dev.launchgate.api.v1alpha1.DocumentParams;
import dev.launchgate.api.v1alpha1.Patterns;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.api.v1alpha1.RangeQuery;
import dev.launchgate.check.Durations;
import dev.launchgate.check.MonitoringApi;
import dev.launchgate.check.ObjectNames;
import dev.launchgate.check.Refusals;
import dev.launchgate.check.SpecBounds;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is refused of attachments. */
final class AttachmentRefusals {
    private static final Pattern LABEL = Pattern.compile(Patterns.LABEL);
    private static final Pattern SHA256 = Pattern.compile(DocumentParams.SHA256);
    private static final Pattern STEP = Pattern.compile(Patterns.DURATION);
    private static final Duration LONGEST = Duration.ofDays(31);

    private AttachmentRefusals() {}

    static void refuse(List<Attachment> attachments, Times times, Refusals refusals) {
        SpecBounds.count(attachments, 0, PostmortemSpec.ATTACHMENTS, "attachments", refusals);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < attachments.size(); i++) {
            String path = "attachments[" + i + "]";
            Attachment attachment = attachments.get(i);
            String name = attachment.name();
            refusals.require(
                    name.length() <= 63 && LABEL.matches(name),
                    path + ".name",
                    "must be a DNS label of 1 to 63 characters");
            refusals.require(seen.add(name), path + ".name", "another attachment has this name");
            refuse(attachment, path, times, refusals);
        }
    }

    private static void refuse(Attachment attachment, String path, Times times, Refusals refusals) {
        SpecBounds.text(attachment.title(), 0, 200, path + ".title", refusals);
        SpecBounds.exactlyOne(
                "prometheus, url, configMap",
                path,
                refusals,
                attachment.prometheus(),
                attachment.url(),
                attachment.configMap());
        String sha256 = attachment.sha256();
        refusals.require(sha256 == null || SHA256.matches(sha256), path + ".sha256", "must be 64 hexadecimal digits");
        refusals.require(attachment.url() == null || sha256 != null, path + ".sha256", Attachment.URL_NEEDS_DIGEST);
        refusals.require(attachment.prometheus() == null || sha256 == null, path + ".sha256", Attachment.NO_DIGEST_YET);
        if (attachment.url() != null) {
            SpecBounds.url(attachment.url(), path + ".url", refusals);
        }
        if (attachment.configMap() != null) {
            ObjectNames.refuse(attachment.configMap(), path + ".configMap", refusals);
        }
        refuse(attachment.prometheus(), path + ".prometheus", times, refusals);
    }

    private static void refuse(@Nullable RangeQuery range, String path, Times times, Refusals refusals) {
        if (range == null) {
            return;
        }
        SpecBounds.lines(range.query(), 1, 2000, path + ".query", refusals);
        SpecBounds.text(range.unit(), 1, 32, path + ".unit", refusals);
        Optional<Instant> start = times.past(range.start(), path + ".start");
        Optional<Instant> end = times.past(range.end(), path + ".end");
        if (start.isPresent() && end.isPresent()) {
            Duration window = Duration.between(start.get(), end.get());
            refusals.require(window.isPositive(), path + ".end", "end must be after start");
            refusals.require(window.compareTo(LONGEST) <= 0, path + ".end", "the window must be at most 31 days");
        }
        String step = range.step();
        refusals.require(
                step == null
                        || (STEP.matches(step) && Durations.within(step, Duration.ofSeconds(1), Duration.ofHours(24))),
                path + ".step",
                "step must be from 1s to 24h");
        MonitoringApi.refuse(range.server(), path + ".server", refusals);
    }
}
