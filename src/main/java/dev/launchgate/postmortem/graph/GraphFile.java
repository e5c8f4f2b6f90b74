package dev.launchgate.postmortem.graph;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.Patterns;

/** Files of a graph, by the name of its attachment. */
public enum GraphFile {
    /** The picture for a light ground. */
    Light("-light.svg"),
    /** The picture for a dark ground. */
    Dark("-dark.svg"),
    /** The data. */
    Data(".csv");

    private static final Pattern LABEL = Pattern.compile(Patterns.LABEL);
    private static final int LONGEST_LABEL = 63;

    private final String ending;

    GraphFile(String ending) {
        this.ending = ending;
    }

    /** The name of the file. */
    public String of(String attachment) {
        return attachment + ending;
    }

    /** Whether an attachment can have files: its name is nothing but a name. */
    public static boolean possible(String attachment) {
        return attachment.length() <= LONGEST_LABEL && LABEL.matches(attachment);
    }
}
