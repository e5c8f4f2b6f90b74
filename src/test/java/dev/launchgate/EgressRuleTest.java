package dev.launchgate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every connection passes the guard: no class but its outlet opens one, and none looks up a name by the runtime. */
class EgressRuleTest {
    private static final JavaClasses MAIN =
            new ClassFileImporter().withImportOption(EgressRuleTest::isMain).importPackages("dev.launchgate");

    static final List<ArchRule> RULES = EgressRule.ALL;

    static final List<Class<?>> VIOLATIONS = List.of(EgressViolations.class.getDeclaredClasses());

    private static final JavaClasses VIOLATING = new ClassFileImporter().importClasses(VIOLATIONS);

    @ParameterizedTest
    @FieldSource("RULES")
    void mainClassesKeepTheRule(ArchRule rule) {
        rule.check(MAIN);
    }

    @ParameterizedTest
    @FieldSource("VIOLATIONS")
    void eachViolationIsFound(Class<?> violation) {
        JavaClasses one = VIOLATING.that(equivalentTo(violation));
        assertThat(RULES).anyMatch(rule -> rule.evaluate(one).hasViolation());
    }

    @Test
    void whatConnectsToNothingIsNoViolation() {
        JavaClasses one = new ClassFileImporter().importClasses(Harmless.class);
        assertThat(RULES)
                .allSatisfy(
                        rule -> assertThat(rule.evaluate(one).getFailureReport().getDetails())
                                .isEmpty());
    }

    @Test
    void theClassesJudgedAreTheMainOnes() {
        assertThat(MAIN.contain(EgressRule.GUARD + ".EgressGuard")).isTrue();
        assertThat(MAIN.contain(EgressRuleTest.class)).isFalse();
    }

    /** Whether a class has a main source, wherever it was compiled to. */
    private static boolean isMain(Location location) {
        String path = location.asURI().toString();
        String name = path.substring(path.indexOf("/dev/launchgate/") + 1).replaceFirst("(\\$.*)?\\.class$", ".java");
        return Files.exists(Path.of(System.getProperty("project.dir", "."), "src/main/java", name));
    }

    /** Uses the same types in ways that reach nobody. */
    static final class Harmless {
        java.net.Socket over(javax.net.ssl.SSLSocketFactory factory, java.net.Socket connected) throws Exception {
            return factory.createSocket(connected, "www.example.com", 443, true);
        }

        java.net.InetSocketAddress known(byte[] address) throws Exception {
            return new java.net.InetSocketAddress(java.net.InetAddress.getByAddress(address), 443);
        }

        String host(String url) {
            return java.net.URI.create(url).getHost();
        }

        org.xbill.DNS.Message parsed(byte[] bytes) throws Exception {
            return new org.xbill.DNS.Message(bytes);
        }
    }
}
