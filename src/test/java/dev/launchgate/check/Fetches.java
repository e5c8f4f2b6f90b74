package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.probe.ProbeAnswer.Fetched;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.FetchFrom;
import dev.launchgate.status.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** The fetches that an item of a test declares, and answers to them as their own readers take them. */
final class Fetches {
    private Fetches() {}

    /** In the order of their addresses. */
    static <P extends CheckParams> List<Fetch> of(Check<P> check, String yaml, Facts facts) {
        return Spec.plan(check, yaml, facts).probes().stream()
                .map(Fetch.class::cast)
                .sorted(Comparator.comparing(Fetches::address))
                .toList();
    }

    static <P extends CheckParams> Fetch one(Check<P> check, String yaml, Facts facts) {
        List<Fetch> all = of(check, yaml, facts);
        if (all.size() != 1) {
            throw new AssertionError("expected one fetch, saw " + all);
        }
        return all.getFirst();
    }

    /** Where it goes: the URL, or the path at the administrator's server. */
    static String address(ProbeRequest request) {
        return switch (((Fetch) request).from()) {
            case FetchFrom.Stated stated -> stated.url();
            case FetchFrom.Administered administered -> administered.target();
        };
    }

    static Fetched answer(Fetch fetch, int status, String body) {
        return new Fetched(status, fetch.reader().read(status, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** A failure whose message holds a number that moves. */
    static void assertLive(Judgement judgement, Reason reason, String message) {
        assertThat(judgement).isEqualTo(Judgement.fail(reason, message).asLive());
    }
}
