package dev.launchgate.check.loadtest;

import dev.launchgate.api.v1alpha1.LoadTestTool;
import dev.launchgate.probe.ContentReader;
import java.nio.charset.StandardCharsets;

/**
 * Reads a load-test report by its shape: JSON, the script of a Gatling report, or CSV.
 *
 * @param tool the tool that must have written it; Auto for any that is known
 */
public record LoadReportReader(LoadTestTool tool) implements ContentReader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    @Override
    public LoadReport read(int status, byte[] body) {
        try {
            return expected(read(text(body)));
        } catch (NotReadableException e) {
            return new LoadReport.Refused(e.why());
        }
    }

    private static LoadReport.Measured read(String text) throws NotReadableException {
        ForeignText.refuse(text);
        if (text.startsWith("{")) {
            return JsonReport.read(text);
        }
        return GatlingReport.isScript(text) ? GatlingReport.script(text) : CsvReport.read(text);
    }

    private LoadReport.Measured expected(LoadReport.Measured report) throws NotReadableException {
        if (tool != LoadTestTool.Auto && tool != report.tool()) {
            throw new NotReadableException("expected a report of %s, saw one of %s".formatted(tool, report.tool()));
        }
        return report;
    }

    private static String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return (text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text).stripLeading();
    }
}
