package dev.launchgate.checklist;

import dev.launchgate.announce.Meters;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on whatever a pass throws in the one form that the framework repeats. Its handler catches exceptions only: an error
 * would leave the object marked as busy for ever.
 */
public final class Retried {
    private static final Logger LOG = LoggerFactory.getLogger(Retried.class);

    private Retried() {}

    /**
     * Makes a pass. A virtual machine that failed ends the process: nothing that it does now can be trusted.
     *
     * @param object whose pass it is
     */
    public static <T> T pass(String object, Meters meters, Supplier<T> pass) {
        try {
            return pass.get();
        } catch (VirtualMachineError e) {
            if (e instanceof StackOverflowError) {
                throw failed(object, meters, e);
            }
            LOG.error("the virtual machine failed; stopping", e);
            Runtime.getRuntime().halt(1);
            throw e;
        } catch (Throwable e) {
            throw failed(object, meters, e);
        }
    }

    private static IllegalStateException failed(String object, Meters meters, Throwable cause) {
        meters.failed();
        return new IllegalStateException("the pass of " + object + " failed", cause);
    }
}
