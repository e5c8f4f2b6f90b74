package dev.launchgate.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.Runtime.Version;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Libraries in which security faults were mended are at the mended version or above, whatever a BOM says. Reads what the
 * jars themselves say that they are.
 */
class PackagedVersionsTest {
    private static final Map<String, String> LEAST = Map.of("io.netty", "4.1.139", "io.vertx", "4.5.31");
    private static final Pattern NOTE =
            Pattern.compile("META-INF/maven/(io\\.netty|io\\.vertx)/([^/]+)/pom\\.properties");
    private static final Pattern NUMBERS = Pattern.compile("^[0-9]+(\\.[0-9]+)*");
    /** Numbered apart from the rest of their group. */
    private static final List<String> APART = List.of("netty-tcnative", "netty-incubator");

    @Test
    void nettyAndVertxAreMended() throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (URL manifest : Collections.list(getClass().getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
            if (manifest.getProtocol().equals("jar")) {
                String jar = manifest.getPath().substring(0, manifest.getPath().indexOf("!/"));
                collect(Path.of(URI.create(jar)), found);
            }
        }
        assertThat(found)
                .containsKeys("io.netty/netty-codec-http", "io.netty/netty-handler", "io.vertx/vertx-core")
                .allSatisfy((artifact, version) -> assertThat(number(version))
                        .isGreaterThanOrEqualTo(number(LEAST.get(artifact.substring(0, artifact.indexOf('/'))))));
    }

    private static void collect(Path jar, Map<String, String> found) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                Matcher note = NOTE.matcher(entry.getName());
                if (note.matches() && APART.stream().noneMatch(note.group(2)::startsWith)) {
                    Properties properties = new Properties();
                    properties.load(file.getInputStream(entry));
                    found.put(note.group(1) + "/" + note.group(2), properties.getProperty("version"));
                }
            }
        }
    }

    private static Version number(String version) {
        Matcher numbers = NUMBERS.matcher(version);
        assertThat(numbers.find()).as(version).isTrue();
        return Version.parse(numbers.group());
    }
}
