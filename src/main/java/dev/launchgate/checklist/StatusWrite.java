package dev.launchgate.checklist;

import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;

/** The one way in which a status is stored: the whole of it, by server-side apply. */
public final class StatusWrite {
    private StatusWrite() {}

    /**
     * Stores a status.
     *
     * @param read the object as it was read
     * @param fresh a new one of its kind: server-side apply means full intent, so a spec field sent along would become ours
     */
    public static <S, R extends CustomResource<?, S>> void store(R read, R fresh, S status, Context<R> context) {
        fresh.getMetadata().setName(read.getMetadata().getName());
        fresh.getMetadata().setNamespace(read.getMetadata().getNamespace());
        fresh.getMetadata().setUid(read.getMetadata().getUid());
        fresh.setStatus(status);
        R stored = context.resourceOperations().serverSideApplyPrimaryStatus(fresh);
        if (!status.equals(stored.getStatus())) {
            // What somebody else wrote into it stays when we only leave it out.
            context.resourceOperations().jsonPatchPrimaryStatus(stored, theirs -> {
                theirs.setStatus(status);
                return theirs;
            });
        }
    }
}
