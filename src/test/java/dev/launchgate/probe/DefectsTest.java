package dev.launchgate.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class DefectsTest {
    @Test
    void theSameDefectHasTheSameIdIsLoggedOnceAndItsMessageNever() {
        List<String> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getMessage() + entry.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(Defects.class.getName());
        logger.addHandler(handler);
        try {
            Defects defects = new Defects();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ids.add(defects.report(thrown("CANARY " + i)));
            }
            String other = defects.report(new IllegalArgumentException("CANARY"));

            assertThat(ids.get(0)).isEqualTo(ids.get(1)).isEqualTo(ids.get(2)).isNotEqualTo(other);
            assertThat(logged).hasSize(2).noneMatch(line -> line.contains("CANARY"));
            assertThat(logged.getFirst()).contains("DefectsTest.thrown").contains("IllegalStateException");
        } finally {
            logger.removeHandler(handler);
        }
    }

    private static Throwable thrown(String message) {
        return new IllegalStateException(message, new UnsupportedClassVersionError(message));
    }
}
