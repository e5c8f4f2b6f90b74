package dev.launchgate.check;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with the parameters of one item, each with its field path. */
public final class Refusals {
    private final String root;
    private final List<Refusal> refusals = new ArrayList<>();

    /** Refusals of fields below {@code root}, such as {@code spec.items[3].dns}. */
    public Refusals(String root) {
        this.root = root;
    }

    /** Refuses the field at {@code path} below the root, such as {@code names[0]}; empty for the root itself. */
    public void refuse(String path, String message) {
        refusals.add(new Refusal(path.isEmpty() ? root : root + "." + path, message));
    }

    /** Refuses the field unless {@code valid}. */
    public void require(boolean valid, String path, String message) {
        if (!valid) {
            refuse(path, message);
        }
    }

    /** An empty collection for the fields below a member of this root. */
    public Refusals below(String member) {
        return new Refusals(root + "." + member);
    }

    /** Takes over what another collection holds. */
    public void addAll(Refusals others) {
        refusals.addAll(others.refusals);
    }

    public List<Refusal> all() {
        return List.copyOf(refusals);
    }

    /** A field and what is wrong with it. */
    public record Refusal(String path, String message) {
        @Override
        public String toString() {
            return path + ": " + message;
        }
    }
}
