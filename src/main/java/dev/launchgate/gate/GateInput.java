package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateSpec;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.readiness.Readiness;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a decision of the gate rests on.
 *
 * @param generation generation of the checklist's spec
 * @param before the gate as the status records it; null before the first pass
 * @param arming how new revisions are held, as a dry run proved it
 * @param now time of day
 */
public record GateInput(
        GateSpec spec,
        long generation,
        @Nullable GateStatus before,
        Workload workload,
        Readiness readiness,
        Arming arming,
        Instant now) {}
