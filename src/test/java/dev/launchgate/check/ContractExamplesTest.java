package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.api.v1alpha1.ConfigParams;
import dev.launchgate.api.v1alpha1.ConfigurationTool;
import dev.launchgate.api.v1alpha1.RollbackParams;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Items with every field are taken as they stand, and say what was meant. */
class ContractExamplesTest {
    private static final String CONFIG = """
            settings:
              - name: DATABASE_URL
                container: app
                origin: Managed
                matches: '^postgres://db\\.prod\\.'
            references: Managed
            managers: [ArgoCD, Flux, Helm, ExternalSecrets, SealedSecrets]
            managerLabels: {app.kubernetes.io/managed-by: terraform}
            environment: {label: app.kubernetes.io/environment, value: production}
            handEdits: Fail
            secrets: Check
            """;
    private static final String ROLLBACK = """
            steps: ["Revert the release commit: a promoted template passes the gate at once", "Watch the error panel for 10 minutes"]
            revision: Required
            data: Reversible
            rehearsal: Declared
            rehearsedAt: 2026-11-12T00:00:00Z
            maxAge: 180d
            acceptedRisk: {reason: beta, by: dana, until: 2027-03-01T00:00:00Z}
            """;

    @ParameterizedTest
    @MethodSource
    void isTaken(Check<? extends CheckParams> check, String yaml) {
        assertThat(Spec.refusals(check, yaml)).isEmpty();
    }

    static Stream<Arguments> isTaken() {
        return Stream.of(Arguments.of(new ConfigCheck(), CONFIG), Arguments.of(new RollbackCheck(), ROLLBACK));
    }

    @Test
    void saysWhatIsMeant() {
        ConfigParams config = Spec.of(ConfigParams.class, CONFIG);
        assertThat(config.managers()).containsExactly(ConfigurationTool.values());
        assertThat(config.settings().getFirst().matches()).isEqualTo("^postgres://db\\.prod\\.");
        assertThat(config.environment().value()).isEqualTo("production");
        assertThat(Spec.of(RollbackParams.class, ROLLBACK).steps()).hasSize(2);
    }
}
