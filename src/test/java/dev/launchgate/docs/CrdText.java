package dev.launchgate.docs;

import dev.launchgate.config.CrdPostProcessor;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A CustomResourceDefinition as YAML, generated from the API records. */
final class CrdText {
    private CrdText() {}

    static String generate(Class<? extends CustomResource<?, ?>> kind) {
        InMemory output = new InMemory();
        new CRDGenerator()
                .customResourceClasses(kind)
                .forCRDVersions("v1")
                .withPostProcessor(new CrdPostProcessor())
                .withOutput(output)
                .generate();
        return output.text();
    }

    private static final class InMemory implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public ByteArrayOutputStream outputFor(String name) {
            return bytes;
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }

        private String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
