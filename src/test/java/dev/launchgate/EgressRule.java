package dev.launchgate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Vertx;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The one way out of the process, as rules on classes: calls and method references alike. */
final class EgressRule {
    static final String GUARD = "dev.launchgate.probe.net";

    /** Where the one class lives that opens sockets. */
    private static final String OUTLET = GUARD + ".DirectOutlet";

    private static final Set<String> LOOKUPS =
            Set.of("getByName", "getAllByName", "getLocalHost", "getHostName", "getCanonicalHostName", "isReachable");

    private static final Set<String> OPENING_URLS =
            Set.of("openStream", "openConnection", "getContent", "hashCode", "equals");

    /** Clients of any protocol; the Kubernetes client brings its own and is the one exception. */
    private static final DescribedPredicate<JavaClass> CLIENTS = resideInAnyPackage(
                    "java.net.http..",
                    "java.rmi..",
                    "javax.naming..",
                    "io.netty..",
                    "io.vertx..",
                    "okhttp3..",
                    "org.apache.hc.client5..",
                    "org.apache.hc.core5.http.impl.bootstrap..",
                    "org.xbill.DNS.config..",
                    "org.xbill.DNS.hosts..",
                    "org.xbill.DNS.lookup..",
                    "org.xbill.DNS.spi..")
            .or(named(
                    "java.net.HttpURLConnection",
                    "java.net.URLConnection",
                    "javax.net.ssl.HttpsURLConnection",
                    "org.xbill.DNS.Address",
                    "org.xbill.DNS.DohResolver",
                    "org.xbill.DNS.ExtendedResolver",
                    "org.xbill.DNS.Lookup",
                    "org.xbill.DNS.ResolverConfig",
                    "org.xbill.DNS.SimpleResolver",
                    "org.xbill.DNS.ZoneTransferIn"))
            .as("network clients and resolvers of libraries");

    /** What the gate endpoint serves with. {@link #opens} says which of their methods are none of its business. */
    private static final DescribedPredicate<JavaClass> SERVING = named(
            "io.vertx.core.Future",
            "io.vertx.core.Handler",
            "io.vertx.core.Vertx",
            "io.vertx.core.MultiMap",
            "io.vertx.core.buffer.Buffer",
            "io.vertx.core.http.HttpConnection",
            "io.vertx.core.http.HttpMethod",
            "io.vertx.core.http.HttpServer",
            "io.vertx.core.http.HttpServerOptions",
            "io.vertx.core.http.HttpServerRequest",
            "io.vertx.core.http.HttpServerResponse",
            "io.vertx.core.net.KeyCertOptions",
            "io.vertx.core.net.PemKeyCertOptions",
            "io.vertx.core.net.SSLOptions",
            "io.vertx.core.net.SocketAddress");

    private static final DescribedPredicate<JavaAccess<?>> OPENING = access("opening a socket", EgressRule::opens);
    private static final DescribedPredicate<JavaAccess<?>> LOOKING_UP =
            access("looking up a name", EgressRule::looksUp);

    static final List<ArchRule> ALL = List.of(
            noClasses()
                    .should()
                    .dependOnClassesThat(CLIENTS.and(DescribedPredicate.not(SERVING))
                            .as("network clients and resolvers of libraries")),
            noClasses().should().accessTargetWhere(LOOKING_UP),
            noClasses()
                    .that(DescribedPredicate.not(named(OUTLET)).as("are not " + OUTLET))
                    .should()
                    .accessTargetWhere(OPENING));

    private EgressRule() {}

    private static boolean opens(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        return switch (target.getName()) {
            case "<init>" -> owner.isAssignableTo(Socket.class) || owner.isAssignableTo(DatagramSocket.class);
            case "open" ->
                Stream.of(SocketChannel.class, DatagramChannel.class, AsynchronousSocketChannel.class)
                        .anyMatch(owner::isAssignableTo);
            case "builder",
                    "vertx",
                    "createDatagramSocket",
                    "createDnsClient",
                    "createHttpClient",
                    "createNetClient",
                    "httpClientBuilder" -> owner.isAssignableTo(Vertx.class);
            // The factory of TLS may put its own socket over one that is connected already.
            case "createSocket" ->
                target.getRawParameterTypes().isEmpty()
                        || !target.getRawParameterTypes().getFirst().isEquivalentTo(Socket.class);
            default -> false;
        };
    }

    private static boolean looksUp(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        boolean byName = !target.getRawParameterTypes().isEmpty()
                && target.getRawParameterTypes().getFirst().isEquivalentTo(String.class);
        return owner.isAssignableTo(InetAddress.class) && LOOKUPS.contains(name)
                || owner.isEquivalentTo(InetSocketAddress.class)
                        && (name.equals("getHostName") || name.equals("<init>") && byName)
                || owner.isEquivalentTo(URL.class) && OPENING_URLS.contains(name)
                || owner.isEquivalentTo(URI.class) && name.equals("toURL");
    }

    private static DescribedPredicate<JavaAccess<?>> access(String description, Predicate<CodeUnitAccessTarget> test) {
        return DescribedPredicate.describe(
                description, access -> access.getTarget() instanceof CodeUnitAccessTarget target && test.test(target));
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        Set<String> all = Set.of(names);
        return DescribedPredicate.describe("are named", one -> all.contains(one.getName()));
    }
}
