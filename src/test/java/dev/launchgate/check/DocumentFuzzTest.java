package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.DocumentFormat;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.ResourceKind;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever a document holds, it is judged, and noise is never taken for a diagram. */
class DocumentFuzzTest {
    private static final DocumentReader READER = new DocumentReader(List.of("never-in-it-9f3a"));

    @Test
    void noiseIsNoFormat() {
        SplittableRandom random = new SplittableRandom(41);
        for (int i = 0; i < 3_000; i++) {
            byte[] noise = new byte[random.nextInt(16, 4_096)];
            random.nextBytes(noise);
            for (DocumentFormat format : DocumentFormat.values()) {
                if (format != DocumentFormat.Any) {
                    assertThat(judge(noise, format).verdict())
                            .as("noise %d as %s", i, format)
                            .isNotEqualTo(Verdict.Pass);
                }
            }
        }
    }

    @Test
    void damagedFilesAreReadToo() {
        SplittableRandom random = new SplittableRandom(42);
        for (String file : DocumentFixtures.GOOD) {
            byte[] good = DocumentFixtures.bytes(file);
            for (int i = 0; i < 400; i++) {
                byte[] damaged = damaged(good, random);

                DocumentContent content = READER.read(200, damaged);

                assertThat(content.unmentioned()).hasSize(1);
                assertThat(content.fault().length()).isLessThan(100);
                assertThat(judge(damaged, DocumentFormat.Any).message()).hasSizeLessThan(400);
            }
        }
    }

    @Test
    void aPictureCannotBeChangedUnnoticed() {
        SplittableRandom random = new SplittableRandom(43);
        byte[] good = DocumentFixtures.bytes("flow.png");
        for (int i = 0; i < 1_000; i++) {
            byte[] changed = good.clone();
            changed[random.nextInt(8, changed.length)] ^= (byte) random.nextInt(1, 256);
            assertThat(judge(changed, DocumentFormat.Png).verdict()).isEqualTo(Verdict.Unknown);
        }
    }

    private static byte[] damaged(byte[] good, SplittableRandom random) {
        byte[] damaged = good.clone();
        for (int change = random.nextInt(8); change >= 0; change--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt(256);
                case 1 -> damaged[at] = (byte) "<>&\"'[]!-%;/ \n".charAt(random.nextInt(14));
                case 2 -> damaged = Arrays.copyOf(damaged, Math.max(1, at));
                default -> System.arraycopy(good, 0, damaged, at, Math.min(good.length, damaged.length - at));
            }
        }
        return damaged;
    }

    private static Judgement judge(byte[] body, DocumentFormat format) {
        FakeFacts facts = new FakeFacts()
                .with(ResourceKind.CONFIG_MAP, """
                metadata: {name: docs, namespace: ml}
                binaryData: {flow: "%s"}
                """.formatted(Base64.getEncoder().encodeToString(body)));
        return Spec.judge(
                new DocumentCheck(), "{source: {configMap: {name: docs, key: flow}}, format: " + format + "}", facts);
    }
}
