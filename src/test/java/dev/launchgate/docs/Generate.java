package dev.launchgate.docs;

import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.Postmortem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes every generated file of the repository; called by {@code make generate}. */
public final class Generate {
    /** Manifests that the chart holds a copy of, because a chart cannot reach outside its folder. */
    private static final Map<String, String> COPIES = Map.of(
            "deploy/policies/guard/guard.yaml", "helm/launchgate/files/guard.yaml",
            "deploy/policies/guard/notice.yaml", "helm/launchgate/files/notice.yaml",
            "deploy/policies/guard/author.yaml", "helm/launchgate/files/author.yaml",
            "deploy/policies/documents/documents.yaml", "helm/launchgate/files/documents.yaml",
            "deploy/policies/auto-hold/auto-hold.yaml", "helm/launchgate/files/auto-hold.yaml",
            "deploy/monitoring/prometheus-rule.yaml", "helm/launchgate/files/prometheus-rule.yaml");

    private static final String ITEM =
            "The fields of [an item of a checklist](launchchecklist.md#specitems) but name, title, severity and owner, which"
                    + " the measure has.";

    private Generate() {}

    /** Content of each generated file by its path below the folder of the repository. */
    static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        String checklist = CrdText.generate(LaunchChecklist.class);
        String postmortem = CrdText.generate(Postmortem.class);
        crd(files, "launchchecklists", checklist);
        crd(files, "postmortems", postmortem);
        for (Map.Entry<String, String> copy : COPIES.entrySet()) {
            files.put(copy.getValue(), Files.readString(root.resolve(copy.getKey())));
        }
        files.put("src/docs/reference/launchchecklist.md", FieldPage.of(checklist, Map.of()));
        files.put("src/docs/reference/postmortem.md", FieldPage.of(postmortem, Map.of("spec.prevention[].item", ITEM)));
        files.put("src/docs/reference/reasons.md", ReasonPage.text());
        files.put(
                "src/docs/reference/settings.md",
                SettingsPage.of(root.resolve("src/main/java/dev/launchgate/config/Settings.java")));
        return files;
    }

    private static void crd(Map<String, String> files, String plural, String text) {
        files.put("crds/" + plural + ".launchgate.dev.yaml", text);
        files.put("helm/launchgate/crds/" + plural + ".launchgate.dev.yaml", text);
    }

    /** @param arguments the folder of the repository; left out, the current one */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments.length == 0 ? "." : arguments[0]);
        for (Map.Entry<String, String> file : files(root).entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
