package dev.launchgate.probe.net;

import dev.launchgate.probe.HttpUrl;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A monitoring server that the administrator names for all checklists.
 *
 * @param url base URL, without query
 * @param tokenFile file that holds a bearer token; read at each use, because such files are rotated
 * @param caFile file that holds the certificates to trust, PEM; left out, the runtime's trust store
 * @param tenant sent as {@code X-Scope-OrgID}
 */
public record AdministeredServer(String url, Optional<Path> tokenFile, Optional<Path> caFile, Optional<String> tenant) {
    private static final int LONGEST_FILE = 512 * 1024;

    /** @throws IllegalArgumentException if the URL is none; the message does not repeat it */
    public AdministeredServer {
        HttpUrl.parse(url);
        if (url.indexOf('?') >= 0) {
            throw new IllegalArgumentException("a base URL has no query");
        }
    }

    /** Where a path of the API lies. */
    HttpUrl at(String target) {
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return HttpUrl.parse(base + target);
    }

    Map<String, String> headers(Map<String, String> asked) {
        Map<String, String> all = new HashMap<>(asked);
        tenant.ifPresent(name -> all.putIfAbsent("X-Scope-OrgID", name));
        return all;
    }

    Optional<String> authorization() throws ProbeException {
        return tokenFile.isEmpty()
                ? Optional.empty()
                : Optional.of("Bearer " + text(tokenFile.get()).strip());
    }

    Optional<String> caPem() throws ProbeException {
        return caFile.isEmpty() ? Optional.empty() : Optional.of(text(caFile.get()));
    }

    /** The path is the administrator's; what is wrong with the file is for the administrator as well. */
    private static String text(Path file) throws ProbeException {
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw new ProbeException(Cause.DataTooLarge, Phase.Resolve, "a file of the administrator is too large");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new ProbeException(
                    Cause.SecretMissing,
                    Phase.Resolve,
                    "a file that the administrator's settings name cannot be read; tell the platform team");
        }
    }
}
