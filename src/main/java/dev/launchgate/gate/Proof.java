package dev.launchgate.gate;

/**
 * What a dry run proved of the admission policies.
 *
 * @param arming how new revisions are held
 * @param remedy what is missing for a stronger one, and what to do; empty where nothing is
 */
public record Proof(Arming arming, String remedy) {
    /** Nobody asked: what needs no policy is safe. */
    public static final Proof NONE = new Proof(Arming.AlwaysPausedUnguarded, "");
}
