package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Agent;
import dev.launchgate.api.v1alpha1.MonitoringAgentParams;
import dev.launchgate.api.v1alpha1.Section;

/** Item kind monitoringAgent: an agent runs where the application runs, and delivers. */
public final class MonitoringAgentCheck implements Check<MonitoringAgentParams> {
    @Override
    public Class<MonitoringAgentParams> params() {
        return MonitoringAgentParams.class;
    }

    @Override
    public Section section() {
        return Section.Monitoring;
    }

    @Override
    public void refuse(MonitoringAgentParams params, Refusals refusals) {
        MonitoringAgentRefusals.refuse(params, refusals);
    }

    @Override
    public void plan(MonitoringAgentParams params, Facts facts, Needs needs) {
        if (params.agent().exporter() != null) {
            ExporterAgent.probes(params.agent().exporter()).forEach(needs::probe);
        }
    }

    @Override
    public Judgement judge(MonitoringAgentParams params, Facts facts) {
        Agent agent = params.agent();
        if (agent.daemonSet() != null) {
            return new DaemonSetAgent(params, facts).judge(agent.daemonSet());
        }
        if (agent.sidecar() != null) {
            return SidecarAgent.judge(agent.sidecar(), facts);
        }
        if (agent.exporter() != null) {
            return ExporterAgent.judge(agent.exporter(), facts);
        }
        if (agent.serviceMonitor() != null) {
            return new MonitorAgent(MonitorKind.SERVICE, facts).judge(agent.serviceMonitor());
        }
        if (agent.podMonitor() != null) {
            return new MonitorAgent(MonitorKind.POD, facts).judge(agent.podMonitor());
        }
        throw new IllegalArgumentException("refused: a monitoring agent without form");
    }
}
