package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.KeyRef;
import dev.launchgate.api.v1alpha1.NameRef;
import dev.launchgate.api.v1alpha1.Patterns;

/** Refuses again what the schema refuses of references to objects. */
public final class ObjectNames {
    private static final Pattern NAME = Pattern.compile(Patterns.NAME);
    private static final Pattern KEY = Pattern.compile(Patterns.KEY);
    private static final int LONGEST = 253;

    private ObjectNames() {}

    public static void refuse(NameRef reference, String path, Refusals refusals) {
        refusals.require(valid(reference.name(), NAME), path + ".name", "must be the name of an object");
    }

    public static void refuse(KeyRef reference, String path, Refusals refusals) {
        refusals.require(valid(reference.name(), NAME), path + ".name", "must be the name of an object");
        refusals.require(
                valid(reference.key(), KEY),
                path + ".key",
                "must be a key: letters, digits, dots, dashes, underscores");
    }

    private static boolean valid(String text, Pattern pattern) {
        return text.length() <= LONGEST && pattern.matches(text);
    }
}
