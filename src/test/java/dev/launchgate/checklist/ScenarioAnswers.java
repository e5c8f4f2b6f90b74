package dev.launchgate.checklist;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.launchgate.cluster.DataWriters;
import dev.launchgate.cluster.Resource;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer;
import dev.launchgate.probe.ProbeAnswer.DnsAnswer;
import dev.launchgate.probe.ProbeAnswer.DnsCode;
import dev.launchgate.probe.ProbeAnswer.Fetched;
import dev.launchgate.probe.ProbeAnswer.HttpAnswer;
import dev.launchgate.probe.ProbeAnswer.Owner;
import dev.launchgate.probe.ProbeAnswer.SecretSeen;
import dev.launchgate.probe.ProbeAnswer.ServerAnswer;
import dev.launchgate.probe.ProbeAnswer.TcpAnswer;
import dev.launchgate.probe.ProbeAnswer.TlsAnswer;
import dev.launchgate.probe.ProbeAnswer.TlsOutcome;
import dev.launchgate.probe.ProbeAnswer.Trust;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.ProbeRequest.DnsQuery;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.HttpExchange;
import dev.launchgate.probe.ProbeRequest.SecretLook;
import dev.launchgate.probe.ProbeRequest.TcpConnect;
import dev.launchgate.probe.ProbeRequest.TlsHandshake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the network answers in a scenario: for each probe in one line ({@link ProbeText}) what came back, or
 * {@code {failed: CAUSE, during: PHASE}}.
 */
final class ScenarioAnswers {
    private final Map<String, JsonNode> answers = new HashMap<>();
    private final Set<String> fresh = new HashSet<>();
    private final Set<String> unanswered = new TreeSet<>();

    /** From now on the network answers these too. */
    void learn(JsonNode file) {
        file.properties().forEach(entry -> {
            answers.put(entry.getKey(), entry.getValue());
            fresh.add(entry.getKey());
        });
    }

    Measurement to(ProbeRequest request) {
        String asked = ProbeText.of(request);
        fresh.remove(asked);
        JsonNode answer = answers.get(asked);
        if (answer == null) {
            unanswered.add(asked);
            return new Measurement.NotYet();
        }
        return answer.has("failed")
                ? new Measurement.Failed(new ProbeFailure(
                        ProbeFailure.Cause.valueOf(answer.path("failed").asText()),
                        ProbeFailure.Phase.valueOf(answer.path("during").asText("Connect")),
                        answer.path("detail").asText()))
                : new Measurement.Answered(read(request, answer));
    }

    /** Answers that nobody asked for, and questions without an answer, since this was asked last. */
    List<String> faults() {
        List<String> faults = Stream.concat(
                        fresh.stream().sorted().map("nobody asks: %s"::formatted),
                        unanswered.stream().map("nothing answers: %s"::formatted))
                .toList();
        fresh.clear();
        unanswered.clear();
        return faults;
    }

    private static ProbeAnswer read(ProbeRequest request, JsonNode answer) {
        return switch (request) {
            case DnsQuery(var name, var type, var server) ->
                new DnsAnswer(
                        answer.has("servers")
                                ? Resource.elements(answer.path("servers"))
                                        .map(one -> dns(one.path("server").asText(), one))
                                        .toList()
                                : List.of(dns(server, answer)));
            case TcpConnect connect -> new TcpAnswer();
            case TlsHandshake handshake ->
                new TlsAnswer(
                        TlsOutcome.valueOf(answer.path("outcome").asText("Completed")),
                        answer.path("protocol").asText(),
                        Trust.valueOf(answer.path("trust").asText("Trusted")),
                        texts(answer.path("names")),
                        time(answer.path("from")),
                        time(answer.path("until")));
            case HttpExchange http ->
                new HttpAnswer(
                        answer.path("status").asInt(),
                        http.find() != null
                                && Pattern.compile(http.find())
                                        .matcher(answer.path("body").asText())
                                        .find());
            case Fetch fetch -> {
                int status = answer.path("status").asInt();
                yield new Fetched(status, fetch.reader().read(status, body(answer)));
            }
            case SecretLook look ->
                new SecretSeen(
                        Set.copyOf(texts(answer.path("keys"))),
                        Resource.strings(answer.path("labels")),
                        Resource.strings(answer.path("annotations")),
                        Resource.elements(answer.path("owners"))
                                .map(owner -> new Owner(
                                        owner.path("apiVersion").asText(),
                                        owner.path("kind").asText(),
                                        owner.path("name").asText()))
                                .toList(),
                        DataWriters.read(answer.path("managedFields")));
        };
    }

    private static ServerAnswer dns(String server, JsonNode answer) {
        return new ServerAnswer(
                server,
                DnsCode.valueOf(answer.path("code").asText("Records")),
                texts(answer.path("records")),
                number(answer.path("ttl")),
                number(answer.path("negativeTtl")),
                answer.path("detail").asText());
    }

    /** The text itself, or the path of a recorded file below {@code dev/launchgate}. */
    private static byte[] body(JsonNode answer) {
        if (!answer.has("file")) {
            return answer.path("body").asText().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Files.readAllBytes(
                    ScenarioFolder.ROOT.resolveSibling(answer.path("file").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode array) {
        return Resource.elements(array).map(JsonNode::asText).toList();
    }

    private static @Nullable Long number(JsonNode value) {
        return value.isMissingNode() ? null : value.asLong();
    }

    private static @Nullable Instant time(JsonNode value) {
        return value.isMissingNode() ? null : Instant.parse(value.asText());
    }
}
