package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.LoadTestParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.check.loadtest.LoadReport;
import dev.launchgate.check.loadtest.LoadReportReader;
import dev.launchgate.status.Reason;
import java.time.Instant;
import java.util.Optional;

/** Item kind loadTest: was this image tested at the volume that is expected, lately, and was it good? */
public final class LoadTestCheck implements Check<LoadTestParams> {
    @Override
    public Class<LoadTestParams> params() {
        return LoadTestParams.class;
    }

    @Override
    public Section section() {
        return Section.Volume;
    }

    @Override
    public void refuse(LoadTestParams params, Refusals refusals) {
        LoadTestRefusals.refuse(params, refusals);
    }

    @Override
    public void plan(LoadTestParams params, Facts facts, Needs needs) {
        SourceContent.plan(params.report(), new LoadReportReader(params.tool()), facts, needs);
    }

    @Override
    public Judgement judge(LoadTestParams params, Facts facts) {
        String source = SourceContent.label(params.report());
        return switch (SourceContent.of(params.report(), new LoadReportReader(params.tool()), facts)) {
            case SourceContent.Unavailable(Judgement why) -> why;
            case SourceContent.Absent absent ->
                Judgement.fail(
                        Reason.ReportMissing,
                        "no load test report at %s (%s); run the test and publish its result"
                                .formatted(source, absent.saw()));
            case SourceContent.Read(LoadReport.Measured report) -> judge(params, report, source, facts);
            case SourceContent.Read(LoadReport.Refused refused) ->
                Judgement.unknown(
                        Reason.DataMalformed, "%s: not a load test report: %s".formatted(source, refused.why()));
            case SourceContent.Read(var other) -> throw new IllegalStateException("not the content of a report");
        };
    }

    private static Judgement judge(LoadTestParams params, LoadReport.Measured report, String source, Facts facts) {
        Parts parts = new Parts();
        LoadTestEvidence.binding(params, facts, parts);
        Optional<Instant> finished = LoadTestEvidence.date(params, report.finished(), facts, parts);
        String dated =
                report.tool() + finished.map(date -> ", " + DateTimes.day(date)).orElse("");
        LoadTestFigures.judge(params, report, dated, parts);
        return parts.whole("%s (%s)".formatted(source, dated));
    }
}
