package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every shape of request to a gated Deployment, from everybody, with the guard alone. */
@ClusterTest
class GuardRequestsTest {
    private static PolicyRequests requests;

    @BeforeAll
    static void start(ControlPlane cluster) {
        Installation.guard(cluster);
        requests = PolicyRequests.in(cluster);
    }

    @AfterAll
    static void stop(ControlPlane cluster) {
        Installation.withoutPolicies(cluster);
    }

    @ParameterizedTest(name = "{0}: {1}: {2}")
    @CsvFileSource(resources = "/policy-requests.csv", delimiter = '|', quoteCharacter = '`')
    void areHeldRefusedOrPassAsTheTableSays(String state, String who, String request, String guard, String all) {
        assertThat(requests.ask(state, who, request)).isEqualTo(guard);
    }
}
