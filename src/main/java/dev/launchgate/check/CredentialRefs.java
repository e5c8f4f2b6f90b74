package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Credentials;
import dev.launchgate.probe.ProbeRequest.CredentialRef;
import org.jspecify.annotations.Nullable;

/** Credentials that a spec refers to. */
final class CredentialRefs {
    private CredentialRefs() {}

    static void refuse(@Nullable Credentials auth, @Nullable String url, String path, Refusals refusals) {
        if (auth == null) {
            return;
        }
        refusals.require(url != null && url.startsWith("https://"), path, "credentials need https");
        SpecBounds.exactlyOne("bearer, basic", path, refusals, auth.bearer(), auth.basic());
        if (auth.bearer() != null) {
            ObjectNames.refuse(auth.bearer().secret(), path + ".bearer.secret", refusals);
        }
        if (auth.basic() != null) {
            ObjectNames.refuse(auth.basic().secret(), path + ".basic.secret", refusals);
        }
    }

    /** What a probe is told; null without credentials. */
    static @Nullable CredentialRef of(@Nullable Credentials auth) {
        if (auth == null) {
            return null;
        }
        if (auth.bearer() != null) {
            return new CredentialRef(
                    auth.bearer().secret().name(), auth.bearer().secret().key());
        }
        return auth.basic() == null
                ? null
                : new CredentialRef(auth.basic().secret().name(), null);
    }
}
