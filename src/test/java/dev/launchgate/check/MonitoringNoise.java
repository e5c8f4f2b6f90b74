package dev.launchgate.check;

import dev.launchgate.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Bodies as a broken or hostile monitoring server sends them. */
final class MonitoringNoise {
    private MonitoringNoise() {}

    static LongStream seeds() {
        return Seeds.few();
    }

    static SplittableRandom random(long seed) {
        return new SplittableRandom(seed);
    }

    static byte[] bytes(SplittableRandom random) {
        byte[] noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        return noise;
    }

    /** The same body with one to four faults: bytes changed, left out, put in, repeated, or the end cut off. */
    static byte[] broken(byte[] body, SplittableRandom random) {
        byte[] broken = body;
        int faults = 1 + random.nextInt(4);
        for (int i = 0; i < faults && broken.length > 0; i++) {
            broken = fault(broken, random);
        }
        return broken;
    }

    private static byte[] fault(byte[] body, SplittableRandom random) {
        int at = random.nextInt(body.length);
        int length = Math.min(body.length - at, 1 + random.nextInt(30));
        byte[] head = Arrays.copyOf(body, at);
        byte[] piece = Arrays.copyOfRange(body, at, at + length);
        byte[] tail = Arrays.copyOfRange(body, at + length, body.length);
        return switch (random.nextInt(5)) {
            case 0 -> {
                byte[] changed = body.clone();
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
            case 1 -> joined(head, tail);
            case 2 -> joined(joined(head, piece), joined(piece, tail));
            case 3 ->
                joined(
                        joined(
                                head,
                                "{}[]\",:-\\\n #&*"
                                        .substring(random.nextInt(14))
                                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                        joined(piece, tail));
            default -> head;
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
