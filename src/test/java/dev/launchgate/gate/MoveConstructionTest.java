package dev.launchgate.gate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody but the policy can make a move that opens. */
class MoveConstructionTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(MoveConstructionTest::isMain)
            .importPackages("dev.launchgate");

    @ParameterizedTest
    @ValueSource(classes = {GateMove.Resume.class, GateMove.Disarm.class})
    void movesThatOpenAreClosedToOtherPackages(Class<?> move) {
        assertThat(move).isFinal();
        assertThat(move.getDeclaredConstructors())
                .hasSize(1)
                .allMatch(constructor -> !Modifier.isPublic(constructor.getModifiers())
                        && !Modifier.isProtected(constructor.getModifiers()));
    }

    @Test
    void onlyTheStepThatChecksTheRecordResumes() {
        constructedOnlyBy(GateMove.Resume.class, Release.class).check(MAIN);
    }

    @Test
    void onlyThePolicyDisarms() {
        constructedOnlyBy(GateMove.Disarm.class, GatePolicy.class).check(MAIN);
    }

    @Test
    void nobodyReachesThemByReflection() {
        noClasses()
                .that()
                .resideInAPackage("dev.launchgate..")
                .should()
                .accessClassesThat()
                .belongToAnyOf(Constructor.class, MethodHandles.class)
                .check(MAIN);
    }

    /** The rule itself can fail: this test makes a move. */
    @Test
    void theRuleSeesAViolation() {
        JavaClasses here = new ClassFileImporter().importClasses(MoveConstructionTest.class, GateMove.Resume.class);
        ArchRule rule = constructedOnlyBy(GateMove.Resume.class, Release.class);

        assertThat(new GateMove.Resume(new Approval(null, null, null, null, null, null, null, null)))
                .isNotNull();
        assertThatThrownBy(() -> rule.check(here)).isInstanceOf(AssertionError.class);
    }

    /** Whether a class has a main source, wherever it was compiled to. */
    private static boolean isMain(Location location) {
        String path = location.asURI().toString();
        String source = path.substring(path.indexOf("/dev/launchgate/") + 1).replaceFirst("(\\$.*)?\\.class$", ".java");
        return Files.exists(Path.of(System.getProperty("project.dir", "."), "src/main/java", source));
    }

    private static ArchRule constructedOnlyBy(Class<?> move, Class<?> maker) {
        return classes().that().doNotHaveFullyQualifiedName(maker.getName()).should(new NotConstruct(move));
    }
}
