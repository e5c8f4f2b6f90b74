package dev.launchgate.check;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Walks through hostile YAML once, keeping none of it and making nothing of tags. There are no aliases, so a small text stays
 * small.
 */
final class YamlScan {
    private static final int LONGEST = 1024 * 1024;
    private static final int DEEPEST = 100;

    private final Iterator<Event> events;
    private Event at;
    private int depth;
    private int consumed;

    private YamlScan(String text) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(LONGEST).build();
        events = new Parse(settings).parseString(text).iterator();
        at = events.next();
    }

    /** Reads the first document, which is one mapping. */
    static void document(String text, Member member) throws Fault {
        try {
            YamlScan yaml = new YamlScan(text);
            yaml.next();
            yaml.next();
            yaml.mapping(member);
        } catch (MarkedYamlEngineException e) {
            throw new Fault(
                    e.getProblemMark()
                            .map(mark -> "line " + (mark.getLine() + 1))
                            .orElse("not YAML"),
                    e);
        } catch (YamlEngineException e) {
            throw new Fault("not YAML", e);
        }
    }

    /** Reads the mapping that comes: each member once, its value to be read by {@code member} or left. */
    void mapping(Member member) throws Fault {
        enter(Event.ID.MappingStart);
        Set<String> seen = new HashSet<>();
        while (at.getEventId() != Event.ID.MappingEnd) {
            String name = scalar();
            if (!seen.add(name)) {
                throw fault();
            }
            int before = consumed;
            member.read(name, this);
            if (consumed == before) {
                skip();
            }
        }
        leave();
    }

    /** Reads the sequence that comes. */
    void sequence(Element element) throws Fault {
        enter(Event.ID.SequenceStart);
        while (at.getEventId() != Event.ID.SequenceEnd) {
            int before = consumed;
            element.read(this);
            if (consumed == before) {
                skip();
            }
        }
        leave();
    }

    /** Reads the text that comes, as it is written: what a tag or a plain style would make of it is not asked. */
    String scalar() throws Fault {
        if (!(at instanceof ScalarEvent scalar)) {
            throw fault();
        }
        next();
        return absent(scalar) ? "" : scalar.getValue();
    }

    /** Whether nothing comes: null in any spelling. */
    boolean absent() {
        return at instanceof ScalarEvent scalar && absent(scalar);
    }

    /** Whether a sequence with elements comes; none of it is read. */
    boolean filled() throws Fault {
        if (at.getEventId() != Event.ID.SequenceStart) {
            return false;
        }
        boolean[] filled = {false};
        sequence(yaml -> filled[0] = true);
        return filled[0];
    }

    Fault fault() {
        return new Fault(
                at.getStartMark().map(mark -> "line " + (mark.getLine() + 1)).orElse("not YAML"), null);
    }

    private static boolean absent(ScalarEvent scalar) {
        return scalar.isPlain() && Set.of("", "~", "null", "Null", "NULL").contains(scalar.getValue());
    }

    private void skip() throws Fault {
        int outside = depth;
        do {
            switch (at.getEventId()) {
                case MappingStart, SequenceStart -> enter(at.getEventId());
                case MappingEnd, SequenceEnd -> leave();
                case Scalar -> next();
                default -> throw fault();
            }
        } while (depth > outside);
    }

    private void enter(Event.ID start) throws Fault {
        depth++;
        if (at.getEventId() != start || depth > DEEPEST) {
            throw fault();
        }
        next();
    }

    private void leave() throws Fault {
        depth--;
        next();
    }

    private void next() throws Fault {
        if (!events.hasNext()) {
            throw fault();
        }
        at = events.next();
        consumed++;
    }

    /** Reads the value of one member, or leaves it. */
    @FunctionalInterface
    interface Member {
        void read(String name, YamlScan yaml) throws Fault;
    }

    /** Reads one element, or leaves it. */
    @FunctionalInterface
    interface Element {
        void read(YamlScan yaml) throws Fault;
    }

    /** The text is not as it should be; the message says where. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        Fault(String position, @Nullable Throwable cause) {
            // made often by hostile text, and never seen in a log
            super(position, cause, false, false);
        }
    }
}
