package dev.launchgate.probe.net;

import dev.launchgate.probe.HttpUrl;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.CredentialRef;
import dev.launchgate.probe.net.SecretSource.SecretContent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a reference to a Secret into the value of an {@code Authorization} header, if the Secret itself lists the host that
 * will receive it: who may write a checklist may not mail out a Secret. Keeps nothing.
 */
final class Authorizer {
    /** On a Secret: the hosts, separated by commas, to which its values may be sent. */
    static final String SEND_TO = "launchgate.dev/send-to";

    private final SecretSource secrets;

    Authorizer(SecretSource secrets) {
        this.secrets = secrets;
    }

    /**
     * Reads the Secret; empty if the request has no credential.
     *
     * @param connectHost where the checklist wants to connect instead; null for the URL's host
     * @param caPem whom the checklist trusts; null for the runtime's trust store
     * @throws ProbeException SecretMissing, SecretForbidden, SecretNotShared, or DataMalformed for a value that no header
     *     can carry
     */
    Optional<String> authorization(
            String namespace,
            @Nullable CredentialRef reference,
            HttpUrl url,
            @Nullable String connectHost,
            @Nullable String caPem)
            throws ProbeException {
        if (reference == null) {
            return Optional.empty();
        }
        if (!url.secure()) {
            throw new ProbeException(Cause.SecretNotShared, Phase.Resolve, "credentials are sent over https only");
        }
        SecretContent secret = secrets.read(namespace, reference.secret());
        requireListed(secret, reference.secret(), url.host());
        if (connectHost != null && caPem != null) {
            // The checklist chooses both the peer and who vouches for it: the name in the certificate proves nothing.
            requireListed(secret, reference.secret(), connectHost);
        }
        String key = reference.key();
        return Optional.of(
                key == null ? basic(secret, reference.secret()) : "Bearer " + token(secret, reference.secret(), key));
    }

    private static void requireListed(SecretContent secret, String name, String host) throws ProbeException {
        String wanted = canonical(host);
        boolean listed = Arrays.stream(
                        secret.annotations().getOrDefault(SEND_TO, "").split(","))
                .map(Authorizer::canonical)
                .anyMatch(wanted::equals);
        if (!listed) {
            throw new ProbeException(
                    Cause.SecretNotShared,
                    Phase.Resolve,
                    "Secret %s does not list %s in its annotation %s; who owns the Secret can add it"
                            .formatted(name, wanted, SEND_TO));
        }
    }

    private static String basic(SecretContent secret, String name) throws ProbeException {
        String username = value(secret, name, "username");
        String password = value(secret, name, "password");
        if (username.indexOf(':') >= 0) {
            throw unusable(name, "username");
        }
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String token(SecretContent secret, String name, String key) throws ProbeException {
        String token = value(secret, name, key);
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw unusable(name, key);
        }
        return token;
    }

    /** Without the line end that many an editor adds. */
    private static String value(SecretContent secret, String name, String key) throws ProbeException {
        Map<String, String> data = secret.data();
        @Nullable String value = data.get(key);
        if (value == null) {
            throw new ProbeException(
                    Cause.SecretMissing,
                    Phase.Resolve,
                    "Secret %s has no key %s; add it or correct the key".formatted(name, key));
        }
        return value.endsWith("\n") ? value.stripTrailing() : value;
    }

    private static ProbeException unusable(String name, String key) {
        return new ProbeException(
                Cause.DataMalformed,
                Phase.Resolve,
                "Secret %s, key %s: holds characters that cannot be sent".formatted(name, key));
    }

    private static String canonical(String host) {
        String lower = host.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
