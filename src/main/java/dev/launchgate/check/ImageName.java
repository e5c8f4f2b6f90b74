package dev.launchgate.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.launchgate.status.Reason;
import java.util.Optional;

/**
 * A container image, as {@code docker pull} understands its name.
 *
 * @param repository registry and path, in full: {@code docker.io/library/nginx}
 * @param tag empty if there is none
 * @param digest {@code sha256:...}, empty if there is none
 */
record ImageName(String repository, String tag, String digest) {
    private static final Pattern NAME = Pattern.compile("([a-zA-Z0-9][-a-zA-Z0-9._:/]*?)"
            + "(?::([a-zA-Z0-9_][-a-zA-Z0-9_.]{0,127}))?(?:@([a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-fA-F]{32,128}))?");
    private static final int LONGEST = 512;

    /** Empty for what is no image reference. */
    static Optional<ImageName> parse(String name) {
        Matcher parts = NAME.matcher(name);
        if (name.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        String tag = parts.group(2) == null ? "" : parts.group(2);
        String digest = parts.group(3) == null ? "" : parts.group(3);
        return Optional.of(new ImageName(full(parts.group(1)), tag, digest));
    }

    /**
     * What is said of evidence for one image when the candidate runs another: {@link Reason#EvidenceForOther}, or {@link
     * Reason#EvidenceUnbound} when the names cannot tell. Digests decide if both have one, else tags do; {@code latest}
     * names nothing in particular.
     */
    static Optional<Judgement> mismatch(String claimed, String expected) {
        Optional<ImageName> claim = parse(claimed);
        Optional<ImageName> candidate = parse(expected);
        if (claim.isEmpty() || candidate.isEmpty()) {
            return Optional.of(unbound(claimed, expected));
        }
        ImageName made = claim.get();
        ImageName runs = candidate.get();
        if (!made.repository.equals(runs.repository)) {
            return Optional.of(other(claimed, expected));
        }
        if (!made.digest.isEmpty() && !runs.digest.isEmpty()) {
            return made.digest.equalsIgnoreCase(runs.digest) ? Optional.empty() : Optional.of(other(claimed, expected));
        }
        if (!made.bindsByTag() || !runs.bindsByTag()) {
            return Optional.of(unbound(claimed, expected));
        }
        return made.tag.equals(runs.tag) ? Optional.empty() : Optional.of(other(claimed, expected));
    }

    private boolean bindsByTag() {
        return !tag.isEmpty() && !tag.equals("latest");
    }

    private static String full(String name) {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean registry = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
        if (!registry) {
            return "docker.io/" + (slash < 0 ? "library/" : "") + name;
        }
        return (first.equals("index.docker.io") ? "docker.io" : first) + name.substring(slash);
    }

    private static Judgement other(String claimed, String expected) {
        return Judgement.fail(
                Reason.EvidenceForOther,
                "made for %s, candidate is %s; run it again for this revision".formatted(claimed, expected));
    }

    private static Judgement unbound(String claimed, String expected) {
        return Judgement.fail(
                Reason.EvidenceUnbound,
                "made for %s, candidate is %s: these names cannot be told apart; use a tag or digest in both"
                        .formatted(claimed, expected));
    }
}
