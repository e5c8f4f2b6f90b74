package dev.launchgate.config;

import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task for a timer, which drops one that throws without a word. Whatever is thrown is logged, and the task comes again;
 * only a virtual machine that failed is stopped, because nothing can be relied on in it.
 *
 * @param what the task, as it is named in the log
 * @param halt ends the process at once, with this exit code
 */
record Unfailing(String what, Runnable task, IntConsumer halt) implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Unfailing.class);

    Unfailing(String what, Runnable task) {
        this(what, task, Runtime.getRuntime()::halt);
    }

    @Override
    public void run() {
        try {
            task.run();
        } catch (Throwable e) {
            if (e instanceof VirtualMachineError && !(e instanceof StackOverflowError)) {
                LOG.error("the virtual machine failed; stopping", e);
                halt.accept(1);
            } else {
                LOG.error("{} failed", what, e);
            }
        }
    }
}
