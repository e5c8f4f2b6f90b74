package dev.launchgate.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes every generated file of the repository; called by {@code make generate}. */
public final class Generate {
    private Generate() {}

    /** Content of each generated file by its path in the repository. */
    static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        files.put("crds/launchchecklists.launchgate.dev.yaml", CrdText.generate());
        return files;
    }

    /** @param arguments the folder of the repository; left out, the current one */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments.length == 0 ? "." : arguments[0]);
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
