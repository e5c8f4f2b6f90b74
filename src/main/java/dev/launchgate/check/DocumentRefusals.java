package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.DocumentFormat;
import dev.launchgate.api.v1alpha1.DocumentParams;
import java.time.Duration;
import java.util.List;

/** Refuses parameters of a document item. */
final class DocumentRefusals {
    private static final Pattern SHA256 = Pattern.compile(DocumentParams.SHA256);
    private static final int MAX_MENTIONS = 20;

    private DocumentRefusals() {}

    static void refuse(DocumentParams params, Refusals refusals) {
        SourceContent.refuse(params.source(), "source", refusals);
        refusals.require(
                params.sha256() == null || SHA256.matches(params.sha256()), "sha256", "must be 64 hexadecimal digits");
        mentions(params, refusals);
        if (params.reviewedAt() != null) {
            DateTimes.refuse(params.reviewedAt(), "reviewedAt", refusals);
        }
        if (params.maxAge() != null) {
            refusals.require(params.reviewedAt() != null, "maxAge", DocumentParams.NEEDS_REVIEW);
            refusals.require(
                    Durations.within(params.maxAge(), Duration.ofDays(1), Duration.ofDays(1825)),
                    "maxAge",
                    "must be from 1d to 1825d");
        }
    }

    private static void mentions(DocumentParams params, Refusals refusals) {
        List<String> mentions = params.mentions();
        SpecBounds.count(mentions, 0, MAX_MENTIONS, "mentions", refusals);
        for (int i = 0; i < Math.min(mentions.size(), MAX_MENTIONS); i++) {
            SpecBounds.text(mentions.get(i), 1, 100, "mentions[" + i + "]", refusals);
        }
        boolean image = params.format() == DocumentFormat.Pdf || params.format() == DocumentFormat.Png;
        refusals.require(mentions.isEmpty() || !image, "mentions", DocumentParams.NEEDS_TEXT);
    }
}
