package dev.launchgate.check.loadtest;

import java.util.List;

/** Reports in CSV, told apart by the names of their columns. */
final class CsvReport {
    private CsvReport() {}

    static LoadReport.Measured read(String text) throws NotReadableException {
        List<String[]> rows = CsvRows.of(text);
        CsvColumns columns = CsvColumns.of(rows.getFirst());
        if (LocustStats.fits(columns)) {
            return LocustStats.read(columns, rows.subList(1, rows.size()));
        }
        if (JMeterResults.fits(columns)) {
            return JMeterResults.read(columns, rows.subList(1, rows.size()));
        }
        throw new NotReadableException(
                "it is neither JSON nor CSV of Gatling, JMeter, k6, Locust or vegeta; publish the tool's own result file");
    }
}
