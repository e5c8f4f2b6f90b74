package dev.launchgate.postmortem.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.launchgate.status.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measured data as CSV: a column of times in UTC and one for each series, with the values as the server wrote them.
 *
 * @param data what the text has, which is less than was measured where that did not fit
 */
public record CsvText(RangeData data, String text) {
    private static final int LONGEST_NAME = 500;
    private static final ObjectWriter ROWS = CsvMapper.builder()
            .disable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS)
            .build()
            .writerFor(String[].class);

    /** All of the data. */
    public static CsvText of(RangeData data) {
        List<String> head = new ArrayList<>(List.of("time"));
        data.series().forEach(series -> head.add(PlainText.of(series.name(), LONGEST_NAME)));
        StringBuilder text = new StringBuilder(line(head));
        for (int row = 0; row < data.rows(); row++) {
            List<String> cells = new ArrayList<>(List.of(data.time(row).toString()));
            for (Series series : data.series()) {
                cells.add(series.values().get(row));
            }
            text.append(line(cells));
        }
        return new CsvText(data, text.toString());
    }

    /**
     * As much of the data as fits; empty if not even two rows do.
     *
     * @param raw data that are not thinned
     * @param bytes of UTF-8
     */
    public static Optional<CsvText> within(RangeData raw, int bytes) {
        CsvText text = of(raw);
        int rows = raw.rows();
        while (text.bytes() > bytes && rows > 2) {
            rows = Math.max(2, (int) Math.min(rows - 1L, (long) rows * bytes / text.bytes()));
            text = of(Thinning.toRows(raw, rows));
        }
        return Optional.of(text).filter(fits -> fits.bytes() <= bytes);
    }

    /** Length in UTF-8. */
    public int bytes() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String line(List<String> cells) {
        try {
            return ROWS.writeValueAsString(cells.toArray(String[]::new));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written", e);
        }
    }
}
