package dev.launchgate.checklist;

import dev.launchgate.check.Risks;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.status.Reason;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which risks of a running revision were told, so that each is told once. Memory only: a new process repeats them. */
final class RunningRisks {
    private final Map<String, Set<String>> told = new ConcurrentHashMap<>();

    /** What is new for this checklist. */
    List<Transition> news(String owner, Collection<Risks> risks) {
        Set<String> seen = new TreeSet<>();
        risks.forEach(risk -> seen.addAll(risk.messages()));
        Set<String> before = told.getOrDefault(owner, Set.of());
        Set<String> now = new HashSet<>(seen);
        if (!risks.stream().allMatch(Risks::whole)) {
            // what cannot be seen for a moment is not mended
            now.addAll(before);
        }
        if (now.isEmpty()) {
            told.remove(owner);
        } else {
            told.put(owner, now);
        }
        return seen.stream()
                .filter(message -> !before.contains(message))
                .map(message -> new Transition(Reason.RunningRevisionAtRisk, message))
                .toList();
    }

    void forget(String owner) {
        told.remove(owner);
    }
}
