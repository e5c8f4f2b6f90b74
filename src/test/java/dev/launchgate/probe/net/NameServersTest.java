package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameServersTest {
    private static final String POD = """
            # written by the kubelet
            nameserver 10.96.0.10
              nameserver\tfd96::a
            ; nameserver 192.0.2.9
            search launchgate.svc.cluster.example svc.cluster.example cluster.example
            options ndots:5
            nameserver fe80::1%eth0
            nameserver dns.example.com
            nameserver
            """;

    @TempDir
    private Path directory;

    @Test
    void theFileOfAPodIsRead() throws IOException {
        assertThat(NameServers.of(List.of(), file(POD)))
                .isEqualTo(new NameServers(
                        List.of(at("10.96.0.10", 53), at("fd96::a", 53)),
                        Optional.of(Answers.name("cluster.example"))));
    }

    @Test
    void noMoreThanThreeServersAreTakenFromTheFile() throws IOException {
        Path many = file("nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\nnameserver 192.0.2.4\n");
        assertThat(NameServers.of(List.of(), many).servers()).hasSize(3);
    }

    @Test
    void settingsReplaceTheServersNotTheDomain() throws IOException {
        assertThat(NameServers.of(List.of("192.0.2.53", " [2001:db8::53]:5353"), file(POD)))
                .isEqualTo(new NameServers(
                        List.of(at("192.0.2.53", 53), at("2001:db8::53", 5353)),
                        Optional.of(Answers.name("cluster.example"))));
    }

    @Test
    void withoutFileThereIsNoServerAndNoDomain() {
        assertThat(NameServers.of(List.of(), directory.resolve("absent")))
                .isEqualTo(new NameServers(List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, 53",
        "192.0.2.1:53, 192.0.2.1, 53",
        "192.0.2.1:65535, 192.0.2.1, 65535",
        "2001:db8::53, 2001:db8::53, 53",
        "[2001:db8::53], 2001:db8::53, 53",
        "[2001:db8::53]:1, 2001:db8::53, 1",
        "::1, ::1, 53"
    })
    void anAddressMayHaveAPort(String text, String address, int port) {
        assertThat(ServerAddress.parse(text)).contains(at(address, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dns.example.com",
                "dns.example.com:53",
                "192.0.2.1:0",
                "192.0.2.1:65536",
                "192.0.2.1:",
                "192.0.2.1:+1",
                "192.0.2.1:53:53",
                "192.0.2",
                "0x7f.0.0.1",
                "[192.0.2.1]",
                "[192.0.2.1]:53",
                "[::1",
                "::1]",
                "[::1]x",
                "[::1]:x",
                "[]:53",
                "fe80::1%eth0",
                "192.0.2.1/32",
                "tcp://192.0.2.1"
            })
    void whatIsNoAddressIsRefusedByItsText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NameServers.of(List.of("192.0.2.1", text), file("")))
                .withMessage(text + ": expected an address, or an address and port such as 10.96.0.10:53");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("resolv.conf"), content);
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(AddressLiteral.parse(address).orElseThrow(), port);
    }
}
