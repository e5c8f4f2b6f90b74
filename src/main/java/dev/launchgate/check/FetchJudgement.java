package dev.launchgate.check;

import dev.launchgate.status.Reason;
import java.util.Optional;

/** What the status code of a source or monitoring API means where its content is wanted. */
final class FetchJudgement {
    private FetchJudgement() {}

    /**
     * Why there is no content; empty for success. Codes that mean something to a kind, such as 404, are for that kind to
     * look at first.
     *
     * @param subject what was asked, as messages call it: never with a query
     */
    static Optional<Judgement> withoutContent(String subject, int status) {
        if (status >= 200 && status < 300) {
            return Optional.empty();
        }
        return refusal(subject, status)
                .or(() -> Optional.of(Judgement.unknown(
                        Reason.ServerError, "%s: expected 2xx, saw %d; check the server".formatted(subject, status))));
    }

    /** Why a server did not look at the request; empty if it did, for better or worse. */
    static Optional<Judgement> refusal(String subject, int status) {
        return switch (status) {
            case 401, 403, 407 ->
                Optional.of(Judgement.unknown(
                        Reason.AuthenticationRequired,
                        "%s: answers %d; set auth, or let this client in".formatted(subject, status)));
            case 300, 301, 302, 303, 304, 305, 306, 307, 308 ->
                Optional.of(Judgement.unknown(
                        Reason.RedirectRefused, "%s: answers %d; name the final address".formatted(subject, status)));
            default -> Optional.empty();
        };
    }
}
