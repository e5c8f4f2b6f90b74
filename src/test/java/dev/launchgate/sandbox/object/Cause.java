package dev.launchgate.sandbox.object;

/**
 * One thing that is wrong with an object.
 *
 * @param reason as in {@code details.causes[].reason} of a Status, such as {@code FieldValueRequired}
 * @param field path of the member
 */
public record Cause(String reason, String message, String field) {
    static Cause invalid(String field, String value, String problem) {
        return new Cause("FieldValueInvalid", "Invalid value: %s: %s".formatted(value, problem), field);
    }

    static Cause type(String field, String value, String problem) {
        return new Cause("FieldValueTypeInvalid", "Invalid value: %s: %s".formatted(value, problem), field);
    }

    static Cause required(String field) {
        return new Cause("FieldValueRequired", "Required value", field);
    }

    /** A member that may not change was changed. */
    public static Cause immutable(String field, String value) {
        return invalid(field, value, "field is immutable");
    }
}
