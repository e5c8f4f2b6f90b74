package dev.launchgate.api.v1alpha1;

/** The tool that wrote a load-test report. */
public enum LoadTestTool {
    /** Told by the shape of the file. */
    Auto,
    /** Gatling: stats.js, stats.json or global_stats.json of the report's js folder. */
    Gatling,
    /** JMeter: statistics.json of the HTML report, or the results as CSV. */
    JMeter,
    /** k6: what handleSummary gets, the file of --summary-export, or the machine-readable summary. */
    K6,
    /** Locust: the CSV file that ends in _stats.csv. */
    Locust,
    /** vegeta: report -type=json. */
    Vegeta
}
