package dev.launchgate.sandbox.control;

/** Brings a part of the world one step nearer to what is wanted. Called again until nothing changes any more. */
@FunctionalInterface
interface Controller {
    void run(World world);
}
