package dev.launchgate.check.loadtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reports in JSON, told apart by members that only one tool writes. */
final class JsonReport {
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(100)
            .maxNumberLength(100)
            .maxNameLength(10_000)
            .maxStringLength(200_000)
            .maxTokenCount(400_000)
            .build();

    /** Not a number and infinity are no JSON, and are refused. */
    private static final ObjectReader JSON = reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Scripts name members without quotes, and go on after the value. */
    private static final ObjectReader SCRIPT = reader().with(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES);

    private JsonReport() {}

    static LoadReport.Measured read(String text) throws NotReadableException {
        JsonNode report = parse(text, JSON);
        if (VegetaReport.fits(report)) {
            return VegetaReport.read(report);
        }
        if (JMeterStatistics.fits(report)) {
            return JMeterStatistics.read(report);
        }
        if (GatlingReport.fits(report)) {
            return GatlingReport.read(report);
        }
        if (K6Report.fits(report)) {
            return K6Report.read(report);
        }
        if (report.path("metadata").has("k6Version")) {
            throw new NotReadableException(
                    "it is a summary of k6 in a shape that is not read; publish what handleSummary gets, or use --summary-export");
        }
        throw new NotReadableException("it is JSON, but no report of Gatling, JMeter, k6, Locust or vegeta");
    }

    /** The value at the beginning of a script, without what follows it. */
    static JsonNode value(String script) throws NotReadableException {
        return parse(script, SCRIPT);
    }

    private static JsonNode parse(String text, ObjectReader reader) throws NotReadableException {
        try {
            return reader.readTree(text);
        } catch (NumberFormatException e) {
            // Jackson lets that of an exponent beyond int pass through.
            throw new NotReadableException("a figure is beyond measure");
        } catch (StreamConstraintsException e) {
            throw new NotReadableException("not JSON of a report (nested too deep, or too many or too long values)");
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new NotReadableException(
                    at == null
                            ? "not JSON"
                            : "not JSON (line %d, column %d); is it cut off?"
                                    .formatted(at.getLineNr(), at.getColumnNr()));
        }
    }

    private static ObjectReader reader() {
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(BOUNDS).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .reader();
    }
}
