package dev.launchgate.demo;

import java.io.PrintStream;
import java.util.List;

/** Tells the story: colours on a terminal, plain text into a pipe. */
final class Narrator {
    private static final int WIDTH = 150;

    private final PrintStream out;
    private final boolean terminal;
    private int chapter;

    Narrator(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static Narrator onStandardOutput() {
        boolean terminal = System.console() != null
                && System.console().isTerminal()
                && System.getenv("NO_COLOR") == null
                && !"dumb".equals(System.getenv("TERM"));
        return new Narrator(System.out, terminal);
    }

    boolean terminal() {
        return terminal;
    }

    void chapter(String title) {
        out.println();
        out.println(painted("1;36", ++chapter + ". " + title));
    }

    void say(String sentence) {
        out.println(sentence.isEmpty() ? "" : "   " + sentence);
    }

    /** What somebody types. */
    void command(String command) {
        out.println();
        out.println("   " + painted("1", "$ " + command));
    }

    /** A fact that was checked. */
    void proven(String fact) {
        out.println("   " + painted("32", terminal ? "✔ " + fact : "ok: " + fact));
    }

    void failed(String what) {
        out.println();
        out.println(painted("1;31", "The story did not happen as told."));
        what.lines().forEach(line -> out.println("   " + line));
    }

    void finished(String sentence) {
        out.println();
        out.println(painted("1;32", sentence));
    }

    void table(List<List<String>> rows) {
        Grid.lines(rows, terminal ? WIDTH : 0).forEach(line -> out.println("   " + tinted(line)));
    }

    /** Verdicts and states in their colours. */
    private String tinted(String line) {
        if (!terminal) {
            return line;
        }
        return line.replaceAll("\\b(Fail|Unknown|Warning|Frozen|Held|False)\\b", "\u001b[31m$1\u001b[0m")
                .replaceAll("\\b(Pass|NotApplicable|Armed|True)\\b", "\u001b[32m$1\u001b[0m")
                .replaceAll("\\b(Pending|Approved|Releasing)\\b", "\u001b[33m$1\u001b[0m");
    }

    private String painted(String code, String text) {
        return terminal ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** Shown while something takes its time, from the second second on. */
    synchronized void progress(String what, long seconds) {
        if (terminal) {
            out.print("\r   " + painted("2", "… " + what + " (" + seconds + " s)"));
            out.flush();
        } else if (seconds == 2 || seconds % 10 == 0) {
            out.println("   ... " + what + " (" + seconds + " s)");
        }
    }

    synchronized void progressOver() {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
