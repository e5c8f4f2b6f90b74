package dev.launchgate.check.loadtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The rows of a CSV text, the header first, each with as many fields as the header. */
final class CsvRows {
    private static final int MOST_COLUMNS = 100;
    private static final ObjectReader ROWS = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build()
            .readerFor(String[].class);

    private CsvRows() {}

    static List<String[]> of(String text) throws NotReadableException {
        List<String[]> rows = new ArrayList<>();
        try (MappingIterator<String[]> read = ROWS.readValues(text)) {
            while (read.hasNextValue()) {
                String[] row = read.nextValue();
                rows.add(row);
                if (row.length > MOST_COLUMNS || row.length != rows.getFirst().length) {
                    throw new NotReadableException(
                            rows.size() == 1
                                    ? "it is no report of a known tool"
                                    : "row %d has %d fields, expected %d; is it cut off?"
                                            .formatted(rows.size(), row.length, rows.getFirst().length));
                }
            }
        } catch (JsonProcessingException e) {
            throw new NotReadableException("not CSV (row %d); is it cut off?".formatted(rows.size() + 1));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be read", e);
        }
        if (rows.isEmpty()) {
            throw new NotReadableException("it is empty");
        }
        return rows;
    }
}
