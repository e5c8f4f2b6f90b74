package dev.launchgate.check;

import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * One object that a pod template names, as the template spells it: the name may be one that no object can have.
 *
 * @param key the key that must be in it; null where the object alone is asked for
 * @param text whether it becomes variables, which are never read from {@code binaryData}
 * @param optional pods start without it
 * @param place where it is used, in words: {@code env DATABASE_URL of app}
 */
record TemplateReference(Kind kind, String name, @Nullable String key, boolean text, boolean optional, String place) {
    private static final int LONGEST_NAME = 253;

    /** Kinds of objects that a pod template names. */
    enum Kind {
        ConfigMap,
        Secret,
        SecretProviderClass,
        ServiceAccount,
        PersistentVolumeClaim;

        /** As the cluster view reads it; null for Secrets, which are looked at by name: see {@link ReferencedObjects}. */
        @Nullable
        ResourceKind cached() {
            return switch (this) {
                case ConfigMap -> ResourceKind.CONFIG_MAP;
                case Secret -> null;
                case SecretProviderClass -> ResourceKind.SECRET_PROVIDER_CLASS;
                case ServiceAccount -> ResourceKind.SERVICE_ACCOUNT;
                case PersistentVolumeClaim -> ResourceKind.PERSISTENT_VOLUME_CLAIM;
            };
        }
    }

    /** The object for messages: {@code ConfigMap ml-db}. */
    String object() {
        return kind + " " + PlainText.of(name, LONGEST_NAME);
    }

    /** The object and its use for messages: {@code ConfigMap ml-db (env DATABASE_URL of app)}. */
    String label() {
        return object() + " (" + place + ")";
    }

    /** The key for messages. */
    String shownKey() {
        return key == null ? "" : PlainText.of(key, LONGEST_NAME);
    }
}
