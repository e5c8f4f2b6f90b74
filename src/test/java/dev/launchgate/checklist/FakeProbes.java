package dev.launchgate.checklist;

import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.Observation;
import dev.launchgate.probe.ProbeAnswer.TcpAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.ProbeSchedule;
import dev.launchgate.probe.Subscription;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** A schedule whose probes are answered when a test says so. */
final class FakeProbes implements ProbeSchedule {
    static final Measurement OPEN = new Measurement.Answered(new TcpAnswer());
    static final Measurement REFUSED = new Measurement.Failed(
            new ProbeFailure(ProbeFailure.Cause.ConnectionRefused, ProbeFailure.Phase.Connect, ""));

    final Map<String, List<Subscription>> wishes = new HashMap<>();

    private final Map<ProbeRequest, Observation> answers = new HashMap<>();
    private final LongSupplier nanoTime;

    FakeProbes(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The probe is made once more, and answered like this. */
    void answer(ProbeRequest request, Measurement measurement) {
        Observation before = answers.getOrDefault(request, Observation.NONE);
        long sequence = before.sequence() + 1;
        boolean same = before.measurement().equals(measurement);
        // as if a schedule was kept, however fast a test goes on
        long started = before.startedAtNanos() + Duration.ofMinutes(1).toNanos();
        answers.put(
                request,
                new Observation(
                        measurement, sequence, same ? before.changedAt() : sequence, started, nanoTime.getAsLong()));
    }

    @Override
    public void subscribe(String owner, String namespace, Collection<Subscription> wanted) {
        wishes.put(owner, List.copyOf(wanted));
    }

    @Override
    public void unsubscribe(String owner) {
        wishes.remove(owner);
    }

    @Override
    public Observation latest(String namespace, ProbeRequest request) {
        return answers.getOrDefault(request, Observation.NONE);
    }

    @Override
    public void askNow(String owner) {}
}
