package dev.launchgate.probe;

import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names defects of ours: the same one has the same id, so that it is logged once and its answer stays equal. Says where it
 * happened, never the exception's message, which may quote what the network sent.
 */
public final class Defects {
    private static final Logger LOG = LoggerFactory.getLogger(Defects.class);
    private static final int FRAMES = 8;
    /** Far more defects than there can be places; a bound all the same. */
    private static final int REMEMBERED = 1_000;

    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    /** The answer in place of the one that a defect prevented. */
    public ProbeFailure failure(Throwable defect) {
        return new ProbeFailure(Cause.InternalError, Phase.Resolve, report(defect));
    }

    /** Logs a defect unless it was. @return its id */
    String report(Throwable defect) {
        String where = where(defect);
        String id = Integer.toHexString(where.hashCode());
        if (logged.size() < REMEMBERED && logged.add(id)) {
            LOG.error("a defect while probing, id {}: {}", id, where);
        }
        return id;
    }

    private static String where(Throwable defect) {
        return Stream.iterate(defect, Objects::nonNull, Throwable::getCause)
                .limit(3)
                .map(each -> each.getClass().getName() + " at "
                        + Arrays.stream(each.getStackTrace())
                                .limit(FRAMES)
                                .map(StackTraceElement::toString)
                                .collect(Collectors.joining(" < ")))
                .collect(Collectors.joining(", caused by "));
    }
}
