package dev.launchgate.endpoint;

import dev.launchgate.api.v1alpha1.LaunchChecklist;
import java.util.Optional;

/** Answers one question: who asks, then what is live, then the verdict. Whatever goes wrong is a closed answer. */
final class Desk {
    private static final int LONGEST_TOKEN = 8 * 1024;
    private static final Answer NOT_ALLOWED =
            Answer.closed(AnswerReason.NotAllowed, "there is no such checklist, or this caller may not read it");

    private final Callers callers;
    private final Sight sight;
    private final RateLimit perChecklist;

    Desk(Callers callers, Sight sight, RateLimit perChecklist) {
        this.callers = callers;
        this.sight = sight;
        this.perChecklist = perChecklist;
    }

    Answer ask(GatePath path, String token) {
        if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
            return Answer.closed(AnswerReason.Unauthorized, "expected a bearer token that is known here");
        }
        if (!path.named()) {
            return NOT_ALLOWED;
        }
        switch (callers.standing(token, path.namespace(), path.name())) {
            case Unknown -> {
                return Answer.closed(AnswerReason.Unauthorized, "expected a bearer token that is known here");
            }
            case Forbidden -> {
                return NOT_ALLOWED;
            }
            case Allowed -> {}
        }
        if (!perChecklist.admits(path.namespace() + "/" + path.name())) {
            return Answer.closed(
                    AnswerReason.RateLimited, "this checklist is asked too often; ask again in a few seconds");
        }
        Optional<LaunchChecklist> checklist = sight.checklist(path.namespace(), path.name());
        if (checklist.isEmpty()) {
            return NOT_ALLOWED;
        }
        // The checklist first: a template that changes between the two reads is not the one that the status speaks
        // about.
        boolean led = sight.led();
        return Answering.answer(
                checklist.get(),
                sight.target(checklist.get()),
                led,
                path.asker().stage());
    }
}
