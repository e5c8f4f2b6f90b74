package dev.launchgate.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Diagrams that are written as text, told by the first line that says something. */
final class DiagramText {
    private static final Pattern PLANT_UML = Pattern.compile("@start([a-z0-9]{1,20})([^a-z0-9].*)?");

    private static final Pattern MERMAID = Pattern.compile("((graph|flowchart(-elk)?)([ \\t]+(TB|TD|BT|RL|LR))?"
            + "|(sequenceDiagram|classDiagram(-v2)?|stateDiagram(-v2)?|erDiagram|journey|gantt|mindmap|timeline"
            + "|quadrantChart|requirement(Diagram)?|C4(Context|Container|Component|Dynamic|Deployment)|zenuml"
            + "|sankey(-beta)?|xychart(-beta)?([ \\t]+horizontal)?|block(-beta)?|packet(-beta)?|kanban"
            + "|architecture(-beta)?|radar(-beta)?|treemap(-beta)?)"
            + "|gitGraph([ \\t]+(LR|TB|BT))?:?"
            + "|pie([ \\t]+showData)?([ \\t]+title[ \\t].*)?)[ \\t]*(;.*)?");

    private static final int LONGEST_HEADER = 1000;

    private DiagramText() {}

    /** From {@code @startuml} to {@code @enduml}, or another such pair. */
    static boolean plantUml(String text) {
        Iterator<String> lines = text.lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next().strip();
            if (line.isEmpty() || line.startsWith("'")) {
                continue;
            }
            Matcher start = PLANT_UML.matcher(line);
            return start.matches() && ends(lines, "@end" + start.group(1));
        }
        return false;
    }

    private static boolean ends(Iterator<String> lines, String mark) {
        while (lines.hasNext()) {
            if (lines.next().strip().equals(mark)) {
                return true;
            }
        }
        return false;
    }

    /** A kind of diagram, and something in it. */
    static boolean mermaid(String text) {
        List<String> two = new ArrayList<>();
        Iterator<String> lines = text.lines().map(String::strip).iterator();
        boolean first = true;
        while (lines.hasNext() && two.size() < 2) {
            String line = lines.next();
            if (first && line.equals("---")) {
                skipTo(lines, "---");
            } else if (line.startsWith("%%{") && !line.contains("}%%")) {
                skipTo(lines, "}%%");
            } else if (!line.isEmpty() && !line.startsWith("%%")) {
                two.add(line);
            }
            first &= line.isEmpty();
        }
        if (two.isEmpty() || two.getFirst().length() > LONGEST_HEADER) {
            return false;
        }
        Matcher header = MERMAID.matcher(two.getFirst());
        return header.matches() && (two.size() == 2 || two.getFirst().indexOf(';') >= 0);
    }

    private static void skipTo(Iterator<String> lines, String mark) {
        while (lines.hasNext()) {
            if (lines.next().endsWith(mark)) {
                return;
            }
        }
    }
}
