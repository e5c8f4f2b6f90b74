package dev.launchgate.readiness;

import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Severity;
import dev.launchgate.api.v1alpha1.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All items of a checklist, judged for one candidate.
 *
 * @param results one per item, in the order of the spec
 * @param complete false when the spec was refused as a whole, so that even no blocker means nothing
 */
public record Readiness(List<ItemResult> results, boolean complete) {
    /** Of a checklist without items: what a decision rests on that rests on no item. */
    public static final Readiness NOTHING = new Readiness(List.of(), true);

    public Readiness {
        results = List.copyOf(results);
    }

    /** Of a spec that cannot be acted on: never open. */
    public static Readiness refused(List<ItemResult> results) {
        return new Readiness(results, false);
    }

    /** Whether every item that can hold a release was measured and lets it go. */
    public boolean open() {
        return passed() && results.stream().noneMatch(result -> result.holdsReleases() && result.remembered());
    }

    /** The same for show: answers that the status remembers count too. */
    public boolean passed() {
        return complete && blockers().isEmpty();
    }

    /** The items that hold a release, in the order of the spec. */
    public List<ItemResult> blockers() {
        return results.stream()
                .filter(result -> result.holdsReleases() && !result.satisfied())
                .toList();
    }

    /** Worst verdict of the blocking items that are judged while a released candidate rolls out; Pass if there are none. */
    public Verdict afterRelease() {
        List<Verdict> verdicts = results.stream()
                .filter(result -> result.severity() == Severity.Blocking && result.phase() == Phase.AfterRelease)
                .filter(result -> !result.satisfied() || result.remembered())
                .map(result -> result.remembered() ? Verdict.Pending : result.verdict())
                .toList();
        if (verdicts.contains(Verdict.Fail)) {
            return Verdict.Fail;
        }
        return verdicts.isEmpty() ? Verdict.Pass : Verdict.Pending;
    }

    /** Blocking AfterRelease items that fail, or failed when they were last measured. */
    public List<ItemResult> failedAfterRelease() {
        return results.stream()
                .filter(result -> result.severity() == Severity.Blocking
                        && result.phase() == Phase.AfterRelease
                        && result.verdict() == Verdict.Fail)
                .toList();
    }

    /** Those of them that were measured by this process, so that something may be decided on them. */
    public List<ItemResult> regressions() {
        return failedAfterRelease().stream()
                .filter(result -> !result.remembered())
                .toList();
    }

    /**
     * SHA-256, hex, of everything that a decision for one candidate rests on. A record of a decision whose digest the
     * present facts do not reproduce is worth nothing.
     *
     * @param subject what the decision is about: UID, generation and template hash
     */
    public String digest(String subject) {
        String evidence = results.stream()
                .filter(ItemResult::holdsReleases)
                .map(result -> "%s=%s/%s".formatted(result.name(), result.verdict(), result.reason()))
                .collect(Collectors.joining("\n", subject + "\n", "\n"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(evidence.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
