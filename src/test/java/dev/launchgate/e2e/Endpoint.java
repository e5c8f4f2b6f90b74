package dev.launchgate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The gate endpoint of a packaged operator, with the rights that {@code deploy/rbac/endpoint} gives, as clients meet it. */
record Endpoint(String url, HttpClient http) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What was answered. */
    record Heard(int status, String type, JsonNode body) {
        String reason() {
            return status + "/" + body.path("reason").asText();
        }
    }

    static Endpoint plain(int port) {
        return new Endpoint("http://127.0.0.1:" + port, HttpClient.newHttpClient());
    }

    static Endpoint secured(int port, SSLContext trust) {
        return new Endpoint(
                "https://localhost:" + port,
                HttpClient.newBuilder().sslContext(trust).build());
    }

    /** Gives the operator the rights that the endpoint needs. */
    static void grant(ControlPlane cluster) {
        cluster.admin()
                .kubectl(
                        "apply",
                        "-k",
                        Path.of(System.getProperty("project.dir", ""), "deploy/rbac/endpoint")
                                .toString())
                .orThrow();
    }

    /** Lets the operator read Secrets of one namespace, as {@code deploy/rbac/secrets} does there. */
    static void secrets(ControlPlane cluster, String namespace) {
        String rendered = cluster.admin()
                .kubectl(
                        "kustomize",
                        Path.of(System.getProperty("project.dir", ""), "deploy/rbac/secrets")
                                .toString())
                .orThrow();
        cluster.admin()
                .kubectlWith(rendered, "-n", namespace, "apply", "-f", "-")
                .orThrow();
    }

    /** Settings of a plain endpoint. */
    static Map<String, String> settings(int port) {
        Map<String, String> settings = Operators.settings();
        settings.put("LAUNCHGATE_ENDPOINT_ENABLED", "true");
        settings.put("LAUNCHGATE_ENDPOINT_PORT", Integer.toString(port));
        settings.put("LAUNCHGATE_ENDPOINT_PLAIN_HTTP", "true");
        return settings;
    }

    /** Manifest of the Secret with the token of a checklist. */
    static String token(String checklist, String token) {
        return """
                apiVersion: v1
                kind: Secret
                metadata: {name: %1$s-gate-token, annotations: {launchgate.dev/gate-token-for: %1$s}}
                stringData: {token: "%2$s"}
                """.formatted(checklist, token);
    }

    /** A token of a service account for this audience. */
    static String token(ControlPlane cluster, String namespace, String account, String audience) {
        cluster.serviceAccount(namespace, account);
        return cluster.client()
                .serviceAccounts()
                .inNamespace(namespace)
                .withName(account)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(audience)
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    Heard get(String namespace, String checklist, String question, @Nullable String token) {
        return ask("GET", namespace, checklist, question, token, "");
    }

    Heard post(String namespace, String checklist, String question, @Nullable String token, String body) {
        return ask("POST", namespace, checklist, question, token, body);
    }

    private Heard ask(
            String method, String namespace, String checklist, String question, @Nullable String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("%s/gate/v1/namespaces/%s/launchchecklists/%s%s"
                        .formatted(url, namespace, checklist, question)))
                .timeout(Duration.ofSeconds(10))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return new Heard(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    MAPPER.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
