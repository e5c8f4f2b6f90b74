package dev.launchgate.docs;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.status.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The reasons that a kind can give, read from the compiled checks: those that code reachable from {@code judge} mentions. What
 * is called through an interface is taken for all that implement it.
 */
final class KindReasons {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.launchgate.check", "dev.launchgate.status", "dev.launchgate.cluster");

    /** Words of conditions, decisions and events stand after these; a check may read them in the history. */
    private static final Set<Reason> OF_ITEMS = EnumSet.range(Reason.AsExpected, Reason.ExpressionTooExpensive);

    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    private final Set<String> seen = new HashSet<>();
    private final Deque<JavaCodeUnit> open = new ArrayDeque<>();

    private KindReasons() {}

    /** By the name of the kind. */
    static Map<String, Set<Reason>> all() {
        Map<String, Set<Reason>> all = new TreeMap<>();
        for (Class<?> params : CheckParams.class.getPermittedSubclasses()) {
            String name = params.getSimpleName().replaceFirst("Params$", "");
            KindReasons reached = new KindReasons();
            JavaClass check = MAIN.get("dev.launchgate.check." + name + "Check");
            check.getMethods().stream()
                    .filter(method -> method.getName().equals("judge"))
                    .forEach(reached::reach);
            reached.follow();
            all.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), reached.reasons);
        }
        return all;
    }

    private void follow() {
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.pop();
            Stream.of(
                            unit.getCallsFromSelf(),
                            unit.getMethodReferencesFromSelf(),
                            unit.getConstructorReferencesFromSelf())
                    .flatMap(Set::stream)
                    .forEach(this::enter);
            unit.getFieldAccesses().forEach(this::read);
        }
    }

    private void enter(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        if (!MAIN.contain(owner.getName()) || owner.isEquivalentTo(Reason.class)) {
            return;
        }
        owner.getStaticInitializer().ifPresent(this::reach);
        Stream.concat(Stream.of(owner), owner.getAllSubclasses().stream())
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> unit.getName().equals(access.getTarget().getName()))
                .forEach(this::reach);
    }

    private void read(JavaFieldAccess access) {
        JavaClass owner = access.getTargetOwner();
        if (owner.isEquivalentTo(Reason.class)) {
            Reason.named(access.getName()).filter(OF_ITEMS::contains).ifPresent(reasons::add);
        } else if (MAIN.contain(owner.getName())) {
            owner.getStaticInitializer().ifPresent(this::reach);
        }
    }

    private void reach(JavaCodeUnit unit) {
        if (seen.add(unit.getFullName())) {
            open.push(unit);
        }
    }
}
