package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.DashboardSource.LiveBoard;
import dev.launchgate.check.BoardContent.Board;
import dev.launchgate.check.BoardContent.NoBoard;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer.Fetched;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A board as Grafana's HTTP API has it. Which path answers depends on the version, and on the schema that the board is
 * stored in, so all are asked: 13 has the first two, 12 the second, every one the last, which answers 406 for boards of schema
 * v2. The first that shows the board counts.
 */
final class GrafanaApi {
    private static final List<String> PATHS = List.of(
            "/apis/dashboard.grafana.app/v2/namespaces/default/dashboards/",
            "/apis/dashboard.grafana.app/v2beta1/namespaces/default/dashboards/",
            "/api/dashboards/uid/");

    private GrafanaApi() {}

    static void plan(LiveBoard board, BoardReader reader, Facts facts, Needs needs) {
        for (String path : PATHS) {
            if (fetch(board, path, reader, facts) instanceof Resolved<Fetch>(Fetch fetch)) {
                needs.probe(fetch);
            }
        }
    }

    static Reference<Board> board(LiveBoard board, BoardReader reader, Facts facts) {
        String subject = label(board);
        List<Measurement> answers = new ArrayList<>();
        for (String path : PATHS) {
            switch (fetch(board, path, reader, facts)) {
                case Unresolved<Fetch>(Judgement why) -> {
                    return new Unresolved<>(why);
                }
                case Resolved<Fetch>(Fetch fetch) -> answers.add(facts.answer(fetch));
            }
        }
        for (Measurement answer : answers) {
            if (answer instanceof Measurement.Answered(Fetched(int status, Board seen))) {
                return new Resolved<>(seen);
            }
        }
        if (answers.contains(new Measurement.NotYet())) {
            return new Unresolved<>(ProbeJudgement.notYet());
        }
        return new Unresolved<>(answers.stream()
                .flatMap(answer -> obstacle(subject, answer, facts).stream())
                .findFirst()
                .orElseGet(() -> Judgement.fail(
                        Reason.DashboardMissing, subject + ": not there (saw 404); import it, or correct uid or url")));
    }

    /** The board as messages call it. */
    static String label(LiveBoard board) {
        return "%s, dashboard %s".formatted(MonitoringApi.label(board.server(), MonitoringSystem.Grafana), board.uid());
    }

    /** Why a path does not show the board; empty where it says that there is none. */
    private static Optional<Judgement> obstacle(String subject, Measurement answer, Facts facts) {
        return switch (answer) {
            case Measurement.NotYet() -> Optional.of(ProbeJudgement.notYet());
            case Measurement.TooOld() -> Optional.of(ProbeJudgement.tooOld(subject));
            case Measurement.Failed(var failure) -> Optional.of(ProbeJudgement.of(failure, subject, facts.timeout()));
            case Measurement.Answered(Fetched(int status, NoBoard none)) ->
                status == 404 || status == 410
                        ? Optional.empty()
                        : FetchJudgement.withoutContent(subject, status)
                                .or(() -> Optional.of(BoardSource.malformed(subject, none)));
            case Measurement.Answered(var other) -> throw new IllegalStateException("not an answer to a fetch");
        };
    }

    private static Reference<Fetch> fetch(LiveBoard board, String path, BoardReader reader, Facts facts) {
        return MonitoringApi.fetch(board.server(), MonitoringSystem.Grafana, path + board.uid(), reader, facts);
    }
}
