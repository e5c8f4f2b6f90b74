package dev.launchgate.endpoint;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is asked, read from the path as it was sent: nothing is decoded, so nothing can hide in an escape.
 *
 * @param namespace empty, like the name, where the path names no checklist that could exist
 */
record GatePath(Asker asker, String namespace, String name) {
    private static final int LONGEST = 1_024;
    private static final Pattern CHECKLIST = Pattern.compile(
            "/gate/v1/namespaces/([a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)/launchchecklists/([a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?)");

    /** Who asks what. */
    enum Asker {
        FlaggerConfirmRollout("/flagger/confirm-rollout", Stage.Rollout),
        FlaggerConfirmPromotion("/flagger/confirm-promotion", Stage.Promotion),
        FlaggerRollback("/flagger/rollback", Stage.Promotion),
        ArgoRollout("/argo-rollouts/rollout", Stage.Rollout),
        ArgoPromotion("/argo-rollouts/promotion", Stage.Promotion),
        Verdict("/verdict", Stage.Rollout);

        private final String suffix;
        private final Stage stage;

        Asker(String suffix, Stage stage) {
            this.suffix = suffix;
            this.stage = stage;
        }

        Stage stage() {
            return stage;
        }

        /** Flagger posts; everybody else gets. */
        boolean posts() {
            return suffix.startsWith("/flagger/");
        }

        /** Argo Rollouts takes every 2xx that is not JSON for success and every other status for an error. */
        boolean alwaysOk() {
            return suffix.startsWith("/argo-rollouts/");
        }
    }

    static Optional<GatePath> of(String path) {
        return Stream.of(Asker.values())
                .filter(asker -> path.length() <= LONGEST && path.endsWith(asker.suffix))
                .map(asker -> of(asker, path.substring(0, path.length() - asker.suffix.length())))
                .findFirst();
    }

    private static GatePath of(Asker asker, String checklist) {
        Matcher matcher = CHECKLIST.matcher(checklist);
        return matcher.matches()
                ? new GatePath(asker, matcher.group(1), matcher.group(2))
                : new GatePath(asker, "", "");
    }

    boolean named() {
        return !name.isEmpty();
    }
}
