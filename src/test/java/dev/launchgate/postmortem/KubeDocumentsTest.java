package dev.launchgate.postmortem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.postmortem.capture.DocumentStore.Written;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeDocumentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "configmaps is forbidden: User \"system:serviceaccount:a:b\" cannot create resource \"configmaps\" in API group \"\" in the namespace \"ml\" | PublishingNotAllowed | the operator may not write ConfigMaps in ml",
                "configmaps \"x\" is forbidden: User \"u\" cannot patch resource \"configmaps\" in API group \"\" in the namespace \"ml\" | PublishingNotAllowed | the operator may not write ConfigMaps in ml",
                "configmaps \"x\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'p' denied request: no | PublishingFailed | the API server refused the ConfigMap: configmaps \"x\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'p' denied request: no",
                "configmaps \"x\" is forbidden: exceeded quota: few | PublishingFailed | the API server refused the ConfigMap: configmaps \"x\" is forbidden: exceeded quota: few",
            })
    void aMissingRightIsToldFromOtherRefusals(String words, String reason, String message) {
        var refused = new KubernetesClientException(
                new StatusBuilder().withCode(403).withMessage(words).build());
        assertThat(KubeDocuments.forbidden(refused, "ml")).isInstanceOfSatisfying(Written.Refused.class, written -> {
            assertThat(written.reason().name()).isEqualTo(reason);
            assertThat(written.message()).isEqualTo(message);
        });
    }
}
