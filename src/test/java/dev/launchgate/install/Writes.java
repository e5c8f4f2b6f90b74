package dev.launchgate.install;

import dev.launchgate.e2e.Finished;
import dev.launchgate.install.Workbench.Who;
import java.util.function.BiFunction;

/** The shapes in which writes to a Deployment reach an API server. */
final class Writes {
    private Writes() {}

    static BiFunction<Workbench, String, Finished> patch(Who who, String type, String patch) {
        return (bench, name) -> bench.patch(who, name, type, patch);
    }

    /** The second image, by a strategic patch. */
    static BiFunction<Workbench, String, Finished> image(Who who) {
        return (bench, name) -> bench.kubectl(who, "set", "image", "deployment/" + name, "web=" + Workbench.SECOND);
    }

    /** {@code kubectl rollout WORD}. */
    static BiFunction<Workbench, String, Finished> rollout(Who who, String word) {
        return (bench, name) -> bench.kubectl(who, "rollout", word, "deployment/" + name);
    }

    static BiFunction<Workbench, String, Finished> kubectl(Who who, String verb, String... rest) {
        return (bench, name) -> {
            String[] arguments = new String[rest.length + 2];
            arguments[0] = verb;
            arguments[1] = "deployment/" + name;
            System.arraycopy(rest, 0, arguments, 2, rest.length);
            return bench.kubectl(who, arguments);
        };
    }

    /** The manifest with this image, without a word about {@code paused}. */
    static BiFunction<Workbench, String, Finished> manifest(Who who, String image, String... verb) {
        return (bench, name) -> bench.kubectlWith(bench.manifest(name, "enabled", false, image), who, with(verb));
    }

    /** Server-side apply that says {@code paused: false} and insists. */
    static BiFunction<Workbench, String, Finished> applyUnpaused(Who who) {
        return (bench, name) -> bench.kubectlWith(
                bench.manifest(name, "enabled", false, Workbench.FIRST)
                        .replace("spec:\n  ", "spec:\n  paused: false\n  "),
                who,
                with("apply", "--server-side", "--force-conflicts"));
    }

    private static String[] with(String... verb) {
        String[] arguments = new String[verb.length + 2];
        System.arraycopy(verb, 0, arguments, 0, verb.length);
        arguments[verb.length] = "-f";
        arguments[verb.length + 1] = "-";
        return arguments;
    }
}
