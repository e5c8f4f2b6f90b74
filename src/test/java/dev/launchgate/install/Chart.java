package dev.launchgate.install;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The chart, rendered as Helm would. */
record Chart(String release, String namespace, String values) {
    /** Installed as the manifests in {@code deploy/} are. */
    static final Chart AS_SHIPPED = new Chart("launchgate", "launchgate-system", "");

    /** The same with values, as YAML. */
    Chart with(String yaml) {
        return new Chart(release, namespace, yaml);
    }

    static Path folder() {
        return Manifests.file("helm/launchgate");
    }

    Manifests render(Path scratch) throws IOException {
        TemplateCommand template = new Helm(folder())
                .template()
                .withName(release)
                .withNamespace(namespace)
                .withKubeVersion("1.36.0");
        if (!values.isEmpty()) {
            Path file = Files.createTempFile(scratch, "values-", ".yaml");
            Files.writeString(file, values);
            template.withValuesFile(file);
        }
        return Manifests.parse(template.call());
    }
}
