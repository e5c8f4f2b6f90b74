package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.NameRef;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What cert-manager says that it issued. The Secret itself is never read: date and names tell whether it is the one served.
 *
 * @param names DNS names that were asked for
 */
record IssuedCertificate(Instant notAfter, List<String> names) {
    /** A reason as Kubernetes writes it; anything else is not repeated. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    IssuedCertificate {
        names = List.copyOf(names);
    }

    /** The Certificate, if it is Ready for its present spec. */
    static Reference<IssuedCertificate> of(NameRef reference, Facts facts) {
        return Reference.follow(
                facts.object(ResourceKind.CERTIFICATE, reference.name()),
                certificate -> certificate(certificate, certificate.condition("Ready")));
    }

    /** Fails if another one is served. */
    Optional<Judgement> compare(String subject, Instant servedNotAfter, Collection<String> servedNames) {
        boolean sameNames = names.stream().map(HostNames::canonical).allMatch(servedNames::contains);
        if (!servedNotAfter.equals(notAfter)) {
            return Optional.of(Judgement.fail(
                    Reason.CertificateNotServed,
                    "%s: served one expires %s, issued one %s; reload the load balancer"
                            .formatted(subject, servedNotAfter, notAfter)));
        }
        return sameNames
                ? Optional.empty()
                : Optional.of(Judgement.fail(
                        Reason.CertificateNotServed,
                        "%s: served one lacks names of the issued one; reload the load balancer".formatted(subject)));
    }

    private static Reference<IssuedCertificate> certificate(Resource certificate, Optional<JsonNode> ready) {
        Optional<Judgement> outdated = ObservedGeneration.outdated(certificate, ready);
        if (outdated.isPresent()) {
            return new Unresolved<>(outdated.get());
        }
        return ready.filter(condition -> condition.path("status").asText().equals("True"))
                .map(condition -> issued(certificate))
                .orElseGet(() -> new Unresolved<>(notReady(certificate, ready)));
    }

    private static Judgement notReady(Resource certificate, Optional<JsonNode> ready) {
        String reason = ready.map(condition -> condition.path("reason").asText())
                .filter(WORD::matches)
                .orElse("no reason");
        long attempts = certificate.at("/status/failedIssuanceAttempts").asLong();
        return Judgement.fail(
                Reason.CertificateNotReady,
                "%s: expected Ready, saw %s after %d failed attempts; look at its events"
                        .formatted(certificate.label(), reason, attempts));
    }

    private static Reference<IssuedCertificate> issued(Resource certificate) {
        try {
            return new Resolved<>(new IssuedCertificate(
                    Instant.parse(certificate.text("/status/notAfter")), certificate.texts("/spec/dnsNames")));
        } catch (DateTimeParseException e) {
            return new Unresolved<>(
                    Judgement.unknown(Reason.DataMalformed, certificate.label() + ": not a date (status.notAfter)"));
        }
    }
}
