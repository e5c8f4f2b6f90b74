package dev.launchgate.check;

/** Where the value of a variable comes from. */
sealed interface SettingSource {
    /** It stands in the pod template. */
    record Literal(String value) implements SettingSource {
        @Override
        public String toString() {
            return "Literal[redacted]";
        }
    }

    /** It comes from the pod itself, such as a field of its own. */
    record Pod() implements SettingSource {}

    /** It is the value of a key of an object. */
    record Key(TemplateReference reference) implements SettingSource {}

    /** It may come from an object that was not seen. */
    record Unseen(Judgement why) implements SettingSource {}

    /** It may come from an object that is not there. */
    record Broken() implements SettingSource {}

    /** Nothing sets it. */
    record None() implements SettingSource {}
}
