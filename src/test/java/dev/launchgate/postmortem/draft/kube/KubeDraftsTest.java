package dev.launchgate.postmortem.draft.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.postmortem.draft.Drafts.Kept;
import dev.launchgate.postmortem.draft.Drafts.Written;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to the API server, and what becomes of its answers. */
class KubeDraftsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ALL = "/apis/launchgate.dev/v1alpha1/namespaces/ml/postmortems";
    private static final String ONE = ALL + "/app-1";
    private static final String CREATE = ALL + "?fieldManager=launchgate";
    private static final String UPDATE = ONE + "?fieldManager=launchgate";

    private final KubernetesMockServer server = new KubernetesMockServer(false);
    private final AtomicBoolean leads = new AtomicBoolean(true);
    private KubernetesClient client;
    private KubeDrafts drafts;

    @BeforeEach
    void start() {
        server.init();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(server.createClient().getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        drafts = new KubeDrafts(client, Set.of("ml"), leads::get);
    }

    @AfterEach
    void stop() {
        client.close();
        server.destroy();
    }

    private static ObjectNode object(String state, String... managers) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("apiVersion", "launchgate.dev/v1alpha1")
                .put("kind", "Postmortem");
        ObjectNode metadata = json.putObject("metadata")
                .put("name", "app-1")
                .put("namespace", "ml")
                .put("uid", "u-1")
                .put("resourceVersion", "7");
        for (String manager : managers) {
            metadata.withArray("managedFields").addObject().put("manager", manager);
        }
        json.putObject("spec").put("state", state);
        return json;
    }

    private static Object refusal(int code) {
        return new StatusBuilder()
                .withCode(code)
                .withMessage("no\u001b[2J\nreally")
                .build();
    }

    private Kept read(String state, String... managers) {
        server.expect()
                .get()
                .withPath(ONE)
                .andReturn(200, object(state, managers).toString())
                .always();
        return drafts.find("ml", "app-1").orElseThrow();
    }

    private JsonNode sent() throws InterruptedException, JsonProcessingException {
        return MAPPER.readTree(server.getLastRequest().getBody().readUtf8());
    }

    @Test
    void isCreatedAsItIsUnderOneName() throws Exception {
        server.expect()
                .post()
                .withPath(CREATE)
                .andReturn(201, object("Draft").toString())
                .once();
        ObjectNode manifest = object("Draft");

        assertThat(drafts.create("ml", manifest)).isEqualTo(new Written.Stored());
        assertThat(sent()).isEqualTo(manifest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|kind Postmortem is not served; apply its definition from crds/",
                "403|the API server forbids it; grant create and patch on postmortems.launchgate.dev",
                "400|the API server refuses it: no[2Jreally",
                "413|the API server refuses it: no[2Jreally",
                "422|the API server refuses it: no[2Jreally"
            })
    void aRefusalIsToldInPlainWords(int code, String why) {
        server.expect().post().withPath(CREATE).andReturn(code, refusal(code)).once();
        assertThat(drafts.create("ml", object("Draft"))).isEqualTo(new Written.Refused(why));
    }

    @Test
    void aNameThatIsTakenIsAConflict() {
        server.expect().post().withPath(CREATE).andReturn(409, refusal(409)).once();
        assertThat(drafts.create("ml", object("Draft"))).isEqualTo(new Written.Conflict());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 500, 503})
    void whatIsNoAnswerIsTriedAgain(int code) {
        server.expect().post().withPath(CREATE).andReturn(code, refusal(code)).always();
        assertThatThrownBy(() -> drafts.create("ml", object("Draft"))).isInstanceOf(KubernetesClientException.class);
    }

    @Test
    void aChangeIsBoundToWhatWasRead() throws Exception {
        Kept kept = read("Draft", "launchgate");
        server.expect()
                .patch()
                .withPath(UPDATE)
                .andReturn(200, object("Draft").toString())
                .once();
        ObjectNode changes = MAPPER.createObjectNode();
        changes.putObject("spec").putArray("timeline");

        assertThat(drafts.update(kept, changes)).isEqualTo(new Written.Stored());
        assertThat(sent())
                .isEqualTo(MAPPER.readTree(
                        "{\"spec\":{\"timeline\":[]},\"metadata\":{\"uid\":\"u-1\",\"resourceVersion\":\"7\"}}"));
    }

    /** Changed, or deleted: in either case it is read anew, and what a person did counts. */
    @ParameterizedTest
    @ValueSource(ints = {404, 409})
    void whatIsNotAsItWasReadIsLookedAtAgain(int code) {
        Kept kept = read("Draft", "launchgate");
        server.expect().patch().withPath(UPDATE).andReturn(code, refusal(code)).once();
        assertThat(drafts.update(kept, MAPPER.createObjectNode())).isEqualTo(new Written.Conflict());
    }

    @Test
    void isDeletedOnlyAsItWasRead() throws Exception {
        Kept kept = read("Draft", "launchgate");
        server.expect().delete().withPath(ONE).andReturn(200, "{}").once();

        drafts.delete(kept);

        assertThat(server.getLastRequest().getMethod()).isEqualTo("DELETE");
        assertThat(sent().path("preconditions"))
                .isEqualTo(MAPPER.readTree("{\"uid\":\"u-1\",\"resourceVersion\":\"7\"}"));
    }

    @Test
    void aDeletionThatIsRefusedHurtsNobody() {
        Kept kept = read("Draft", "launchgate");
        server.expect().delete().withPath(ONE).andReturn(409, refusal(409)).once();
        drafts.delete(kept);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void whoDoesNotLeadWritesNothing() {
        Kept kept = read("Draft", "launchgate");
        leads.set(false);

        assertThat(drafts.create("ml", object("Draft"))).isEqualTo(new Written.Conflict());
        assertThat(drafts.update(kept, MAPPER.createObjectNode())).isEqualTo(new Written.Conflict());
        drafts.delete(kept);

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Draft,launchgate,launchgate,true",
        "Draft,launchgate,kubectl-edit,false",
        "Draft,kubectl-edit,kubectl-edit,false",
        "Draft,launchgate2,launchgate,false",
        "Review,launchgate,launchgate,false",
        "Final,launchgate,launchgate,false"
    })
    void managedFieldsSayWhetherAPersonTouchedIt(String state, String one, String other, boolean untouched) {
        assertThat(read(state, one, other).untouched()).isEqualTo(untouched);
    }

    /** Without managed fields nobody knows. */
    @Test
    void whatDoesNotSayWhoWroteItIsTouched() {
        assertThat(read("Draft").untouched()).isFalse();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        server.expect().get().withPath(ONE).andReturn(404, refusal(404)).once();
        assertThat(drafts.find("ml", "app-1")).isEmpty();
    }

    @Test
    void onlyDraftsOfWatchedNamespacesAreListed() {
        server.expect()
                .get()
                .withPath(ALL + "?labelSelector=launchgate.dev%2Fdrafted-for")
                .andReturn(200, "{\"kind\":\"List\",\"items\":[%s]}".formatted(object("Draft", "launchgate")))
                .once();
        assertThat(drafts.everywhere()).singleElement().satisfies(kept -> {
            assertThat(kept.name()).isEqualTo("app-1");
            assertThat(kept.namespace()).isEqualTo("ml");
            assertThat(kept.untouched()).isTrue();
        });
    }
}
