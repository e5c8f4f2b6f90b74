package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.GoldenSignal;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuerySignalsTest {
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '~', textBlock = """
            histogram_quantile(0.95, sum by (le) (rate(http_seconds_bucket[5m]))) => Latency
            sum(increase(rollout_reconcile_bucket[10m])) by (le) => Latency
            http_request_time{quantile="0.99"} => Latency
            rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m]) => Latency
            avg(probe_duration_seconds) => Latency
            SELECT mean("LATENCY") FROM "http" => Latency
            histogram_quantile(0.5, sum(rate(http_response_size_bytes_bucket[5m])) by (le)) => -
            histogram_quantile(0.5, sum(rate(request_duration_by_size_bucket[5m])) by (le)) => Latency
            sum(rate(http_requests_total{app="a"}[5m])) => Traffic
            irate ( istio_requests_total{reporter="destination"}[$__rate_interval] ) => Traffic
            sum(increase(http_request_duration_seconds_count[5m])) => Traffic
            sum(rate(nginx_ingress_controller_requests{ingress="x"}[1m])) => Traffic
            http_requests_total => -
            rate(up[5m]) => -
            sum(rate(http_requests_total{code=~"5.."}[5m])) => Errors
            sum(rate(http_requests_total{code=~"4..|5.."}[5m])) => Errors
            sum(rate(http_requests_total{response_code!~"5.*"}[5m])) => Errors
            sum(rate(http_requests_total{status="503"}[5m])) => Errors
            sum(rate(http_requests_total{status=~"[4-5].*"}[5m])) => Errors
            sum(rate(http_requests_total{status_class="5xx"}[5m])) => Errors
            sum(rate(http_requests_total{code=~"5\\\\d\\\\d"}[5m])) => Errors
            sum(rate(http_requests_total{code=~"5[0-9]{2}"}[5m])) => Errors
            SELECT count(*) FROM log WHERE status >= 500 => Errors
            sum(rate(job_failures_total[5m])) => Errors
            sum by (le) (count_over_time({level="ERROR"}[5m])) => Errors
            sum(rate(http_requests_total{code="200"}[5m])) => Traffic
            sum(rate(http_requests_total{code="405"}[5m])) => Traffic
            sum(rate(http_seconds_bucket{le="500"}[5m])) => Latency
            rate(container_cpu_usage_seconds_total[5m]) => Saturation
            node_memory_MemAvailable_bytes => Saturation
            go_memstats_heap_alloc_bytes => Saturation
            rabbitmq_queue_messages_ready => Saturation
            kube_pod_container_resource_limits => Saturation
            avg(disk_utilization) => Saturation
            avg(disk_utilisation) => Saturation
            sum(rate(queue_errors_total[5m])) => Errors Saturation
            up => -
            """)
    void tellsByTheWordsOfAQuery(String query, String signals) {
        assertThat(QuerySignals.of(query)).isEqualTo(set(signals));
    }

    private static Set<GoldenSignal> set(String signals) {
        return signals.equals("-")
                ? Set.of()
                : Arrays.stream(signals.split(" ")).map(GoldenSignal::valueOf).collect(Collectors.toSet());
    }
}
