package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.probe.net.SystemServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts arrive where a real Alertmanager says they do, for configurations and labels that are generated. */
@Tag("services")
@Timeout(180)
class AlertmanagerRoutesTest {
    private static final int LABEL_SETS = Integer.getInteger("launchgate.routes.labels", 40);
    private static final List<String> LABELS = List.of("severity", "team", "env", "service");
    private static final List<String> VALUES =
            List.of("page", "ticket", "a", "ab", "b-1", "x.y", "", "say \"hi\"", "back\\slash", "\u2603");
    private static final List<String> EXPRESSIONS = List.of(
            "a|ab",
            "a.*",
            "",
            "b-[0-9]+",
            ".+",
            "x\\.y|page",
            "[^a].*",
            "(?i:PAGE)",
            "a",
            "page)|(a",
            ".*\"hi\"",
            "\u2603?");

    @TempDir
    private Path scratch;

    static LongStream seeds() {
        return MonitoringNoise.seeds();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void alertsArriveWhereAlertmanagerSaysTheyDo(long seed) throws IOException {
        SplittableRandom random = MonitoringNoise.random(seed);
        String config = config(random);
        Path file = Files.writeString(scratch.resolve("alertmanager.yml"), config);
        int port = SystemServer.freePort();
        AlertRoutesResult.Tree tree;
        try (SystemServer alertmanager = SystemServer.start(
                Map.of("alertmanager.yml", config),
                List.of(
                        "prometheus-alertmanager",
                        "--config.file={folder}/alertmanager.yml",
                        "--storage.path={folder}/data",
                        "--cluster.listen-address=",
                        "--web.listen-address=127.0.0.1:" + port),
                port)) {
            assertThat(alertmanager).isNotNull();
            AlertRoutesResult result = (AlertRoutesResult)
                    new AlertRoutesReader().read(200, state(port).getBytes(StandardCharsets.UTF_8));
            assertThat(result).as(config).isInstanceOf(AlertRoutesResult.Tree.class);
            tree = (AlertRoutesResult.Tree) result;
        }
        Set<Set<String>> arrivals = new LinkedHashSet<>();
        for (int i = 0; i < LABEL_SETS; i++) {
            Map<String, String> labels = i == 0 ? Map.of("service", "first", "alertname", "Down") : labels(random);
            Set<String> receivers =
                    new RouteWalk(tree.root()).arrival(labels, Set.of()).receivers();
            assertThat(receivers).as("%s in %s", labels, config).isEqualTo(told(file, labels));
            arrivals.add(receivers);
        }
        assertThat(arrivals)
                .as("labels make a difference")
                .contains(Set.of("first"))
                .hasSizeGreaterThan(1);
    }

    private static String state(int port) throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:%d/api/v2/status".formatted(port)))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () -> client.send(request, HttpResponse.BodyHandlers.ofString()),
                            response -> response.statusCode() == 200)
                    .body();
        }
    }

    /** The word of the tool that comes with Alertmanager. */
    private static Set<String> told(Path config, Map<String, String> labels) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("amtool", "config", "routes", "test", "--config.file=" + config));
        labels.forEach((name, value) -> command.add("%s=\"%s\"".formatted(name, quoted(value))));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Set.of(output.strip().split(","));
    }

    private static Map<String, String> labels(SplittableRandom random) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String label : LABELS) {
            String value = pick(VALUES, random);
            if (random.nextInt(3) > 0 && !value.isEmpty()) {
                labels.put(label, value);
            }
        }
        labels.put("alertname", "Down");
        return labels;
    }

    private static String config(SplittableRandom random) {
        StringBuilder config = new StringBuilder("route:\n  receiver: r0\n  group_by: [alertname]\n");
        int[] receivers = {1};
        config.append("  routes:\n  - {receiver: first, match: {service: first}}\n");
        routes(random, 1, "  ", config, receivers);
        config.append("receivers:\n- name: first\n");
        for (int i = 0; i < receivers[0]; i++) {
            config.append("- name: r%d\n".formatted(i));
        }
        return config.toString();
    }

    private static void routes(
            SplittableRandom random, int depth, String indent, StringBuilder config, int[] receivers) {
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            config.append(indent)
                    .append("- continue: ")
                    .append(random.nextBoolean())
                    .append('\n');
            String inside = indent + "  ";
            if (random.nextInt(4) > 0) {
                config.append(inside).append("receiver: r%d\n".formatted(receivers[0]++));
            }
            matchers(random, inside, config);
            if (depth < 3 && random.nextInt(2) == 0) {
                config.append(inside).append("routes:\n");
                routes(random, depth + 1, inside, config, receivers);
            }
        }
    }

    /** In the old syntax, in the new one, or in both. */
    private static void matchers(SplittableRandom random, String indent, StringBuilder config) {
        int syntax = random.nextInt(4);
        if (syntax == 0 || syntax == 3) {
            config.append(indent).append("match: {%s: '%s'}\n".formatted(pick(LABELS, random), pick(VALUES, random)));
        }
        if (syntax == 1) {
            config.append(indent)
                    .append("match_re: {%s: '%s'}\n".formatted(pick(LABELS, random), pick(EXPRESSIONS, random)));
        }
        if (syntax >= 2) {
            String operator = pick(List.of("=", "!=", "=~", "!~"), random);
            String value = pick(operator.endsWith("~") ? EXPRESSIONS : VALUES, random);
            config.append(indent)
                    .append("matchers: ['%s%s\"%s\"']\n".formatted(pick(LABELS, random), operator, quoted(value)));
        }
    }

    private static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String pick(List<String> values, SplittableRandom random) {
        return values.get(random.nextInt(values.size()));
    }
}
