package dev.launchgate.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer as the one who asks understands it. No status below 300 but 200 is ever sent. */
record Reply(int status, String type, String body) {
    private static final String JSON = "application/json";

    static Reply to(GatePath.Asker asker, Answer answer, boolean plainText) {
        int status = asker.alwaysOk() ? 200 : status(asker, answer);
        return plainText && asker == GatePath.Asker.Verdict
                ? new Reply(status, "text/plain; charset=utf-8", text(answer))
                : new Reply(status, JSON, json(answer));
    }

    /** Of a request that asks nothing. */
    static Reply refusal(int status, Answer answer) {
        return new Reply(status, JSON, json(answer));
    }

    private static int status(GatePath.Asker asker, Answer answer) {
        // To Flagger a rollback hook that is answered with 200 is the order to roll back.
        boolean yes = asker == GatePath.Asker.FlaggerRollback
                ? !answer.open() && answer.regressed() && answer.reason() == AnswerReason.Regressed
                : answer.open();
        return switch (answer.reason()) {
            case Unauthorized -> 401;
            case RateLimited -> 429;
            case BadRequest -> 400;
            case Failed -> 503;
            default -> yes ? 200 : 403;
        };
    }

    private static String json(Answer answer) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("open", answer.open())
                .put("regressed", answer.regressed())
                .put("reason", answer.reason().name())
                .put("message", answer.message())
                .put("templateHash", answer.templateHash());
        ArrayNode items = json.putArray("items");
        answer.items()
                .forEach(item -> items.addObject()
                        .put("name", item.name())
                        .put("verdict", item.verdict())
                        .put("reason", item.reason())
                        .put("message", item.message()));
        return json.toString();
    }

    private static String text(Answer answer) {
        StringBuilder text = new StringBuilder(answer.open() ? "open" : "closed")
                .append(": ")
                .append(answer.reason())
                .append(": ")
                .append(answer.message())
                .append('\n');
        answer.items()
                .forEach(item -> text.append("- %s (%s): %s%n".formatted(item.name(), item.reason(), item.message())));
        return text.toString();
    }
}
