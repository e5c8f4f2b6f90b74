package dev.launchgate.postmortem.draft;

import java.time.Instant;
import java.util.List;

/**
 * Who wrote what into the target, by its managed fields.
 *
 * @param manager name under which it was written, of a tool and not of a person
 * @param operation Apply or Update
 * @param fields the fields near the top, such as {@code spec.template}
 */
public record FieldWrite(String manager, String operation, Instant at, List<String> fields) {
    public FieldWrite {
        fields = List.copyOf(fields);
    }
}
