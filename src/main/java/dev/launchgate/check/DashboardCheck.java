package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.DashboardParams;
import dev.launchgate.api.v1alpha1.DashboardSource;
import dev.launchgate.api.v1alpha1.DashboardSource.BoardConfigMap;
import dev.launchgate.api.v1alpha1.KeyRef;
import dev.launchgate.api.v1alpha1.NameRef;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.BoardContent.Board;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.Set;

/** Item kind dashboard: a board is where somebody on call will look, and shows the golden signals. */
public final class DashboardCheck implements Check<DashboardParams> {
    @Override
    public Class<DashboardParams> params() {
        return DashboardParams.class;
    }

    @Override
    public Section section() {
        return Section.Monitoring;
    }

    @Override
    public void refuse(DashboardParams params, Refusals refusals) {
        DashboardRefusals.refuse(params, refusals);
    }

    @Override
    public void plan(DashboardParams params, Facts facts, Needs needs) {
        if (params.source().grafana() != null) {
            GrafanaApi.plan(params.source().grafana(), reader(params), facts, needs);
        }
    }

    @Override
    public Judgement judge(DashboardParams params, Facts facts) {
        DashboardSource source = params.source();
        if (source.grafana() != null) {
            Parts parts = new Parts();
            covered(GrafanaApi.board(source.grafana(), reader(params), facts), params, parts);
            return parts.whole(GrafanaApi.label(source.grafana()));
        }
        if (source.configMap() != null) {
            return inConfigMap(source.configMap(), params, facts);
        }
        if (source.grafanaDashboard() != null) {
            return ofOperator(source.grafanaDashboard(), params, facts);
        }
        throw new IllegalArgumentException("refused: a dashboard without source");
    }

    private static Judgement inConfigMap(BoardConfigMap board, DashboardParams params, Facts facts) {
        Parts parts = new Parts();
        covered(BoardSource.inConfigMap(new KeyRef(board.name(), board.key()), reader(params), facts), params, parts);
        BoardSource.label(board, facts).ifPresent(parts::add);
        Judgement whole = parts.whole("ConfigMap %s, key %s".formatted(board.name(), board.key()));
        return whole.verdict() == Verdict.Pass
                ? Judgement.pass(
                        Reason.DeclaredOnly,
                        whole.message()
                                + "; that Grafana imports it is declared, not measured; use source.grafana to prove it")
                : whole;
    }

    private static Judgement ofOperator(NameRef reference, DashboardParams params, Facts facts) {
        Parts parts = new Parts();
        parts.found(facts.object(ResourceKind.GRAFANA_DASHBOARD, reference.name()))
                .ifPresent(dashboard -> {
                    BoardSource.synchronizedBy(dashboard, parts);
                    covered(BoardSource.inOperatorObject(dashboard, reader(params), facts), params, parts);
                });
        return parts.whole("GrafanaDashboard " + reference.name());
    }

    private static void covered(Reference<Board> reference, DashboardParams params, Parts parts) {
        switch (reference) {
            case Unresolved<Board>(Judgement why) -> parts.add(why);
            case Resolved<Board>(Board board) -> BoardCoverage.judge(board, params, parts);
        }
    }

    private static BoardReader reader(DashboardParams params) {
        return new BoardReader(Set.copyOf(params.panels().values()));
    }
}
