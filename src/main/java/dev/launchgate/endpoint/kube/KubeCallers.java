package dev.launchgate.endpoint.kube;

import dev.launchgate.endpoint.Callers;
import dev.launchgate.probe.net.ProbeException;
import dev.launchgate.probe.net.SecretSource;
import dev.launchgate.probe.net.SecretSource.SecretContent;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * A token of a service account, which the API server knows and whose rights decide, or the token of one checklist, which is
 * kept in a Secret beside it. Answers about service accounts are remembered for a short time, under a digest of the token.
 */
public final class KubeCallers implements Callers {
    /** Marks the Secret that holds the token of a checklist; its value is the checklist's name. */
    public static final String TOKEN_FOR = "launchgate.dev/gate-token-for";

    /** The Secret's name is the checklist's and this. */
    public static final String SUFFIX = "-gate-token";

    private static final int SHORTEST = 20;
    private static final int REMEMBERED = 1_000;
    private static final Duration FRESH = Duration.ofSeconds(20);

    private final KubernetesClient client;
    private final SecretSource secrets;
    private final String audience;
    private final LongSupplier nanoTime;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > REMEMBERED;
        }
    };

    public KubeCallers(KubernetesClient client, SecretSource secrets, String audience, LongSupplier nanoTime) {
        this.client = client;
        this.secrets = secrets;
        this.audience = audience;
        this.nanoTime = nanoTime;
    }

    @Override
    public Standing standing(String token, String namespace, String checklist) {
        // A signed token has three parts; no other kind is ever shown to the API server.
        return token.chars().filter(letter -> letter == '.').count() == 2
                ? account(token, namespace, checklist)
                : shared(token, namespace, checklist);
    }

    private Standing shared(String token, String namespace, String checklist) {
        try {
            SecretContent secret = secrets.read(namespace, checklist + SUFFIX);
            byte[] shown = digest(token);
            boolean right = checklist.equals(secret.annotations().get(TOKEN_FOR));
            // Both are compared whatever the first comes to, in the same time for every token.
            long equal = Stream.of("token", "previous-token")
                    .map(key -> secret.data().getOrDefault(key, "").strip())
                    .filter(kept -> kept.length() >= SHORTEST)
                    .filter(kept -> MessageDigest.isEqual(digest(kept), shown))
                    .count();
            return right && equal > 0 ? Standing.Allowed : Standing.Unknown;
        } catch (ProbeException e) {
            return Standing.Unknown;
        }
    }

    private Standing account(String token, String namespace, String checklist) {
        String key = HexFormat.of().formatHex(digest(token)) + " " + namespace + "/" + checklist;
        long now = nanoTime.getAsLong();
        synchronized (known) {
            Known before = known.get(key);
            if (before != null && now - before.at() < FRESH.toNanos()) {
                return before.standing();
            }
        }
        Standing standing = review(token)
                .map(user -> mayRead(user, namespace, checklist) ? Standing.Allowed : Standing.Forbidden)
                .orElse(Standing.Unknown);
        synchronized (known) {
            known.put(key, new Known(standing, now));
        }
        return standing;
    }

    private Optional<UserInfo> review(String token) {
        TokenReview review = client.tokenReviews()
                .create(new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(token)
                        .withAudiences(audience)
                        .endSpec()
                        .build());
        return Optional.ofNullable(review.getStatus())
                .filter(status -> Boolean.TRUE.equals(status.getAuthenticated()))
                .filter(status ->
                        status.getAudiences() != null && status.getAudiences().contains(audience))
                .map(status -> status.getUser());
    }

    private boolean mayRead(UserInfo user, String namespace, String checklist) {
        SubjectAccessReview review = client.authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(user.getUsername())
                        .withUid(user.getUid())
                        .withGroups(user.getGroups())
                        .withNewResourceAttributes()
                        .withGroup("launchgate.dev")
                        .withResource("launchchecklists")
                        .withVerb("get")
                        .withNamespace(namespace)
                        .withName(checklist)
                        .endResourceAttributes()
                        .endSpec()
                        .build());
        return review.getStatus() != null
                && Boolean.TRUE.equals(review.getStatus().getAllowed());
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private record Known(Standing standing, long at) {}
}
