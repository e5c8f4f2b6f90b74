package dev.launchgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The whole application starts against an API server that knows only how to store. */
@QuarkusTest
@WithKubernetesTestServer(crud = true)
class BootTest {
    @TestHTTPResource("/q/health/live")
    URI liveness;

    @TestHTTPResource("/q/metrics")
    URI metrics;

    private static HttpResponse<String> get(URI uri) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }

    @Test
    void itBootsAndIsAlive() throws Exception {
        HttpResponse<String> answer = get(liveness);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("launchgate passes and probes", "\"probe-schedule\": \"alive\"");
    }

    @Test
    void itWritesAsciiDigitsWhateverTheMachineSpeaks() {
        assertThat(Locale.getDefault(Locale.Category.FORMAT)).isEqualTo(Locale.ROOT);
    }

    @Test
    void monitoringSeesItBeforeTheFirstPass() throws Exception {
        assertThat(get(metrics).body())
                .contains(
                        "launchgate_checklists{state=\"Held\"",
                        "launchgate_gate_transitions_total{reason=\"GateOrphaned\"",
                        "launchgate_pass_failures_total");
    }
}
